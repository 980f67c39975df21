import { expect } from 'chai';
import * as fc from 'fast-check';

import type { KubeObject } from '../../../lib/api/types.ts';
import { sameJson } from '../../../lib/api/same-json.ts';
import { isAsDesired } from '../../../lib/kube/difference.ts';

const desired: KubeObject = {
  apiVersion: 'multinic.fms.io/v1',
  kind: 'IPPool',
  metadata: {
    name: 'p',
    labels: { a: '1' },
    ownerReferences: [{ apiVersion: 'v1', kind: 'K', name: 'o', uid: 'u' }],
  },
  spec: { podCIDR: 'x', excludes: ['b', 'a'] },
};
const { metadata } = desired;

describe('isAsDesired', () => {
  const cases: readonly { name: string; observed: KubeObject; want: boolean }[] = [
    { name: 'the same', observed: desired, want: true },
    {
      name: 'more labels, owners, finalizers, a status',
      observed: {
        ...desired,
        status: {},
        metadata: {
          ...metadata,
          uid: 'u',
          labels: { a: '1', b: '2' },
          annotations: { c: '3' },
          finalizers: ['f'],
          ownerReferences: [
            { apiVersion: 'v1', kind: 'K', name: 'other', uid: 'u2' },
            ...(metadata.ownerReferences ?? []),
          ],
        },
      },
      want: true,
    },
    {
      name: 'allocations, which are the agent’s',
      observed: { ...desired, spec: { podCIDR: 'x', excludes: ['b', 'a'], allocations: [{}] } },
      want: true,
    },
    {
      name: 'another label',
      observed: { ...desired, metadata: { ...metadata, labels: { a: '2' } } },
      want: false,
    },
    { name: 'no label', observed: { ...desired, metadata: { name: 'p' } }, want: false },
    {
      name: 'another owner',
      observed: {
        ...desired,
        metadata: {
          ...metadata,
          ownerReferences: [{ apiVersion: 'v1', kind: 'K', name: 'o', uid: 'old' }],
        },
      },
      want: false,
    },
    { name: 'a field less', observed: { ...desired, spec: { podCIDR: 'x' } }, want: false },
    {
      name: 'a field more',
      observed: { ...desired, spec: { podCIDR: 'x', excludes: ['b', 'a'], extra: 1 } },
      want: false,
    },
    {
      name: 'another order in a list',
      observed: { ...desired, spec: { podCIDR: 'x', excludes: ['a', 'b'] } },
      want: false,
    },
  ];
  for (const { name, observed, want } of cases) {
    it(`${want}: ${name}`, () => expect(isAsDesired(observed, desired)).to.equal(want));
  }
});

describe('sameJson', () => {
  it('is equality of what would be sent', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, 0, 1, '', 'a', undefined),
        fc.array(
          tie('any').filter((one) => one !== undefined),
          { maxLength: 3 },
        ),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { noNullPrototype: true }),
      ),
    })).any;
    const sorted = (one: unknown): unknown => {
      if (Array.isArray(one)) return one.map(sorted);
      if (typeof one !== 'object' || one === null) return one;
      return Object.fromEntries(
        Object.entries(one)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, field]) => [key, sorted(field)]),
      );
    };
    const sent = (one: unknown): string | undefined => JSON.stringify(sorted(one));
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sameJson(a, b)).to.equal(sent(a) === sent(b));
        expect(sameJson(a, structuredClone(a))).to.equal(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
