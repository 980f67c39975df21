import type { Kind } from '../api/group.ts';
import type { KubeObject } from '../api/types.ts';
import type { ObjectRef } from '../kube/types.ts';

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
  /**
   * What is said in place of `status` and `events` when the API server refuses a child (admission, a quota, validation).
   * `why`: its answers, at least one. Absent: nothing but an Event tells, after some tries.
   */
  readonly whenRefused?: (why: readonly string[]) => Pick<Desired<Status>, 'status' | 'events'>;
  /** The parent itself shall be deleted (its UID as precondition); `because` is for the log. */
  readonly removeParent?: { readonly because: string };
  /**
   * Objects whose absence this decision rests on. The loop asks the API server for each of them before it applies
   * anything; if one is there after all, it applies nothing and reconciles again.
   */
  readonly confirmAbsent?: readonly ObjectRef[];
};

/** Why something is not as the user wants it: `reason` is CamelCase, `message` names object, field, reason and remedy. */
export type Finding = { readonly reason: string; readonly message: string };

/** The informers' snapshot of one moment, and that moment (ISO 8601). Lists are never to be changed. */
export type World = {
  readonly now: string;
  readonly list: (kind: Kind) => readonly KubeObject[];
  /** @param key `namespace/name`, or the name of what has no namespace */
  readonly get: (kind: Kind, key: string) => KubeObject | undefined;
};

/** One watch event: neither added (no `before`) nor deleted (no `after`) means modified. */
export type Change<T extends KubeObject = KubeObject> = {
  readonly before: T | undefined;
  readonly after: T | undefined;
};

/** Maps a change of a related object to the parents that must look again; [] when it cannot matter to any. */
export type Related = {
  readonly kind: Kind;
  /** Only the objects of this namespace are looked at: rights are needed there alone. Absent: everywhere. */
  readonly namespace?: string;
  /** Only the objects that the API server selects by it are looked at; all rows that name the kind must say the same. */
  readonly fieldSelector?: string;
  /** Whether decisions are right without it, and say less: where it may not be read, the operator works all the same. */
  readonly optional?: true;
  readonly keys: (change: Change, world: World) => readonly string[];
};

export type Decision = {
  /** Absent when the store has no parent of that key; its children may be left all the same. */
  readonly parent?: KubeObject;
  /** The children that exist now: those that `desired.children` does not name are to be deleted. */
  readonly children: readonly KubeObject[];
  readonly desired: Desired<unknown>;
};

/** One row of the registry: all that the loop in `operator.ts` knows of a reconciler. A key is the parent's name. */
export type Reconciler = {
  readonly parent: Kind;
  /** Ours on the parent while `desired.finalizer`; taken off otherwise, also from objects that upstream made. */
  readonly finalizer: string;
  readonly related: readonly Related[];
  /**
   * Child kinds that must not be written over what this decision has not seen: created by POST when absent from
   * `Decision.children`, else applied with the resourceVersion seen there, in the order of `desired.children`. A 409
   * ends the pass; the key is reconciled again from a fresher snapshot.
   */
  readonly guarded: readonly Kind[];
  readonly decide: (key: string, world: World) => Decision;
};
