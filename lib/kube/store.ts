import { keyOf } from '../api/meta.ts';
import type { KubeObject } from '../api/types.ts';
import type { Change } from '../reconcile/types.ts';
import type { WatchEvent } from './types.ts';
import { isOlder } from './version.ts';

export type Listener<T extends KubeObject> = (change: Change<T>) => void;

/** What is known of the objects of one kind. It only moves forward: nothing newer is ever replaced by something older. */
export type Store<T extends KubeObject = KubeObject> = {
  readonly get: (key: string) => T | undefined;
  readonly list: () => readonly T[];
  readonly size: () => number;
  /** The answer of a write of ours, so that the next reconcile sees it before the watch tells it. */
  readonly upsert: (object: T) => void;
  /** One event of the watch, in order. */
  readonly observe: (event: WatchEvent<T>) => void;
  /** A complete list: drops what is not in it and was not written after it. */
  readonly replace: (items: readonly T[], resourceVersion: string) => void;
  /** Returns the function that ends it. Every listener is called, whatever another throws. */
  readonly onChange: (listener: Listener<T>) => () => void;
};

/** @param trim leaves of an object what is looked at: what is in a store stays in memory. It must keep the metadata's names and version. */
export function createStore<T extends KubeObject>(
  trim: (object: T) => T = (object) => object,
): Store<T> {
  const state: State<T> = {
    trim,
    objects: new Map(),
    listed: undefined,
    listeners: new Set(),
    seen: '',
  };
  return {
    get: (key) => state.objects.get(key),
    list: () => (state.listed ??= [...state.objects.values()]),
    size: () => state.objects.size,
    upsert: (object) => {
      const known = state.objects.has(keyOf(object));
      if (known || isOlder(state.seen, versionOf(object))) put(state, object);
    },
    observe: (event) => observe(state, event),
    replace: (items, resourceVersion) => replace(state, items, resourceVersion),
    onChange: (listener) => {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
  };
}

type State<T extends KubeObject> = {
  readonly trim: (object: T) => T;
  readonly objects: Map<string, T>;
  /** Made when asked for, until something changes: who looks at 40,000 pools looks often. */
  listed: readonly T[] | undefined;
  readonly listeners: Set<Listener<T>>;
  /** The stream has told everything up to here: an object of before that it does not know of is gone, not yet to come. */
  seen: string;
};

function observe<T extends KubeObject>(state: State<T>, event: WatchEvent<T>): void {
  if (event.type === 'BOOKMARK') return saw(state, event.resourceVersion);
  const version = versionOf(event.object);
  saw(state, version);
  if (event.type === 'DELETED') drop(state, keyOf(event.object), version);
  else put(state, event.object);
}

function replace<T extends KubeObject>(
  state: State<T>,
  items: readonly T[],
  version: string,
): void {
  saw(state, version);
  const listed = new Set(items.map(keyOf));
  const missing = [...state.objects.keys()].filter((key) => !listed.has(key));
  collect([
    ...missing.map((key) => () => drop(state, key, version)),
    ...items.map((item) => () => put(state, item)),
  ]);
}

function saw<T extends KubeObject>(state: State<T>, version: string): void {
  if (isOlder(state.seen, version)) state.seen = version;
}

function put<T extends KubeObject>(state: State<T>, object: T): void {
  const known = state.objects.get(keyOf(object));
  if (known === undefined || isOlder(versionOf(known), versionOf(object))) {
    set(state, keyOf(object), state.trim(object));
  }
}

function drop<T extends KubeObject>(state: State<T>, key: string, version: string): void {
  const known = state.objects.get(key);
  if (known !== undefined && !isOlder(version, versionOf(known))) set(state, key, undefined);
}

function set<T extends KubeObject>(state: State<T>, key: string, after: T | undefined): void {
  const before = state.objects.get(key);
  state.listed = undefined;
  if (after === undefined) state.objects.delete(key);
  else state.objects.set(key, after);
  collect([...state.listeners].map((listener) => () => listener({ before, after })));
}

function versionOf(object: KubeObject): string {
  return object.metadata.resourceVersion ?? '';
}

/** Does everything, then throws what failed. */
function collect(steps: readonly (() => void)[]): void {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'a listener of the store failed');
}
