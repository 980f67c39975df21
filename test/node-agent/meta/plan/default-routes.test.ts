import { expect } from 'chai';
import type { RouteRow } from '../../../../node-agent/iproute2/types.ts';
import {
  planDefaultRoutes,
  touchesDefaultRoutes,
} from '../../../../node-agent/meta/plan/default-routes.ts';
import { renderDefaultRoute } from '../../../../node-agent/meta/plan/render-default-route.ts';
import type { AttachedNetwork } from '../../../../node-agent/meta/types.ts';
import { attached } from './fixture.ts';
import { asking, eth0, many, net1, observe, row } from './routes.ts';

const byHost = row('eth0', '10.244.0.1');
const byHost6 = row('eth0', 'fd00::1');

type Row = {
  readonly name: string;
  readonly networks: readonly AttachedNetwork[];
  readonly v4?: readonly RouteRow[];
  readonly v6?: readonly RouteRow[];
  readonly want: readonly string[];
};

const rows: readonly Row[] = [
  { name: 'leaves the primary network its routes', networks: [eth0, net1], v4: [byHost], want: [] },
  { name: 'leaves a pod without default routes so', networks: [eth0, net1], want: [] },
  {
    name: 'takes the default of a secondary network away that was put before the primary one',
    networks: [eth0, net1],
    v4: [row('net1', '10.8.0.1'), byHost],
    v6: [row('net1', 'fd08::1', { metric: 512 }), byHost6],
    want: [
      'route del 0.0.0.0/0 via 10.8.0.1 dev net1',
      'route del ::/0 via fd08::1 dev net1 metric 512',
    ],
  },
  {
    name: 'takes it away as a leg of what the kernel joined (IPv6)',
    networks: [eth0, net1],
    v6: [
      row('', undefined, {
        metric: 1024,
        hops: [
          { via: 'fd00::1', dev: 'eth0' },
          { via: 'fd08::1', dev: 'net1' },
        ],
      }),
    ],
    want: ['route del ::/0 via fd08::1 dev net1 metric 1024'],
  },
  {
    name: 'takes a multipath route of a secondary network away as a whole (IPv4)',
    networks: [eth0, many],
    v4: [
      byHost,
      row('', undefined, {
        hops: [
          { via: '10.1.0.1', dev: 'net2-0' },
          { via: '10.2.0.1', dev: 'net2-1' },
        ],
      }),
    ],
    want: ['route del 0.0.0.0/0 nexthop via 10.1.0.1 dev net2-0 nexthop via 10.2.0.1 dev net2-1'],
  },
  {
    name: "leaves one behind the primary network's",
    networks: [eth0, net1],
    v4: [byHost, row('net1', '10.8.0.1', { metric: 200 })],
    want: [],
  },
  {
    name: 'leaves a family in which the primary network has none',
    networks: [eth0, net1],
    v4: [byHost],
    v6: [row('net1', 'fd08::1')],
    want: [],
  },
  {
    name: 'leaves what a router advertised, and counts it as a default of the primary network',
    networks: [eth0, net1],
    v6: [
      row('eth0', 'fe80::1', { protocol: 9 }),
      row('net1', 'fe80::2', { protocol: 9 }),
      row('net1', 'fd08::1'),
    ],
    want: ['route del ::/0 via fd08::1 dev net1 metric 1024'],
  },
  {
    name: 'leaves other tables, other destinations and other links alone',
    networks: [eth0, net1],
    v4: [
      byHost,
      row('net1', '10.8.0.1', { table: 100 }),
      row('net1', '10.8.0.1', { dst: '10.9.0.0/16' }),
      row('tun0', '10.7.0.1'),
      row('', undefined, { type: '7' }),
    ],
    want: [],
  },
  {
    name: 'moves the default to the gateway that is asked for',
    networks: [eth0, asking('10.1.1.254')],
    v4: [byHost],
    want: [
      'route del 0.0.0.0/0 via 10.244.0.1 dev eth0',
      'route add 0.0.0.0/0 via 10.1.1.254 dev net1',
    ],
  },
  {
    name: 'moves both families when both are asked for',
    networks: [eth0, asking('10.1.1.254', 'fd01::1')],
    v4: [byHost],
    v6: [byHost6],
    want: [
      'route del 0.0.0.0/0 via 10.244.0.1 dev eth0',
      'route add 0.0.0.0/0 via 10.1.1.254 dev net1',
      'route del ::/0 via fd00::1 dev eth0 metric 1024',
      'route add ::/0 via fd01::1 dev net1 metric 512',
    ],
  },
  {
    name: 'leaves the family that is not asked for',
    networks: [eth0, asking('10.1.1.254')],
    v6: [byHost6],
    want: ['route add 0.0.0.0/0 via 10.1.1.254 dev net1'],
  },
  {
    name: 'takes away all others, also behind it, and another gateway of the same network',
    networks: [eth0, asking('10.1.1.254')],
    v4: [row('net1', '10.1.1.1'), row('eth0', '10.244.0.1', { metric: 200 })],
    want: [
      'route del 0.0.0.0/0 via 10.1.1.1 dev net1',
      'route del 0.0.0.0/0 via 10.244.0.1 dev eth0 metric 200',
      'route add 0.0.0.0/0 via 10.1.1.254 dev net1',
    ],
  },
  {
    name: 'keeps the one that is asked for where the chain made it',
    networks: [eth0, asking('10.1.1.254')],
    v4: [row('net1', '10.1.1.254'), byHost],
    want: ['route del 0.0.0.0/0 via 10.244.0.1 dev eth0'],
  },
  {
    name: 'goes over the link whose network holds the gateway',
    networks: [eth0, { ...many, defaultRoute: ['10.2.0.1', 'fd01::1'] }],
    want: [
      'route add 0.0.0.0/0 via 10.2.0.1 dev net2-1',
      'route add ::/0 via fd01::1 dev net2-1 metric 512',
    ],
  },
  {
    name: 'keeps what the chain of an empty default-route made',
    networks: [eth0, asking()],
    v4: [row('net1', '10.8.0.1', { metric: 200 }), byHost],
    want: ['route del 0.0.0.0/0 via 10.244.0.1 dev eth0'],
  },
  {
    name: "keeps the primary network's where the chain of an empty default-route made none",
    networks: [eth0, asking()],
    v4: [byHost],
    v6: [byHost6],
    want: [],
  },
  {
    name: 'deletes a route without a gateway',
    networks: [eth0, net1],
    v4: [byHost, row('net1', undefined)],
    want: ['route del 0.0.0.0/0 dev net1'],
  },
];

