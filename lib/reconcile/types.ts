import type { KubeObject } from '../api/types.ts';

/** Something a person must know, shown by `kubectl describe`; made only when a condition changes. */
export type EventNote = {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
};

export type Desired<Status> = {
  /** All children that shall exist. A child we own that is not listed is deleted. */
  readonly children: readonly KubeObject[];
  /** `undefined` leaves the status as it is. */
  readonly status?: Status;
  /** Whether our finalizer shall be on the parent. */
  readonly finalizer: boolean;
  readonly events: readonly EventNote[];
  readonly requeueAfterMs?: number;
};

/** "Hypothetically, if the world looked like this, what would you want?" No clock, no I/O, no mutation. */
export type Reconcile<Observed, Status> = (observed: Observed) => Desired<Status>;
