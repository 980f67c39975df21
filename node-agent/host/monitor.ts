import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import type { Log } from '../../lib/log.ts';
import { monitorArgs, type Wake, wakeOf, wakes } from '../iproute2/monitor-line.ts';

type Options = {
  /** What to do when something may have changed; called for the first time once the monitor listens. */
  readonly onWake: (changed: ReadonlySet<Wake>) => void;
  readonly log: Log;
  /** A wake-up waits until the kernel has been quiet for this long … */
  readonly quietMs?: number;
  /** … but no longer than this. */
  readonly atMostMs?: number;
  /** From one wake-up to the next: every pod's veth is a dozen events, and each look costs as much as an ADD. */
  readonly apartMs?: number;
  readonly program?: string;
};

export type Monitor = {
  /** Ends the child too; no wake-up comes after it. */
  readonly stop: () => void;
  /** Process id of the child, absent between two of them. */
  readonly pid: () => number | undefined;
};

const backOff = { firstMs: 100, longestMs: 10_000 };

/**
 * `ip monitor`, as a reason to look and nothing else: an event is never evidence. When it ends, or lost events, all
 * may have changed.
 */
export function createMonitor(options: Options): Monitor {
  const { log, program = 'ip' } = options;
  const bell = createBell(options);
  let child: ChildProcess | undefined;
  let retry: NodeJS.Timeout | undefined;
  let waitMs = backOff.firstMs;
  let stopped = false;

  const again = (reason: string): void => {
    if (stopped) return;
    log.warn('ip monitor ended, starting it again', { reason, waitMs });
    retry = setTimeout(start, waitMs);
    waitMs = Math.min(waitMs * 2, backOff.longestMs);
  };
  const start = (): void => {
    child = listen(program, {
      heard: (wake) => {
        waitMs = backOff.firstMs;
        bell.ring([wake]);
      },
      lost: () => bell.ring(wakes),
      ended: again,
    });
    bell.ring(wakes);
  };
  start();
  return {
    pid: () => (child?.exitCode === null ? child.pid : undefined),
    stop: () => {
      stopped = true;
      clearTimeout(retry);
      bell.stop();
      child?.kill();
    },
  };
}

type Listener = {
  readonly heard: (wake: Wake) => void;
  readonly lost: () => void;
  readonly ended: (reason: string) => void;
};

function listen(program: string, { heard, lost, ended }: Listener): ChildProcess {
  const child = spawn(program, monitorArgs, {
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const wake = wakeOf(line);
    if (wake !== undefined) heard(wake);
  });
  // It complains when the kernel's buffer ran over: events are lost then.
  child.stderr.on('data', lost);
  child.on('error', (error) => ended(error.message));
  child.on('exit', (status, signal) => ended(`exit status ${status ?? signal}`));
  return child;
}

/** Joins a burst of reasons into one call. */
function createBell({ onWake, quietMs = 50, atMostMs = 500, apartMs = 600 }: Options) {
  let changed = new Set<Wake>();
  let quiet: NodeJS.Timeout | undefined;
  let atMost: NodeJS.Timeout | undefined;
  let notBefore = 0;
  const stop = (): void => {
    clearTimeout(quiet);
    clearTimeout(atMost);
    atMost = undefined;
  };
  const call = (): void => {
    stop();
    const told = changed;
    changed = new Set();
    notBefore = performance.now() + apartMs;
    onWake(told);
  };
  const ring = (reasons: readonly Wake[]): void => {
    for (const wake of reasons) changed.add(wake);
    const leastMs = notBefore - performance.now();
    clearTimeout(quiet);
    quiet = setTimeout(call, Math.max(quietMs, leastMs));
    atMost ??= setTimeout(call, Math.max(atMostMs, leastMs));
  };
  return { ring, stop };
}
