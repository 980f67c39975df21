import { isRecord, sameJson } from '../api/same-json.ts';
import type { KubeObject } from '../api/types.ts';
import { firstMissing, isShared } from './shared.ts';

/**
 * Fields of a spec that another program writes: we neither compare nor send them once the object exists.
 * Adding one: kind, then the field.
 */
const fieldsOfOthers: Readonly<Record<string, readonly string[]>> = {
  // The node agent's copy of its journal.
  IPPool: ['allocations'],
};

/**
 * Whether an object is as we want it. Labels, annotations, owner references and finalizers may be more than ours, the
 * spec may not, except of a shared kind; an object of ours has no other top-level fields. What we leave undefined is not
 * asked for.
 */
export function isAsDesired(observed: KubeObject, desired: KubeObject): boolean {
  const { labels, annotations, ownerReferences, finalizers } = desired.metadata;
  return (
    contains(observed.metadata.labels, labels) &&
    contains(observed.metadata.annotations, annotations) &&
    containsAll(observed.metadata.ownerReferences, ownerReferences) &&
    containsAll(observed.metadata.finalizers, finalizers) &&
    isSpecAsDesired(observed, desired)
  );
}

function isSpecAsDesired(observed: KubeObject, desired: KubeObject): boolean {
  if (isShared(desired)) return firstMissing(observed.spec, desired.spec, 'spec') === undefined;
  return sameJson(ourSpec(observed), ourSpec(desired));
}

/** Whether an object of a shared kind was not written by us before: all that we own refers to its owner. */
export function isToBeTakenOver(observed: KubeObject, desired: KubeObject): boolean {
  const { ownerReferences } = desired.metadata;
  return isShared(desired) && !containsAll(observed.metadata.ownerReferences, ownerReferences);
}

/** The spec without the fields of others: what an update of ours sends. */
export function ourSpec({ kind, spec }: KubeObject): unknown {
  const others = fieldsOfOthers[kind];
  if (others === undefined || !isRecord(spec)) return spec;
  return Object.fromEntries(Object.entries(spec).filter(([field]) => !others.includes(field)));
}

/** The spec we want with the fields of others as they are observed: what a replacement sends. */
export function wholeSpec(observed: KubeObject, desired: KubeObject): unknown {
  const others = fieldsOfOthers[desired.kind] ?? [];
  const ours = ourSpec(desired);
  if (!isRecord(ours) || !isRecord(observed.spec)) return ours;
  const theirs = Object.entries(observed.spec).filter(([field]) => others.includes(field));
  return { ...ours, ...Object.fromEntries(theirs) };
}

type Texts = Readonly<Record<string, string>>;

function contains(observed: Texts = {}, desired: Texts = {}): boolean {
  return Object.entries(desired).every(([key, value]) => observed[key] === value);
}

function containsAll(observed: readonly unknown[] = [], desired: readonly unknown[] = []): boolean {
  return desired.every((item) => observed.some((other) => sameJson(item, other)));
}
