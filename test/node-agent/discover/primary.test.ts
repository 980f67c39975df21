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

type Case = {
  name: string;
  routes: RouteRow[];
  routes6?: RouteRow[];
  /** InternalIPs by link. */
  internal?: Record<string, string>;
  want: string[];
};

const cases: Case[] = [
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
    name: 'both of two with one metric: either may be the way out',
    routes: [route({ dev: 'a' }), route({ dev: 'b' })],
    want: ['a', 'b'],
  },
  {
    name: 'of two with one metric the one that the kernel uses',
    routes: [route({ dev: 'a', dead: true }), route({ dev: 'b' })],
    want: ['b'],
  },
  {
    name: 'of two with one metric the one with the InternalIP, first or not',
    routes: [route({ dev: 'a' }), route({ dev: 'b' })],
    internal: { b: '192.0.2.1' },
    want: ['b'],
  },
  {
    name: 'the one with the InternalIP while its carrier is away',
    routes: [route({ dev: 'a', metric: 50 }), route({ dev: 'b', metric: 100, dead: true })],
    internal: { b: '192.0.2.1' },
    want: ['b'],
  },
  {
    name: 'the way out and the one with the InternalIP, where that is another',
    routes: [route({ dev: 'a' })],
    internal: { b: '192.0.2.1' },
    want: ['a', 'b'],
  },
  {
    name: 'the one with the InternalIP of IPv6, although a fabric has a default route of IPv4',
    routes: [route({ dev: 'a' })],
    routes6: [route({ dev: 'b' })],
    internal: { b: '2001:db8::1' },
    want: ['b'],
  },
  {
    name: 'that of IPv6 on a host without one of IPv4',
    routes: [],
    routes6: [route({ dev: 'b' })],
    want: ['b'],
  },
  {
    name: 'dead ones where no other is left',
    routes: [route({ dev: 'a', dead: true })],
    want: ['a'],
  },
  {
    name: 'the living leg of a multipath route',
    routes: [
      route({
        hops: [
          { via: '10.0.1.1', dev: 'a', dead: true },
          { via: '10.0.2.1', dev: 'b' },
        ],
      }),
    ],
    want: ['b'],
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
  for (const { name, routes, routes6 = [], internal = {}, want } of cases) {
    const links = Object.entries(internal).map(([link, address]) => ({
      name: link,
      addresses: [{ family: 'inet', address, length: 24, scope: 'global' }],
    }));
    const nodeAddresses = Object.values(internal);
    it(`gives ${name}`, () =>
      expect(primaryLinks({ links, routes, routes6, nodeAddresses })).to.deep.equal(want));
  }

  it('reads what the kernel answers', () => {
    const { command, answer } = fixture('routes');
    const main = parseRoutes(command, answer).filter(({ table }) => table === 254);
    expect(primaryLinks({ links: [], routes: main, routes6: [], nodeAddresses: [] })).to.deep.equal(
      ['eth1'],
    );
  });
});
