import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Shell } from '../../../node-agent/host/shell-worker.ts';
import { createWorkers, type Workers } from '../../../node-agent/host/workers.ts';

const env = { PATH: process.env['PATH'] };

describe('createWorkers', () => {
  const opened: Workers[] = [];
  const workers = (change: Partial<Shell & { idle: number; timeoutMs: number }> = {}): Workers => {
    const { idle = 2, timeoutMs = 5_000, ...shell } = change;
    const made = createWorkers({
      timeoutMs,
      maxBytes: 10_000,
      idle,
      shell: { command: ['/bin/sh'], env, ...shell },
    });
    opened.push(made);
    return made;
  };
  afterEach(() => {
    for (const one of opened.splice(0)) one.close();
  });

  it('keeps as many as it is told to, and lets the others end', async () => {
    const { run } = workers({ idle: 2 });
    const busy = Array.from({ length: 5 }, () => run({ command: 'eval "sleep 0.1; echo $$"' }));
    const pids = (await Promise.all(busy)).map(({ stdout }) => stdout.trim());
    expect(new Set(pids).size).to.equal(5);
    await until(() => pids.filter(isAlive).length === 2);
  });

  it('lets what a command left behind, without its output, go on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'workers-'));
    const file = join(folder, 'done');
    const { run } = workers({ idle: 0 });
    const left = `(sleep 0.1; echo >${file}) >/dev/null 2>&1 &`;
    const { stdout } = await run({ command: `eval '${left} echo $$'` });
    await until(() => !isAlive(stdout.trim()));
    await until(() => existsSync(file));
    rmSync(folder, { recursive: true });
  });

  it('prepares each shell once', async () => {
    const { run } = workers({ prepare: 'count=0' });
    const command = `eval 'count=$((count + 1)); echo $count'`;
    expect((await run({ command })).stdout).to.equal('1\n');
    expect((await run({ command })).stdout).to.equal('2\n');
  });

  const broken: readonly { name: string; command: Shell['command']; want: string }[] = [
    { name: 'is missing', command: ['/nowhere/sh'], want: 'cannot be run: spawn /nowhere/sh' },
    {
      name: 'ends at once, with what it said',
      command: ['/bin/sh', '-c', 'echo no such namespace >&2; exit 3'],
      want: 'ended too early: no such namespace',
    },
  ];
  for (const { name, command, want } of broken)
    it(`rejects when the shell ${name}, each time`, async () => {
      const { run } = workers({ command });
      for (const _ of [1, 2])
        expect(await run({ command: ':' }).catch((error: Error) => error.message)).to.contain(want);
    });

  it('does not keep the process alive', () => {
    const module = new URL('../../../node-agent/host/workers.ts', import.meta.url).pathname;
    const script = `import { createWorkers } from '${module}';
      const shell = { command: ['/bin/sh'], env: {} };
      const { run } = createWorkers({ timeoutMs: 5_000, maxBytes: 100, idle: 1, shell });
      console.log((await run({ command: 'echo on' })).stdout);`;
    const args = ['--input-type=module-typescript', '--eval', script];
    const said = execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 4_000 });
    expect(said).to.equal('on\n\n');
  });
});

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 3_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error('it did not happen within 3 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function isAlive(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
