import { expect } from 'chai';

import type { Step } from '../../../node-agent/iproute2/types.ts';
import { batchFailures } from '../../../node-agent/routes/batch-failures.ts';

const add = (id: number): Step => ({
  object: 'nexthop',
  verb: 'add',
  id,
  via: '10.0.1.2',
  dev: 'eth1',
  protocol: 155,
});
const del = (id: number): Step => ({ object: 'nexthop', verb: 'del', id });
const steps = [add(1), add(2), del(3), del(4)];

const cases = [
  { name: 'nothing failed', status: 0, stderr: '', want: [] },
  {
    name: 'a warning is no failure',
    status: 0,
    stderr: 'Warning: something\n',
    want: [],
  },
  {
    name: 'each failure with its own reason',
    status: 1,
    stderr:
      'RTNETLINK answers: File exists\nCommand failed -:1\nError: Nexthop device is not up.\nCommand failed -:2\n',
    want: ['1: RTNETLINK answers: File exists', '2: Error: Nexthop device is not up.'],
  },
  {
    name: 'a reason of two lines',
    status: 1,
    stderr: 'Error: one.\nDump terminated\nCommand failed -:2\n',
    want: ['2: Error: one.; Dump terminated'],
  },
  {
    name: 'what is gone need not be deleted, but must have been there to be added',
    status: 1,
    stderr:
      'RTNETLINK answers: No such file or directory\nCommand failed -:3\nRTNETLINK answers: No such file or directory\nCommand failed -:1\n',
    want: ['1: RTNETLINK answers: No such file or directory'],
  },
  {
    name: 'another refusal of a deletion',
    status: 1,
    stderr: 'RTNETLINK answers: Operation not permitted\nCommand failed -:4\n',
    want: ['4: RTNETLINK answers: Operation not permitted'],
  },
  {
    name: 'a batch that was given up',
    status: 255,
    stderr: 'Error: argument "eth1" is wrong: Device does not exist\n\n',
    want: [],
    givenUp: 'Error: argument "eth1" is wrong: Device does not exist',
  },
  {
    name: 'a batch that was given up after a failure',
    status: 255,
    stderr: 'RTNETLINK answers: File exists\nCommand failed -:1\nError: argument is wrong\n',
    want: ['1: RTNETLINK answers: File exists'],
    givenUp: 'Error: argument is wrong',
  },
  { name: 'silence with a bad status', status: 3, stderr: '', want: [], givenUp: 'exit status 3' },
];

describe('batchFailures', () => {
  for (const { name, status, stderr, want, givenUp } of cases) {
    it(`reads ${name}`, () => {
      const result = batchFailures(steps, { status, stdout: '', stderr });
      const shown = result.failures.map(
        ({ step, reason }) => `${steps.indexOf(step) + 1}: ${reason}`,
      );
      expect(shown).to.deep.equal(want);
      expect(result.givenUp).to.equal(givenUp);
    });
  }
});
