import { expect } from 'chai';

import { primaryLinks } from '../../../node-agent/discover/primary.ts';
import { parseRoutes } from '../../../node-agent/iproute2/parse.ts';
import type { RouteRow } from '../../../node-agent/iproute2/types.ts';
import { fixture } from '../iproute2/fixture.ts';

const route = (changes: Partial<RouteRow>): RouteRow => ({
  type: 'unicast',
  dst: 'default',
  table: 254,
  protocol: 16,
  metric: 0,
  ...changes,
});

const cases: { name: string; routes: RouteRow[]; want: string[] }[] = [
  {
    name: 'nothing without a default route',
    routes: [route({ dst: '10.0.0.0/8', dev: 'a' })],
    want: [],
  },
  { name: 'nothing without routes', routes: [], want: [] },
  {
    name: 'the one with the lowest metric',
    routes: [route({ dev: 'a', metric: 200 }), route({ dev: 'b', metric: 100 })],
    want: ['b'],
  },
  {
    name: 'the first of two with one metric, as the kernel uses it',
    routes: [route({ dev: 'a' }), route({ dev: 'b' })],
    want: ['a'],
  },
  {
    name: 'all legs of a multipath route',
    routes: [
      route({
        hops: [
          { via: '10.0.1.1', dev: 'a' },
          { via: '10.0.2.1', dev: 'b' },
        ],
      }),
    ],
    want: ['a', 'b'],
  },
  { name: 'nothing for an unreachable default', routes: [route({ type: '7' })], want: [] },
];

describe('primaryLinks', () => {
  for (const { name, routes, want } of cases) {
    it(`gives ${name}`, () => expect(primaryLinks(routes)).to.deep.equal(want));
  }

  it('reads what the kernel answers', () => {
    const { command, answer } = fixture('routes');
    const main = parseRoutes(command, answer).filter(({ table }) => table === 254);
    expect(primaryLinks(main)).to.deep.equal(['eth1']);
  });
});
