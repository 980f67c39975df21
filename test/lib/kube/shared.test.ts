import { expect } from 'chai';
import * as fc from 'fast-check';

import { firstMissing } from '../../../lib/kube/shared.ts';

const pod = (container: object, more: object = {}) => ({
  containers: [{ name: 'a', ...container }],
  ...more,
});

describe('firstMissing', () => {
  const cases = [
    { name: 'the same', observed: { a: 1 }, desired: { a: 1 }, want: undefined },
    { name: 'more than was asked for', observed: { a: 1, b: 2 }, desired: { a: 1 } },
    { name: 'another value', observed: { a: 1 }, desired: { a: 2 }, want: 'spec.a' },
    { name: 'no value', observed: {}, desired: { a: { b: 'x' } }, want: 'spec.a.b' },
    { name: 'no object', observed: undefined, desired: { a: { b: 'x' } }, want: 'spec.a.b' },
    { name: 'what Kubernetes does not store', observed: {}, desired: { a: '', b: false, c: 0 } },
    {
      name: 'true where false is wanted',
      observed: { a: true },
      desired: { a: false },
      want: 'spec.a',
    },
    { name: 'empty maps and lists', observed: {}, desired: { a: {}, b: [] } },
    {
      name: 'a container of somebody else',
      observed: { containers: [{ name: 'b' }, { name: 'a', image: 'x' }] },
      desired: pod({ image: 'x' }),
    },
    {
      name: 'a container that is gone',
      observed: { containers: [{ name: 'b' }] },
      desired: pod({}),
      want: 'spec.containers',
    },
    {
      name: 'an environment with more in it, in another order',
      observed: pod({ env: [{ name: 'C' }, { name: 'B', value: '2' }, { name: 'A', value: '1' }] }),
      desired: pod({
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
      }),
    },
    {
      name: 'a variable of another value',
      observed: pod({ env: [{ name: 'A', value: '2' }] }),
      desired: pod({ env: [{ name: 'A', value: '1' }] }),
      want: 'spec.containers[a].env[A].value',
    },
    {
      name: 'a list that is one value, longer',
      observed: { tolerations: [{ key: 'a' }, { key: 'b' }] },
      desired: { tolerations: [{ key: 'a' }] },
      want: 'spec.tolerations',
    },
    {
      name: 'a list that is one value, in another order',
      observed: { tolerations: [{ key: 'b' }, { key: 'a' }] },
      desired: { tolerations: [{ key: 'a' }, { key: 'b' }] },
      want: 'spec.tolerations[0].key',
    },
    {
      name: 'a quantity in other words',
      observed: pod({ resources: { limits: { cpu: '1' } } }),
      desired: pod({ resources: { limits: { cpu: '1000m' } } }),
    },
    {
      name: 'numbers elsewhere are no quantities',
      observed: pod({ env: [{ name: 'A', value: '1' }] }),
      desired: pod({ env: [{ name: 'A', value: '1000m' }] }),
      want: 'spec.containers[a].env[A].value',
    },
  ];
  for (const { name, observed, desired, want } of cases) {
    it(`${name}: ${want ?? 'nothing'}`, () =>
      expect(firstMissing(observed, desired, 'spec')).to.equal(want));
  }

  it('finds nothing missing in what was asked for, whatever is added to it', () =>
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.dictionary(fc.string(), fc.string()),
        (value, more) => {
          const desired = { x: value };
          expect(firstMissing({ ...more, ...desired }, desired, 'spec')).to.equal(undefined);
        },
      ),
    ));
});
