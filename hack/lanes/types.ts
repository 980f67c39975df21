export type Counts = {
  readonly passed: number;
  readonly failed: number;
  /** A line for each test that failed, where the lane knows it. */
  readonly failures?: readonly string[];
};

export type Lane = {
  readonly name: string;
  /** Whether hack/setup must have run: root, the programs of hack/tools, the shim. */
  readonly ground: boolean;
  /** Why this machine cannot run it, and the remedy; `undefined` when it can. */
  readonly missing: () => string | undefined;
  /** Streams its progress to stdout; never rejects for what a test did. */
  readonly run: () => Promise<Counts>;
};

export const nothingMissing = (): undefined => undefined;
