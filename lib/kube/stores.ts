import type { Kind } from '../api/group.ts';
import type { KubeObject } from '../api/types.ts';
import type { World } from '../reconcile/types.ts';
import { createStore, type Store } from './store.ts';

/** One store for each kind that a program looks at. */
export type Stores = {
  readonly kinds: readonly Kind[];
  readonly of: (kind: Kind) => Store;
  /** The answer of a write; of a kind that nobody looks at it is nothing to keep. */
  readonly keep: (object: KubeObject) => void;
  /** What is known, at `now` (ISO 8601). */
  readonly world: (now: string) => World;
};

export function createStores(kinds: readonly Kind[]): Stores {
  const named = new Map(kinds.map((kind) => [kind.kind, { kind, store: createStore() }]));
  const of = ({ kind }: Kind): Store => {
    const row = named.get(kind);
    if (row === undefined) {
      throw new Error(`${kind} is not watched: add it to the related kinds of its reconciler`);
    }
    return row.store;
  };
  return {
    kinds: [...named.values()].map(({ kind }) => kind),
    of,
    keep: (object) => named.get(object.kind)?.store.upsert(object),
    // Who asks for a kind knows what its objects are.
    world: (now) => ({
      now,
      list: (kind) => of(kind).list(),
      get: (kind, key) => of(kind).get(key),
    }),
  };
}
