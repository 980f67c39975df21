import type { Kind } from '../api/group.ts';
import type { KubeObject } from '../api/types.ts';

export type ListOptions = {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
};

/** A complete list of one moment; a watch goes on from its version. */
export type Listed<T extends KubeObject = KubeObject> = {
  readonly items: readonly T[];
  readonly resourceVersion: string;
};

export type WatchEvent<T extends KubeObject = KubeObject> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: T }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string };

export type ObjectRef = {
  readonly kind: Kind;
  readonly name: string;
  readonly namespace?: string;
};

/**
 * The API server as our programs see it. Every method rejects with a KubeError (status code, reason, Retry-After) from
 * `kube/errors.ts`, or MultiNicError `API_UNREACHABLE`; nothing else.
 */
export type KubeApi = {
  /** `undefined` only when the server itself said NotFound. */
  get<T extends KubeObject>(ref: ObjectRef): Promise<T | undefined>;
  list<T extends KubeObject>(kind: Kind, options?: ListOptions): Promise<Listed<T>>;
  /** Ends when the server closes the stream; rejects with status 410 when the version is too old. */
  watch<T extends KubeObject>(
    kind: Kind,
    options: ListOptions & { readonly resourceVersion: string; readonly signal: AbortSignal },
  ): AsyncIterable<WatchEvent<T>>;
  /** POST: fails with 409 when the name is taken. */
  create<T extends KubeObject>(object: T): Promise<T>;
  /** Server-side apply as the field manager the client was made with; with `metadata.resourceVersion` a stale writer gets 409. */
  apply<T extends KubeObject>(object: T, options?: { readonly subresource?: 'status' }): Promise<T>;
  /** Deletes that very object: `uid` is a precondition. NotFound is success. */
  remove(ref: ObjectRef, uid: string): Promise<void>;
};
