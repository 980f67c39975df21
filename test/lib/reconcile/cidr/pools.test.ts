import { expect } from 'chai';
import { poolExcludes } from '../../../../lib/reconcile/cidr/pools.ts';

describe('poolExcludes', () => {
  const cases = [
    { excludes: ['10.0.1.0/24'], pod: '10.0.0.0/16', want: ['10.0.1.0/24'] },
    { excludes: ['10.0.1.0/24'], pod: '10.0.2.0/24', want: [] },
    { excludes: ['10.0.1.0/24'], pod: '10.0.1.128/25', want: [] },
    { excludes: ['192.168.0.128/30'], pod: '192.168.0.128/26', want: ['192.168.0.128/30'] },
    {
      excludes: ['192.168.0.9', '192.168.0.10/32'],
      pod: '192.168.0.0/26',
      want: ['192.168.0.9', '192.168.0.10/32'],
    },
    {
      excludes: ['10.0.10.0/24', '10.0.9.0/24', '10.0.9.0/24'],
      pod: '10.0.0.0/16',
      want: ['10.0.9.0/24', '10.0.10.0/24'],
    },
    { excludes: ['abc/8', '10.0.0.300/24'], pod: '10.0.0.0/8', want: [] },
    { excludes: ['10.0.1.0/24'], pod: '', want: [] },
  ];
  for (const { excludes, pod, want } of cases) {
    it(`[${excludes.join(', ')}] of ${pod === '' ? 'no block' : pod}: [${want.join(', ')}]`, () =>
      expect(poolExcludes(pod, excludes)).to.deep.equal(want));
  }
});
