import { keyOf } from '../api/meta.ts';
import { sameJson } from '../api/same-json.ts';
import type { KubeObject, ObjectMeta } from '../api/types.ts';
import type { Decision, Reconciler } from '../reconcile/types.ts';
import { isAsDesired, isToBeTakenOver, ourSpec } from './difference.ts';
import { isShared } from './shared.ts';

export type Write =
  | { readonly verb: 'create'; readonly object: KubeObject }
  /** `seen` is what `object` is to be laid over. */
  | { readonly verb: 'update'; readonly object: KubeObject; readonly seen: KubeObject }
  /** Server-side apply of an object of a shared kind; `takeOver` is the UID of one that somebody else made before. */
  | { readonly verb: 'share'; readonly object: KubeObject; readonly takeOver: string | undefined };

export type Plan = {
  /** Before everything else, so that nothing exists that nobody would clean up. */
  readonly addFinalizer: KubeObject | undefined;
  /** One after the other; the first failure ends the pass. */
  readonly guarded: readonly Write[];
  readonly writes: readonly Write[];
  readonly removals: readonly KubeObject[];
  readonly status: KubeObject | undefined;
  /** After everything else succeeded: the parent may be gone with it. */
  readonly dropFinalizer: KubeObject | undefined;
};

/** What has to be written so that the cluster is as a decision wants it. Nothing, where it is so already. */
export function planDecision(reconciler: Reconciler, decision: Decision): Plan {
  const { children, desired, parent } = decision;
  const observed = new Map(children.map((child) => [identity(child), child]));
  const wanted = new Set(desired.children.map(identity));
  const guardedKinds = new Set(reconciler.guarded.map(({ kind }) => kind));
  const isGuarded = (object: KubeObject): boolean => guardedKinds.has(object.kind);
  const write = (object: KubeObject): readonly Write[] =>
    planWrite(object, observed.get(identity(object)), isGuarded(object));
  return {
    guarded: desired.children.filter(isGuarded).flatMap(write),
    writes: desired.children.filter((object) => !isGuarded(object)).flatMap(write),
    removals: children.filter((child) => !wanted.has(identity(child)) && !isGoing(child)),
    status: parent && planStatus(parent, desired.status),
    ...planFinalizer(parent, reconciler.finalizer, desired.finalizer),
  };
}

function planWrite(
  desired: KubeObject,
  seen: KubeObject | undefined,
  guarded: boolean,
): readonly Write[] {
  if (seen !== undefined && isAsDesired(seen, desired)) return [];
  if (isShared(desired)) return [planShare(desired, seen)];
  if (seen === undefined) return [{ verb: 'create', object: desired }];
  const { uid, resourceVersion } = seen.metadata;
  // The UID keeps us from writing into another object of the same name, the version from writing over the unseen.
  const metadata = withDefined(desired.metadata, {
    uid,
    resourceVersion: guarded ? resourceVersion : undefined,
  });
  return [{ verb: 'update', object: { ...desired, metadata, spec: ourSpec(desired) }, seen }];
}

/** Applied even when new: what a POST creates is no apply's, and would stay when it is no longer asked for. */
function planShare(desired: KubeObject, seen: KubeObject | undefined): Write {
  if (seen === undefined) return { verb: 'share', object: desired, takeOver: undefined };
  const { uid } = seen.metadata;
  const metadata = withDefined(desired.metadata, { uid });
  const takeOver = isToBeTakenOver(seen, desired) ? uid : undefined;
  return { verb: 'share', object: { ...desired, metadata }, takeOver };
}

function planStatus(parent: KubeObject, status: unknown): KubeObject | undefined {
  if (status === undefined || sameJson(parent.status, status)) return undefined;
  const { apiVersion, kind, metadata } = parent;
  const { name, namespace, uid } = metadata;
  return { apiVersion, kind, metadata: withDefined({ name }, { namespace, uid }), status };
}

/**
 * A finalizer is set and taken off by replacing the object at the version seen. Server-side apply would not do: the same
 * field manager applies the object as a child elsewhere, and each of the two would take away what the other applied.
 */
function planFinalizer(
  parent: KubeObject | undefined,
  finalizer: string,
  wanted: boolean,
): Pick<Plan, 'addFinalizer' | 'dropFinalizer'> {
  const nothing = { addFinalizer: undefined, dropFinalizer: undefined };
  if (parent === undefined) return nothing;
  const finalizers = parent.metadata.finalizers ?? [];
  if (finalizers.includes(finalizer) === wanted) return nothing;
  const replaced = (list: readonly string[]): KubeObject => ({
    ...parent,
    metadata: { ...parent.metadata, finalizers: list },
  });
  if (!wanted) {
    return { ...nothing, dropFinalizer: replaced(finalizers.filter((one) => one !== finalizer)) };
  }
  // The API server takes no new finalizer on what is being deleted.
  return isGoing(parent)
    ? nothing
    : { ...nothing, addFinalizer: replaced([...finalizers, finalizer]) };
}

function isGoing(object: KubeObject): boolean {
  return object.metadata.deletionTimestamp !== undefined;
}

function identity(object: KubeObject): string {
  return `${object.kind} ${keyOf(object)}`;
}

function withDefined(
  metadata: ObjectMeta,
  extra: { readonly [Field in keyof ObjectMeta]?: ObjectMeta[Field] | undefined },
): ObjectMeta {
  const given = Object.fromEntries(
    Object.entries(extra).filter(([, value]) => value !== undefined),
  );
  return { ...metadata, ...given };
}
