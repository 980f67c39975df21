import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

export type Outcome = { readonly ok: boolean; readonly lastLine: string };

/**
 * Runs a command with its output passed on, and keeps the last line of its stdout. Ends it after `limitMs`, because a
 * lane that hangs must fail and not stop the lanes after it: SIGTERM first, SIGKILL 15 s later.
 */
export async function child(
  argv: readonly [string, ...string[]],
  limitMs: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const [file, ...args] = argv;
  const running = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
    // A process group of its own, so that what the command started (c8's mocha) ends with it.
    detached: true,
  });
  let tail = '';
  const drained = once(running.stdout, 'end');
  running.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    tail = (tail + chunk.toString()).slice(-1_000);
  });
  const release = guard(running, limitMs, argv.join(' '));
  try {
    const [status] = (await once(running, 'exit')) as [number | null];
    // A process that it left behind may hold the pipe open for ever.
    await Promise.race([drained, delay(2_000, undefined, { ref: false })]);
    return { ok: status === 0, lastLine: tail.trimEnd().split('\n').at(-1) ?? '' };
  } catch (error) {
    console.log(`cannot run ${file}: ${(error as Error).message}`);
    return { ok: false, lastLine: '' };
  } finally {
    running.stdout.destroy();
    release();
  }
}

/** Ends the group when it is late, or when we are told to end ourselves; until released. */
function guard(running: ChildProcess, limitMs: number, command: string): () => void {
  const late = setTimeout(() => {
    console.log(`not finished after ${limitMs / 1000} s, ending it: ${command}`);
    endGroup(running, 'SIGTERM');
  }, limitMs);
  const tooLate = setTimeout(() => endGroup(running, 'SIGKILL'), limitMs + 15_000);
  const interrupted = (signal: NodeJS.Signals): void => {
    endGroup(running, signal);
    process.exit(1);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  return () => {
    clearTimeout(late);
    clearTimeout(tooLate);
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  };
}

function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