describe('planDefaultRoutes', () => {
  for (const { name, networks, want, ...given } of rows)
    it(name, () =>
      expect(
        planDefaultRoutes(networks, observe(given.v4, given.v6)).map(renderDefaultRoute),
      ).to.deep.equal(want),
    );
});

const withDefault = (ifName: string, dst: string): AttachedNetwork =>
  attached(ifName, { routes: [{ dst }] });

describe('touchesDefaultRoutes', () => {
  const cases = [
    {
      name: 'the primary network alone',
      networks: [withDefault('eth0', '0.0.0.0/0')],
      want: false,
    },
    {
      name: 'a secondary network without a default',
      networks: [eth0, withDefault('net1', '10.9.0.0/16')],
      want: false,
    },
    {
      name: 'a secondary network with an IPv4 default',
      networks: [eth0, withDefault('net1', '0.0.0.0/0')],
      want: true,
    },
    {
      name: 'a secondary network with an IPv6 default, oddly spelled',
      networks: [eth0, withDefault('net1', '::0/0')],
      want: true,
    },
    { name: 'an empty default-route', networks: [eth0, asking()], want: true },
  ];
  for (const { name, networks, want } of cases)
    it(`is ${want} for ${name}`, () => expect(touchesDefaultRoutes(networks)).to.equal(want));
});
