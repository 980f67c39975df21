import { backoffMs } from './backoff.ts';

export type QueueOptions = {
  /** Looks at one key; the number is after how many ms to look again, unasked. */
  readonly work: (key: string) => Promise<number | undefined>;
  /** How many keys are worked on at once. */
  readonly concurrency: number;
  /** Calls `run` after `ms`; returns the function that prevents it. */
  readonly schedule: (run: () => void, ms: number) => () => void;
  /** 0 ≤ n < 1, spreads the retries. */
  readonly random: () => number;
  /** How long an error asks to wait at least. */
  readonly atLeastMs: (error: unknown) => number | undefined;
  /** The one place where a failure is told; the key is tried again after `waitMs`. */
  readonly onFailure: (failure: Failure) => void;
};

export type Failure = {
  readonly key: string;
  readonly error: unknown;
  /** In a row, this one included. */
  readonly failures: number;
  readonly waitMs: number;
};

/**
 * A work queue of keys. A key is worked on by one at a time; after every `add` a run starts that has not started before
 * it; many adds before that run are one. A failed key waits its back-off out, whatever is added meanwhile, so that
 * writes of its own that make events cannot turn a failure into a tight loop. What is idle is not remembered.
 */
export type Queue = {
  readonly add: (key: string) => void;
  /** Keys that wait, run or are due later. */
  readonly size: () => number;
  /** Starts nothing more; resolves when what runs has ended. */
  readonly stop: () => Promise<void>;
};

type Entry = {
  state: 'waiting' | 'running' | 'sleeping';
  /** Added while running: runs again. */
  again: boolean;
  failures: number;
  cancel: (() => void) | undefined;
};

type State = {
  readonly options: QueueOptions;
  readonly entries: Map<string, Entry>;
  readonly waiting: Set<string>;
  readonly running: Set<Promise<void>>;
  stopped: boolean;
};

export function createQueue(options: QueueOptions): Queue {
  const state: State = {
    options,
    entries: new Map(),
    waiting: new Set(),
    running: new Set(),
    stopped: false,
  };
  return {
    add: (key) => add(state, key),
    size: () => state.entries.size,
    stop: async () => {
      state.stopped = true;
      for (const entry of state.entries.values()) entry.cancel?.();
      state.waiting.clear();
      await Promise.all(state.running);
      state.entries.clear();
    },
  };
}

function add(state: State, key: string): void {
  if (state.stopped) return;
  const entry = state.entries.get(key);
  if (entry === undefined) {
    state.entries.set(key, { state: 'waiting', again: false, failures: 0, cancel: undefined });
    enqueue(state, key);
  } else if (entry.state === 'running') {
    entry.again = true;
  } else if (entry.state === 'sleeping' && entry.failures === 0) {
    wake(state, key, entry);
  }
}

function wake(state: State, key: string, entry: Entry): void {
  entry.cancel?.();
  entry.cancel = undefined;
  entry.state = 'waiting';
  enqueue(state, key);
}

function enqueue(state: State, key: string): void {
  state.waiting.add(key);
  startSome(state);
}

function startSome(state: State): void {
  for (const key of state.waiting) {
    if (state.stopped || state.running.size >= state.options.concurrency) return;
    state.waiting.delete(key);
    const entry = state.entries.get(key);
    if (entry !== undefined) start(state, key, entry);
  }
}

function start(state: State, key: string, entry: Entry): void {
  entry.state = 'running';
  entry.again = false;
  const run = runOnce(state, key, entry).finally(() => {
    state.running.delete(run);
    startSome(state);
  });
  state.running.add(run);
}

async function runOnce(state: State, key: string, entry: Entry): Promise<void> {
  const { work, onFailure, atLeastMs, random } = state.options;
  try {
    // A promise even where `work` throws before it makes one.
    const later = await Promise.resolve(key).then(work);
    entry.failures = 0;
    settle(state, key, later);
  } catch (error) {
    entry.failures += 1;
    const waitMs = Math.max(backoffMs(entry.failures, random()), atLeastMs(error) ?? 0);
    sleep(state, key, waitMs);
    onFailure({ key, error, failures: entry.failures, waitMs });
  }
}

function settle(state: State, key: string, laterMs: number | undefined): void {
  const entry = state.entries.get(key);
  if (entry === undefined || state.stopped) return;
  if (entry.again) wake(state, key, entry);
  else if (laterMs !== undefined) sleep(state, key, laterMs);
  else state.entries.delete(key);
}

function sleep(state: State, key: string, ms: number): void {
  const entry = state.entries.get(key);
  if (entry === undefined || state.stopped) return;
  entry.state = 'sleeping';
  entry.cancel = state.options.schedule(() => wake(state, key, entry), ms);
}
