import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect } from 'chai';

import type { Counts } from '../../hack/lanes/types.ts';

const cwd = fileURLToPath(new URL('../..', import.meta.url));

/** In a process of its own, so that the planted failures do not stand in this run's output. */
function countIn(dir: string, limitMs = 30_000): Counts {
  const specs = JSON.stringify([join(dir, '*.test.ts')]);
  const program = `
    import { mocha } from './hack/lanes/mocha.ts';
    const counts = await mocha({ specs: ${specs}, limitMs: ${limitMs} });
    console.log('\\n' + JSON.stringify(counts));`;
  const argv = ['--input-type=module-typescript', '--eval', program];
  const { stdout } = spawnSync(process.execPath, argv, { cwd, encoding: 'utf8' });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Counts;
}

describe('a lane of mocha tests', function () {
  this.timeout(60_000);
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'multi-nic-lanes-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const pass = "it('passes', () => {});\n";
  const cases: readonly { name: string; text: string; want: Counts }[] = [
    { name: 'counts what passes', text: pass.repeat(3), want: { passed: 3, failed: 0 } },
    {
      name: 'counts what fails',
      text: `${pass}it('fails', () => { throw new Error('x'); });\n`,
      want: { passed: 1, failed: 1 },
    },
    {
      name: 'counts a hook that fails',
      text: `before(() => { throw new Error('x'); });\n${pass}`,
      want: { passed: 0, failed: 1 },
    },
    {
      name: 'fails for a skipped test',
      text: `${pass}it.skip('x', () => {});\n`,
      want: { passed: 1, failed: 1 },
    },
    {
      name: 'fails for an only test',
      text: "it.only('x', () => {});\n",
      want: { passed: 0, failed: 1 },
    },
    {
      name: 'fails without a test',
      text: "describe('x', () => {});\n",
      want: { passed: 0, failed: 1 },
    },
    {
      name: 'fails for a file that cannot be loaded',
      text: `${pass}throw new Error('x');\n`,
      want: { passed: 0, failed: 1 },
    },
    {
      name: 'fails for a process that ends in the middle with success',
      text: `${pass}it('x', () => process.exit(0));\n`,
      want: { passed: 0, failed: 1 },
    },
    {
      name: 'fails for an exit status that the tests do not explain',
      text: `${pass}after(() => { process.exitCode = 3; process.on('exit', () => process.exit(3)); });\n`,
      want: { passed: 1, failed: 1 },
    },
  ];
  for (const { name, text, want } of cases) {
    it(name, () => {
      writeFileSync(join(dir, 'planted.test.ts'), text);
      expect(countIn(dir)).to.include(want);
    });
  }

  it('names what fails, in one line each', () => {
    const fails = "it('fails', () => { throw new Error('a\\nb'); });\n";
    writeFileSync(join(dir, 'planted.test.ts'), `${pass}describe('it', () => {\n${fails}});\n`);
    expect(countIn(dir).failures).to.deep.equal(['it fails: Error: a']);
  });
  it('tells of a property that fails its seed and the law that it broke', () => {
    const thrown = "new Error('failed\\n{ seed: -7, path: 1 }', { cause: new Error('a law\\nx') })";
    writeFileSync(join(dir, 'planted.test.ts'), `it('fails', () => { throw ${thrown}; });\n`);
    expect(countIn(dir).failures).to.deep.equal(['fails: Error: failed; seed: -7; Error: a law']);
  });
  it('fails for a process that does not end', () => {
    const text = `${pass}after(() => { setInterval(() => {}, 1000); });\n`;
    writeFileSync(join(dir, 'planted.test.ts'), text);
    expect(countIn(dir, 5_000)).to.deep.equal({ passed: 1, failed: 1 });
  });
  it('fails without a test file', () =>
    expect(countIn(dir)).to.deep.equal({ passed: 0, failed: 1 }));
});

const runLane = (
  lane: string,
  env: NodeJS.ProcessEnv,
): { status: number | null; output: string } => {
  const options = { cwd, env: { ...process.env, ...env }, encoding: 'utf8' as const };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['hack/test.ts', lane], options);
  return { status, output: stdout + stderr };
};

describe('hack/test.ts', () => {
  // Without `unshare` the netns lane cannot run.
  const bare = { PATH: '/nonexistent', MULTINIC_TOOLS: '/nonexistent' };

  it('is loud about a lane that cannot run', () => {
    const { status, output } = runLane('netns', { ...bare, CI: '' });
    expect(output).to.include('lane netns DID NOT RUN: network namespaces cannot be made');
    expect(output.trimEnd().split('\n').at(-1)).to.equal('0 passed, 0 failed');
    expect(status).to.equal(0);
  });

  it('fails in CI for a lane that cannot run', () => {
    const { status, output } = runLane('netns', { ...bare, CI: 'true' });
    expect(output.trimEnd().split('\n').at(-1)).to.equal('0 passed, 1 failed');
    expect(status).to.equal(1);
  });

  it('names the lanes there are when asked for another', () => {
    const { status, output } = runLane('nothing', bare);
    expect(output).to.include('no lane nothing (available: house, unit, netns, control-plane');
    expect(status).to.equal(1);
  });
});
