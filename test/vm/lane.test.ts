import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { array, assert, nat, property } from 'fast-check';
import { eventReader, type TestEvent, type VmEvent } from '../../hack/vm/event.ts';
import { shellExports } from '../../hack/vm/job.ts';
import { judge } from '../../hack/vm/suite.ts';

describe('eventReader', () => {
  it('puts events together however the stream is cut', () => {
    const events: VmEvent[] = [
      { event: 'up', uptime: 1.5 },
      { event: 'test', title: 'a\nb', ms: 3, failure: 'no' },
      { event: 'end', tests: 1 },
      { event: 'exit', status: 1 },
    ];
    const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    assert(
      property(array(nat({ max: text.length })), (cuts) => {
        const seen: VmEvent[] = [];
        const read = eventReader((event) => seen.push(event));
        const edges = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        for (const [index, edge] of edges.entries()) read(text.slice(edges[index - 1] ?? 0, edge));
        expect(seen).to.deep.equal(events);
      }),
    );
  });

  const cases = [
    { name: 'a line that is no JSON', line: 'kernel: oops', want: 'no JSON: kernel: oops' },
    {
      name: 'an unknown event',
      line: '{"event":"hello"}',
      want: 'unknown event: {"event":"hello"}',
    },
  ];
  for (const { name, line, want } of cases) {
    it(`refuses ${name}`, () => {
      expect(() => eventReader(() => {})(`${line}\n`)).to.throw(want);
    });
  }
});

describe('judge', () => {
  const ok: TestEvent = { event: 'test', title: 'ok', ms: 1 };
  const bad: TestEvent = { event: 'test', title: 'bad', ms: 1, failure: 'no' };
  const cases = [
    {
      name: 'all passed',
      told: { tests: [ok, ok], announced: 2, status: 0 },
      want: { passed: 2, failed: 0 },
    },
    {
      name: 'one failed',
      told: { tests: [ok, bad], announced: 2, status: 1 },
      want: { passed: 1, failed: 1 },
    },
    {
      name: 'broken off',
      told: { tests: [ok], announced: undefined, status: 0 },
      want: { passed: 1, failed: 1, trouble: 'the suite broke off after 1 tests' },
    },
    {
      name: 'no test',
      told: { tests: [], announced: 0, status: 0 },
      want: { passed: 0, failed: 1, trouble: 'the suite ran no test' },
    },
    {
      name: 'a result lost',
      told: { tests: [ok], announced: 2, status: 0 },
      want: { passed: 1, failed: 1, trouble: '1 results of 2 tests came through' },
    },
    {
      name: 'status against results',
      told: { tests: [ok], announced: 1, status: 7 },
      want: { passed: 1, failed: 1, trouble: '0 tests failed, and the suite ended with 7' },
    },
  ];
  for (const { name, told, want } of cases) {
    it(name, () => expect(judge(told)).to.deep.equal(want));
  }
});

describe('shellExports', () => {
  it('gives a shell the very same values', () => {
    const value = `it's "quoted" $HOME \`id\` \\ two\nlines`;
    const script = `${shellExports({ VALUE: value })}printf %s "$VALUE"`;
    expect(spawnSync('sh', ['-c', script]).stdout.toString()).to.equal(value);
  });
});
