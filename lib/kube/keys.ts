import type { Kind } from '../api/group.ts';
import type { Change, Reconciler, Related, World } from '../reconcile/types.ts';
import type { ListOptions } from './types.ts';

/** Names one parent of one reconciler in the work queue. */
export type WorkKey = string & { readonly __brand: 'WorkKey' };

/** A parent's name has no space, so the first one ends the kind. */
export function workKey(reconciler: Reconciler, name: string): WorkKey {
  return `${reconciler.parent.kind} ${name}` as WorkKey;
}

export function readWorkKey(
  registry: readonly Reconciler[],
  key: string,
): { readonly reconciler: Reconciler; readonly name: string } {
  const space = key.indexOf(' ');
  const reconciler = registry.find(({ parent }) => parent.kind === key.slice(0, space));
  if (reconciler === undefined) throw new Error(`no reconciler has the key "${key}"`);
  return { reconciler, name: key.slice(space + 1) };
}

/** The parents that must look again after a change of an object of `kind`: itself, and whoever it is related to. */
export function keysOfChange(
  registry: readonly Reconciler[],
  kind: Kind,
  change: Change,
  world: World,
): readonly WorkKey[] {
  const name = (change.after ?? change.before)?.metadata.name;
  return registry.flatMap((reconciler) => {
    const own = reconciler.parent.kind === kind.kind && name !== undefined ? [name] : [];
    const related = reconciler.related
      .filter((one) => one.kind.kind === kind.kind)
      .flatMap((one) => one.keys(change, world));
    return [...own, ...related].map((parent) => workKey(reconciler, parent));
  });
}

/** Every parent there is, and every parent that something that is there still belongs to. */
export function allKeys(registry: readonly Reconciler[], world: World): readonly WorkKey[] {
  const found = watchedKinds(registry).flatMap((kind) =>
    world
      .list(kind)
      .flatMap((after) => keysOfChange(registry, kind, { before: undefined, after }, world)),
  );
  return [...new Set(found)];
}

/** Which objects of a kind are looked at: of one namespace, or selected by fields, when every row that names it says so. */
export function scopeOf(registry: readonly Reconciler[], kind: Kind): ListOptions {
  const rows = registry.flatMap(({ parent, related }) => [{ kind: parent }, ...related]);
  const scopes = rows.filter((row) => row.kind.kind === kind.kind);
  const all = <T>(read: (row: Partial<Related>) => T): T | undefined => {
    const [first, ...others] = new Set(scopes.map(read));
    return others.length > 0 ? undefined : first;
  };
  const namespace = all((row) => row.namespace);
  const fieldSelector = all((row) => row.fieldSelector);
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
  };
}

/** The watched kinds without which no decision is right. */
export function requiredKinds(registry: readonly Reconciler[]): readonly Kind[] {
  const optional = registry
    .flatMap(({ related }) => related)
    .filter((one) => one.optional === true)
    .map(({ kind }) => kind.kind);
  return watchedKinds(registry).filter(({ kind }) => !optional.includes(kind));
}

/** Each kind that the registry's reconcilers look at, once. */
export function watchedKinds(registry: readonly Reconciler[]): readonly Kind[] {
  const all = registry.flatMap(({ parent, related }) => [
    parent,
    ...related.map(({ kind }) => kind),
  ]);
  return [...new Map(all.map((kind) => [kind.kind, kind])).values()];
}
