import { expect } from 'chai';
import * as fc from 'fast-check';

import type { KubeObject } from '../../../lib/api/types.ts';
import { keyOf } from '../../../lib/api/meta.ts';
import { createStore, type Store } from '../../../lib/kube/store.ts';
import type { WatchEvent } from '../../../lib/kube/types.ts';

const pool = (name: string, version: number): KubeObject => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'IPPool',
  metadata: { name, resourceVersion: String(version) },
});
/** `name version`, sorted. */
const shown = (store: Store): string[] =>
  store
    .list()
    .map(({ metadata }) => `${metadata.name} ${metadata.resourceVersion}`)
    .toSorted();

describe('keyOf', () => {
  it('is the name, with the namespace where there is one', () => {
    expect(keyOf(pool('a', 1))).to.equal('a');
    const { metadata, ...rest } = pool('a', 1);
    expect(keyOf({ ...rest, metadata: { ...metadata, namespace: 'n' } })).to.equal('n/a');
  });
});

describe('createStore', () => {
  it('keeps of an object what trim leaves of it, whichever way it comes', () => {
    const trimmed = createStore(({ apiVersion, kind, metadata }: KubeObject) => ({
      apiVersion,
      kind,
      metadata,
    }));
    const large = (name: string, version: number) => ({ ...pool(name, version), spec: 'large' });
    trimmed.replace([large('a', 1)], '1');
    trimmed.observe({ type: 'ADDED', object: large('b', 2) });
    trimmed.upsert(large('c', 3));
    expect(trimmed.list()).to.deep.equal([pool('a', 1), pool('b', 2), pool('c', 3)]);
  });

  const cases: readonly {
    name: string;
    steps: (store: Store) => void;
    want: readonly string[];
  }[] = [
    {
      name: 'knows what was listed',
      steps: (store) => store.replace([pool('a', 3), pool('b', 9)], '9'),
      want: ['a 3', 'b 9'],
    },
    {
      name: 'drops what a list misses, unless it was written after the list',
      steps: (store) => {
        store.replace([pool('old', 3)], '9');
        store.upsert(pool('ours', 12));
        store.replace([], '11');
      },
      want: ['ours 12'],
    },
    {
      name: 'never takes an older version, from nobody',
      steps: (store) => {
        store.replace([pool('a', 100)], '100');
        store.upsert(pool('a', 99));
        store.observe({ type: 'MODIFIED', object: pool('a', 98) });
        store.replace([pool('a', 97)], '97');
      },
      want: ['a 100'],
    },
    {
      name: 'ignores the deletion of an earlier object of that name',
      steps: (store) => {
        store.upsert(pool('a', 20));
        store.observe({ type: 'DELETED', object: pool('a', 15) });
      },
      want: ['a 20'],
    },
    {
      name: 'does not bring back what the stream has already told to be gone',
      steps: (store) => {
        store.replace([pool('a', 10)], '10');
        store.observe({ type: 'DELETED', object: pool('a', 12) });
        store.upsert(pool('a', 11));
      },
      want: [],
    },
    {
      name: 'takes a bookmark for what it is: everything before was told',
      steps: (store) => {
        store.observe({ type: 'BOOKMARK', resourceVersion: '50' });
        store.upsert(pool('gone', 49));
        store.upsert(pool('new', 51));
      },
      want: ['new 51'],
    },
  ];
  for (const { name, steps, want } of cases) {
    it(name, () => {
      const store = createStore();
      steps(store);
      expect(shown(store)).to.deep.equal(want);
      expect(store.size()).to.equal(want.length);
    });
  }

  it('tells each change once, with what was before, and nothing for what is known', () => {
    const store = createStore();
    const told: string[] = [];
    const end = store.onChange(({ before, after }) =>
      told.push(`${before?.metadata.resourceVersion} > ${after?.metadata.resourceVersion}`),
    );
    store.upsert(pool('a', 1));
    store.observe({ type: 'ADDED', object: pool('a', 1) });
    store.observe({ type: 'MODIFIED', object: pool('a', 2) });
    store.observe({ type: 'DELETED', object: pool('a', 3) });
    end();
    store.upsert(pool('b', 4));
    expect(told).to.deep.equal(['undefined > 1', '1 > 2', '2 > undefined']);
  });

  it('calls every listener and keeps every object, whatever a listener throws', () => {
    const store = createStore();
    const told: (string | undefined)[] = [];
    store.onChange(() => {
      throw new Error('mine');
    });
    store.onChange(({ after }) => told.push(after?.metadata.name));
    expect(() => store.replace([pool('a', 1), pool('b', 2)], '2')).to.throw(AggregateError);
    expect(told).to.deep.equal(['a', 'b']);
    expect(shown(store)).to.deep.equal(['a 1', 'b 2']);
  });
});

type Written = { readonly name: string; readonly gone: boolean };
/** What happens: the stream tells its next event, an answer of some write comes back, the watch is lost and all is listed. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.constant('stream' as const) },
  { weight: 3, arbitrary: fc.record({ answerOf: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant('list' as const) },
);

describe('a store', () => {
  it('never goes back, and is as the server in the end, in whatever order answers and events come', () => {
    const writes = fc.array(
      fc.record({ name: fc.constantFrom('a', 'b', 'c'), gone: fc.boolean() }),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(writes, fc.array(happening, { maxLength: 60 }), (history, happenings) => {
        const store = createStore();
        const newest = new Map<string, number>();
        store.onChange(({ before, after }) => {
          const object = after ?? before;
          const version = Number(after?.metadata.resourceVersion ?? 0);
          const name = object?.metadata.name ?? '';
          if (after !== undefined) expect(version).to.be.greaterThan(newest.get(name) ?? 0);
          newest.set(name, Math.max(version, newest.get(name) ?? 0));
        });
        let told = 0;
        for (const step of happenings) {
          if (step === 'list') {
            store.replace(stateAfter(history, history.length), String(history.length));
            told = history.length;
          } else if (step === 'stream') {
            if (told < history.length) store.observe(eventOf(history, told++));
          } else {
            const index = step.answerOf % Math.max(history.length, 1);
            const write = history[index];
            if (write !== undefined && !write.gone) store.upsert(pool(write.name, index + 1));
          }
        }
        while (told < history.length) store.observe(eventOf(history, told++));
        const want = stateAfter(history, history.length);
        expect(shown(store)).to.deep.equal(
          want.map(({ metadata }) => `${metadata.name} ${metadata.resourceVersion}`).toSorted(),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

/** The n-th write (from 0) has the version n + 1. */
function eventOf(history: readonly Written[], index: number): WatchEvent {
  const { name, gone } = history[index] ?? expect.fail('no such write');
  return { type: gone ? 'DELETED' : 'MODIFIED', object: pool(name, index + 1) };
}

function stateAfter(history: readonly Written[], count: number): KubeObject[] {
  const state = new Map<string, KubeObject>();
  for (const [index, { name, gone }] of history.slice(0, count).entries()) {
    if (gone) state.delete(name);
    else state.set(name, pool(name, index + 1));
  }
  return [...state.values()];
}
