import { isTold } from '../../lib/backoff.ts';
import type { Log } from '../../lib/log.ts';
import { createQueue } from '../../lib/queue.ts';

/** A pass looks at the world once and brings it where it should be; it may ask to be run again after some ms. */
export type Pass = () => Promise<number | undefined>;

export type Loops<Name extends string> = {
  /** Runs a pass that has not begun before this call; many calls before that are one run. */
  readonly wake: (name: Name) => void;
  /** Like `wake`, but not before `ms` have gone by: what happens meanwhile is one run. */
  readonly wakeLater: (name: Name, ms: number) => void;
  /** Like `wake`, once nobody has asked for `quietMs`: a burst is one run. It waits no longer than `atMostMs`. */
  readonly wakeWhenQuiet: (name: Name, wait: Quiet) => void;
  readonly stop: () => Promise<void>;
};

export type Quiet = { readonly quietMs: number; readonly atMostMs: number };

type Options<Name extends string> = {
  readonly passes: Readonly<Record<Name, Pass>>;
  readonly log: Log;
  /** Calls `run` after `ms`; returns the function that prevents it. */
  readonly schedule: (run: () => void, ms: number) => () => void;
  readonly random: () => number;
  readonly atLeastMs: (error: unknown) => number | undefined;
};

/** The agent's passes, each one at a time and all side by side; a failed pass is tried again, and told ever more rarely. */
export function createLoops<Name extends string>(options: Options<Name>): Loops<Name> {
  const { passes, log, schedule, random, atLeastMs } = options;
  const names = Object.keys(passes) as Name[];
  const queue = createQueue({
    work: (key) => passes[key as Name](),
    concurrency: names.length,
    schedule,
    random,
    atLeastMs,
    onFailure: ({ key, error, waitMs, failures }) => {
      const level = isTold(failures) ? 'warn' : 'debug';
      log[level]('pass failed, will retry', { pass: key, waitMs, failures, error });
    },
  });
  const pending = new Map<Name, () => void>();
  const quiet = createQuiet<Name>(schedule, (name) => queue.add(name));
  return {
    wake: (name) => queue.add(name),
    wakeWhenQuiet: quiet.wake,
    wakeLater: (name, ms) => {
      if (pending.has(name)) return;
      const run = (): void => {
        pending.delete(name);
        queue.add(name);
      };
      pending.set(name, schedule(run, ms));
    },
    stop: async () => {
      for (const cancel of pending.values()) cancel();
      quiet.stop();
      await queue.stop();
    },
  };
}

function createQuiet<Name>(schedule: Options<string>['schedule'], run: (name: Name) => void) {
  const waiting = new Map<Name, { readonly quiet: () => void; readonly atMost: () => void }>();
  const end = (name: Name): void => {
    waiting.get(name)?.quiet();
    waiting.get(name)?.atMost();
    waiting.delete(name);
  };
  const wake = (name: Name, { quietMs, atMostMs }: Quiet): void => {
    const ring = (): void => {
      end(name);
      run(name);
    };
    const before = waiting.get(name);
    before?.quiet();
    const atMost = before?.atMost ?? schedule(ring, atMostMs);
    waiting.set(name, { quiet: schedule(ring, quietMs), atMost });
  };
  return { wake, stop: () => [...waiting.keys()].forEach(end) };
}
