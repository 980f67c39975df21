import type { Request, Result } from '../../cni/protocol/types.ts';

/**
 * What a plugin does. A verb fails with a CniError for what it foresaw; anything else thrown is a defect and is answered as
 * one. `signal` aborts at the deadline: the verb then undoes what it began and rejects, and until it has settled no
 * other call of its container starts.
 */
export type Verbs = {
  readonly add: (request: Request, signal: AbortSignal) => Promise<Result>;
  readonly del: (request: Request, signal: AbortSignal) => Promise<void>;
  readonly check: (request: Request, signal: AbortSignal) => Promise<void>;
  readonly gc: (request: Request, signal: AbortSignal) => Promise<void>;
  readonly status: (request: Request, signal: AbortSignal) => Promise<void>;
};

/** Plugin name to what it does; the shim is installed under each of these names. */
export type Plugins = Readonly<Record<string, Verbs>>;

/** A deadline that runs: `signal` aborts when it passes, `stop` ends it early and must be called. */
export type Deadline = { readonly signal: AbortSignal; readonly stop: () => void };

/** `concurrency` and `waiting` are of one plugin name. */
export type Limits = {
  readonly concurrency: number;
  readonly waiting: number;
  readonly deadlineMs: number;
  /** How long after its deadline a call may need to undo what it began; then it is overdue. */
  readonly graceMs: number;
};
