import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { eventReader, type VmEvent } from './event.ts';
import { writeJob, type Job } from './job.ts';
import { fetchKit } from './kit.ts';
import { openPort } from './port.ts';
import { consoleFile, portSocket, qemuArguments } from './qemu.ts';

export type VmRun = Job & {
  /** After this many milliseconds the machine is killed and the run has failed. */
  readonly limitMs: number;
  readonly memoryMiB?: number;
  /** Further QEMU arguments, for instance more devices. */
  readonly qemu?: readonly string[];
  readonly onOutput: (text: string) => void;
  readonly onEvent?: (event: VmEvent) => void;
  readonly signal?: AbortSignal;
};

export type VmResult = {
  /** Exit status of the command. */
  readonly status: number;
  /** From the start of QEMU to the command's start. */
  readonly bootMs: number;
  /** From the start of QEMU to its end. */
  readonly ms: number;
};

/**
 * Boots a machine with Debian's kernel on this host's own files, runs one shell command in it as root and takes it down.
 * The machine reaches listeners on this host's loopback under `$MULTINIC_VM_HOST`; what it writes stays in its memory,
 * except in /run/job. Rejects, with the end of the console, when the machine gave no exit status: it crashed, ended early
 * or outlived its limit.
 */
export async function runInVm(run: VmRun): Promise<VmResult> {
  const kit = await fetchKit();
  const folder = await mkdtemp(`${tmpdir()}/multinic-vm-`);
  try {
    await writeJob(folder, kit, run);
    return await boot(run, kit, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function boot(run: VmRun, kit: string, folder: string): Promise<VmResult> {
  const started = performance.now();
  const passed = (): number => Math.round(performance.now() - started);
  let bootMs = 0;
  let status: number | undefined;
  const read = eventReader((event) => {
    if (event.event === 'up') bootMs = passed();
    if (event.event === 'exit') status = event.status;
    run.onEvent?.(event);
  });
  const output = await openPort(portSocket(folder, 'output'), run.onOutput);
  const events = await openPort(portSocket(folder, 'events'), read);
  const trouble = await untilOff(run, kit, folder);
  await Promise.all([output.drain(), events.drain()]);
  if (trouble === undefined && status !== undefined) return { status, bootMs, ms: passed() };
  throw new Error(
    `${trouble ?? 'the machine ended without a result'}\n${await consoleTail(folder)}`,
  );
}

/** Runs QEMU to its end; what went wrong, or nothing. The kernel kills QEMU too when this process dies. */
async function untilOff(run: VmRun, kit: string, folder: string): Promise<string | undefined> {
  const { memoryMiB = 2048, qemu: extra = [], limitMs, signal } = run;
  const machine = qemuArguments({ kit, folder, memoryMiB, extra });
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', `${kit}/qemu`, ...machine], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  signal?.addEventListener('abort', () => child.kill('SIGKILL'));
  const [status, killed] = (await once(child, 'close')) as [number | null, string | null];
  if (signal?.aborted === true) return 'interrupted';
  if (killed !== null)
    return `the machine was killed (${killed}); its limit is ${limitMs / 1000} s`;
  return status === 0 ? undefined : `QEMU ended with status ${status}; its message stands above`;
}

async function consoleTail(folder: string): Promise<string> {
  const text = await readFile(consoleFile(folder), 'utf8').catch(() => '');
  const lines = text.trimEnd().split('\n').slice(-40);
  return `end of the machine's console:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
