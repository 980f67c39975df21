import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Program, startProgram } from '../node/program.ts';
import { run } from '../node/run.ts';
import { builtShim } from '../node/shim.ts';
import { netConf } from './snapshot.ts';
import { median } from './statistics.ts';
import { atMost, type Bench } from './types.ts';

const calls = 200;
const rounds = 9;
const root = new URL('../../', import.meta.url).pathname;

/** One exec of the shim from a shell, an agent that answers at once behind it; the shell's own fork is in the figure. */
export const shimBench: Bench = {
  ids: ['shim-time', 'shim-rss'],
  run: async (progress) => {
    const dir = mkdtempSync(join(tmpdir(), 'multi-nic-shim-'));
    symlinkSync(builtShim, join(dir, 'multi-nic'));
    writeFileSync(join(dir, 'conf'), netConf(8));
    const quick = await echoAgent(dir, 'quick.sock', 0);
    const slow = await echoAgent(dir, 'slow.sock', 2000);
    try {
      const time = await shimTime(dir);
      const resident = await shimPeak(dir);
      progress(`shim: ${time.toFixed(2)} ms, ${resident.toFixed(2)} MiB`);
      return [atMost('shim-time', time, 1.5, 'ms'), atMost('shim-rss', resident, 2, 'MiB')];
    } finally {
      await Promise.all([quick.kill(), slow.kill()]);
      rmSync(dir, { recursive: true });
    }
  },
};

async function echoAgent(dir: string, socket: string, delayMs: number): Promise<Program> {
  const path = join(dir, socket);
  const program = await startProgram({
    argv: ['node', join(root, 'hack/bench/echo-agent.ts'), path, String(delayMs)],
    logFile: join(dir, `${socket}.log`),
  });
  // oxlint-disable-next-line no-await-in-loop
  while (program.running() && !existsSync(path)) await delay(20);
  return program;
}

const env = (dir: string, socket: string): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  CNI_COMMAND: 'ADD',
  CNI_CONTAINERID: 'bench',
  CNI_NETNS: '/run/netns/bench',
  CNI_IFNAME: 'net1',
  CNI_PATH: dir,
  MULTINIC_SOCKET: join(dir, socket),
});

async function shimTime(dir: string): Promise<number> {
  const loop = `for ((i = 0; i < ${calls}; i++)); do ${dir}/multi-nic <${dir}/conf || exit 1; done`;
  const script = `TIMEFORMAT=%R; time { ${loop}; }`;
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const shell = ['bash', '-c', `{ ${script}; } 2>&1`] as const;
    // oxlint-disable-next-line no-await-in-loop -- one loop at a time
    times.push((Number(await run([...shell], { env: env(dir, 'quick.sock') })) / calls) * 1000);
  }
  return median(times);
}

/** Peak resident MiB while the shim waits: the frame is sent, the answer goes into the same buffer. */
async function shimPeak(dir: string): Promise<number> {
  const child = spawn(join(dir, 'multi-nic'), {
    env: env(dir, 'slow.sock'),
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.end(netConf(8));
  await delay(500);
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  await once(child, 'exit');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
