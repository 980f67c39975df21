import { expect } from 'chai';

import { type Kind, kinds } from '../../../lib/api/group.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import {
  allKeys,
  keysOfChange,
  readWorkKey,
  requiredKinds,
  scopeOf,
  watchedKinds,
  workKey,
} from '../../../lib/kube/keys.ts';
import type { Reconciler, World } from '../../../lib/reconcile/types.ts';

const object = ({ apiVersion, kind }: Kind, name: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name },
});
const row = (parent: Kind, related: Reconciler['related'] = []): Reconciler => ({
  parent,
  finalizer: 'f',
  guarded: [],
  related,
  decide: () => expect.fail('not called'),
});
const networks = row(kinds.network, [
  { kind: kinds.cidr, keys: ({ before, after }) => [`of-${(after ?? before)?.metadata.name}`] },
  {
    kind: kinds.node,
    keys: (_change, world) => world.list(kinds.network).map(({ metadata }) => metadata.name),
  },
]);
const registry = [networks, row(kinds.cidr)];
const world = (objects: readonly KubeObject[]): World => ({
  now: '',
  list: ({ kind }) => objects.filter((one) => one.kind === kind),
  get: () => expect.fail('not asked'),
});

describe('keysOfChange', () => {
  const after = object(kinds.cidr, 'c');
  const cases = [
    { name: 'itself and whom it is related to', change: { before: undefined, after } },
    { name: 'the same when it is deleted', change: { before: after, after: undefined } },
  ];
  for (const { name, change } of cases) {
    it(name, () =>
      expect(keysOfChange(registry, kinds.cidr, change, world([]))).to.deep.equal([
        'MultiNicNetwork of-c',
        'CIDR c',
      ]),
    );
  }

  it('concerns nobody when nobody watches the kind', () =>
    expect(
      keysOfChange(registry, kinds.config, { before: undefined, after }, world([])),
    ).to.deep.equal([]));
});

describe('allKeys', () => {
  it('is every parent, and every parent that is gone and has left something, once', () => {
    const all = world([
      object(kinds.network, 'net'),
      object(kinds.cidr, 'a'),
      object(kinds.node, 'n1'),
      object(kinds.node, 'n2'),
    ]);
    expect(allKeys(registry, all).toSorted((a, b) => (a < b ? -1 : 1))).to.deep.equal([
      'CIDR a',
      'MultiNicNetwork net',
      'MultiNicNetwork of-a',
    ]);
  });
});

describe('watchedKinds', () => {
  it('names each kind once', () =>
    expect(watchedKinds(registry)).to.deep.equal([kinds.network, kinds.cidr, kinds.node]));
});

const looksAt = (...namespaces: readonly (string | undefined)[]): Reconciler => ({
  ...networks,
  related: namespaces.map((namespace) => ({
    kind: kinds.lease,
    keys: () => [],
    ...(namespace === undefined ? {} : { namespace }),
  })),
});

const selectsBy = (fieldSelector: string): Reconciler => ({
  ...networks,
  related: [{ kind: kinds.event, namespace: 'a', fieldSelector, keys: () => [] }],
});

describe('requiredKinds', () => {
  it('leaves out what decisions are right without', () => {
    const events = { kind: kinds.event, keys: () => [] };
    const without: Reconciler = { ...networks, related: [{ ...events, optional: true }] };
    const needed: Reconciler = { ...networks, related: [events] };
    expect(requiredKinds([without])).to.deep.equal([kinds.network]);
    expect(requiredKinds([needed])).to.deep.equal([kinds.network, kinds.event]);
  });
});

describe('scopeOf', () => {
  const cases = [
    { name: 'the one namespace that all name', rows: [looksAt('a'), looksAt('a')], want: 'a' },
    {
      name: 'everywhere where one row wants that',
      rows: [looksAt('a', undefined)],
      want: undefined,
    },
    { name: 'everywhere where two differ', rows: [looksAt('a'), looksAt('b')], want: undefined },
  ];
  for (const { name, rows, want } of cases) {
    it(name, () => expect(scopeOf(rows, kinds.lease).namespace).to.equal(want));
  }
  it('with the fields that all select by', () => {
    const one = { namespace: 'a', fieldSelector: 'reason=A' };
    expect(scopeOf([selectsBy('reason=A'), selectsBy('reason=A')], kinds.event)).to.deep.equal(one);
    expect(scopeOf([selectsBy('reason=A'), selectsBy('reason=B')], kinds.event)).to.deep.equal({
      namespace: 'a',
    });
  });
  it('everywhere for a parent', () =>
    expect(scopeOf([looksAt('a')], kinds.network)).to.deep.equal({}));
});

describe('readWorkKey', () => {
  it('reads what workKey wrote', () =>
    expect(readWorkKey(registry, workKey(networks, 'a.b-c'))).to.deep.equal({
      reconciler: networks,
      name: 'a.b-c',
    }));
  it('knows no other kind', () => expect(() => readWorkKey(registry, 'Pod a')).to.throw('Pod a'));
});
