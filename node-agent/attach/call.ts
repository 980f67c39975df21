/** What a call carries with it wherever it goes in this process, and into the plugins that it executes. */
export type Call = {
  /** The turns that it holds (`turnOf`), the outermost first; also those of a call that executed the plugin that calls us. */
  readonly turns: readonly string[];
  /** Aborts at its deadline: what is executed for it then ends, what it waits for is given up. */
  readonly signal: AbortSignal;
};

/** What runs for no caller: it holds nothing and has the bounds of its steps alone. */
export const noCall: Call = { turns: [], signal: new AbortController().signal };

/**
 * Tells code how it was reached, however many functions lie between. As an effect, because a turn that is waited for, a command
 * that is executed and the call that they belong to meet in no one function.
 */
export type CallScope = {
  readonly current: () => Call;
  readonly run: <T>(call: Call, task: () => Promise<T>) => Promise<T>;
  /** Runs `task` for the current call under a new deadline: what is undone after a deadline must not end with it. */
  readonly extend: <T>(ms: number, task: () => Promise<T>) => Promise<T>;
};

/** Resolves when `before` has settled or the signal has aborted, whichever is first; never rejects. */
export function settledOrAborted(before: Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    if (signal.aborted) resolve();
    else {
      signal.addEventListener('abort', done);
      void before.then(done, done);
    }
  });
}
