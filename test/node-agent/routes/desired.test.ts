import { expect } from 'chai';

import type { MultiNicNetwork } from '../../../lib/api/types.ts';
import { desiredRoutes } from '../../../node-agent/routes/desired.ts';
import type { Known } from '../../../node-agent/types.ts';
import { type Block, entry, known, network, nics, slice } from './blocks.ts';

/** The user guide's own example. */
const guide = [
  entry(
    '10.0.1.0/24',
    0,
    ['a', 'eth1', '10.0.1.1', '192.168.0.0/24'],
    ['b', 'eth1', '10.0.1.2', '192.168.1.0/24'],
  ),
  entry(
    '10.0.2.0/24',
    1,
    ['a', 'eth2', '10.0.2.1', '192.168.64.0/24'],
    ['b', 'eth2', '10.0.2.2', '192.168.65.0/24'],
  ),
];

/** As the operator says of a network while the routes of a former definition are in force. */
function withRoutes(given: MultiNicNetwork): MultiNicNetwork {
  const status = {
    computeResults: [],
    discovery: { existDaemon: 0, infoAvailable: 0, cidrProcessed: 0 },
    configStatus: 'Success',
    routeStatus: 'Success',
    message: '',
    lastSyncTime: '2026-11-21T12:00:00Z',
  } as const;
  return { ...given, status };
}

type Case = { name: string; given: Known; node?: string; want: string[]; findings?: string[] };

const cases: Case[] = [
  {
    name: 'every other host, over the NIC on the same fabric',
    given: known([slice(guide)]),
    want: ['192.168.1.0/24 via 10.0.1.2 dev eth1', '192.168.65.0/24 via 10.0.2.2 dev eth2'],
  },
  {
    name: 'the same from the other side',
    given: known([slice(guide)]),
    node: 'b',
    want: ['192.168.0.0/24 via 10.0.1.1 dev eth1', '192.168.64.0/24 via 10.0.2.1 dev eth2'],
  },
  {
    name: 'peers in further slices',
    given: known([
      slice([entry('10.0.1.0/24', 0, ['a', 'eth1', '10.0.1.1', '192.168.0.0/24'])]),
      slice([entry('10.0.1.0/24', 0, ['c', 'ens9', '10.0.1.3', '192.168.2.0/24'])], {
        name: 'net-1',
      }),
    ]),
    want: ['192.168.2.0/24 via 10.0.1.3 dev eth1'],
  },
  {
    name: 'nothing of a fabric that this host is not on',
    given: known([slice(guide)]),
    node: 'c',
    want: [],
  },
  {
    name: 'a host whose own block is still to come, by its HostInterface',
    given: known([slice(guide)], {
      hostInterface: nics({ interfaceName: 'p5', netAddress: '10.0.2.0/24', hostIP: '10.0.2.9' }),
    }),
    node: 'c',
    want: ['192.168.64.0/24 via 10.0.2.1 dev p5', '192.168.65.0/24 via 10.0.2.2 dev p5'],
  },
  {
    name: 'second NICs with second NICs, where both hosts have two in one subnet',
    given: known([
      slice([
        entry(
          '10.0.1.0/24',
          0,
          ['a', 'eth1', '10.0.1.1', '192.168.0.0/24'],
          ['a', 'eth10', '10.0.1.101', '192.168.3.0/24'],
          ['a', 'eth2', '10.0.1.51', '192.168.2.0/24'],
          ['b', 'eth2', '10.0.1.52', '192.168.4.0/24'],
          ['b', 'eth1', '10.0.1.2', '192.168.1.0/24'],
        ),
      ]),
    ]),
    want: ['192.168.4.0/24 via 10.0.1.52 dev eth2', '192.168.1.0/24 via 10.0.1.2 dev eth1'],
  },
  {
    name: 'all NICs of a peer over the first, where this host has but one there',
    given: known([
      slice([
        entry('10.0.1.0/24', 0, ['a', 'eth1', '10.0.1.1', '192.168.0.0/24']),
        entry('10.0.1.0/24', 1, ['b', 'eth1', '10.0.1.2', '192.168.1.0/24']),
        entry('10.0.1.0/24', 2, ['b', 'eth2', '10.0.1.3', '192.168.65.0/24']),
      ]),
    ]),
    want: ['192.168.1.0/24 via 10.0.1.2 dev eth1', '192.168.65.0/24 via 10.0.1.3 dev eth1'],
  },
  {
    name: 'l3s as l3',
    given: known([slice(guide.slice(0, 1), { vlanMode: 'l3s' })]),
    want: ['192.168.1.0/24 via 10.0.1.2 dev eth1'],
  },
  { name: 'no network of vlanMode l2', given: known([slice(guide, { vlanMode: 'l2' })]), want: [] },
  {
    name: 'no network that brings its own IPAM',
    given: known([slice(guide)], { networks: [network('net', false)] }),
    want: [],
  },
  {
    name: 'goes on with a network whose edit to other IPAM waits for its pods',
    given: known([slice(guide)], { networks: [withRoutes(network('net', false))] }),
    want: ['192.168.1.0/24 via 10.0.1.2 dev eth1', '192.168.65.0/24 via 10.0.2.2 dev eth2'],
  },
  {
    name: 'no blocks of a network that is gone',
    given: known([slice(guide)], { networks: [] }),
    want: [],
  },
  {
    name: 'no route to a NIC without address, and that is no fault',
    given: known([
      slice([
        entry(
          '10.0.1.0/24',
          0,
          ['a', 'eth1', '10.0.1.1', '192.168.0.0/24'],
          ['b', 'eth1', '', '192.168.1.0/24'],
        ),
      ]),
    ]),
    want: [],
  },
  ...['10.0.1.0', '', '10.0.1.2/24', '010.0.1.2'].map((hostIP) => ({
    name: `no route by "${hostIP}"`,
    given: known([
      slice([
        entry(
          '10.0.1.0/24',
          0,
          ['a', 'eth1', '10.0.1.1', '192.168.0.0/24'],
          ['b', 'eth1', hostIP, '192.168.1.0/33'],
          ['c', 'eth1', '10.0.1.3', '192.168.2.0/24'],
        ),
      ]),
    ]),
    want: ['192.168.2.0/24 via 10.0.1.3 dev eth1'],
    findings: hostIP === '' ? [] : ['BlockUnusable'],
  })),
  {
    name: 'no block outside of the subnet: the rest goes on',
    given: known([
      slice([
        entry(
          '10.0.1.0/24',
          0,
          ['a', 'eth1', '10.0.1.1', '192.168.0.0/24'],
          ['b', 'eth1', '10.0.1.2', '0.0.0.0/0'],
          ['c', 'eth1', '10.0.1.3', '192.168.2.0/24'],
        ),
      ]),
    ]),
    want: ['192.168.2.0/24 via 10.0.1.3 dev eth1'],
    findings: ['BlockUnusable'],
  },
  {
    name: 'of two equal blocks the first',
    given: known([
      slice([
        entry(
          '10.0.1.0/24',
          0,
          ['a', 'eth1', '10.0.1.1', '192.168.0.0/24'],
          ['b', 'eth1', '10.0.1.2', '192.168.1.0/24'],
          ['c', 'eth1', '10.0.1.3', '192.168.1.0/24'],
        ),
      ]),
    ]),
    want: ['192.168.1.0/24 via 10.0.1.2 dev eth1'],
    findings: ['BlockUnusable'],
  },
];

describe('desiredRoutes', () => {
  for (const { name, given, node = 'a', want, findings = [] } of cases) {
    it(`wants ${name}`, () => {
      const desired = desiredRoutes(given, node);
      const routes = desired.networks.flatMap((one) => one.routes);
      expect(routes.map(({ dst, via, dev }) => `${dst} via ${via} dev ${dev}`)).to.deep.equal(want);
      expect(desired.findings.map(({ reason }) => reason)).to.deep.equal(findings);
    });
  }

  for (const subnet of ['', '0.0.0.0/0', '10.0.0.0/0', '192.168.0.0', '2001:db8::/64', 'default']) {
    it(`wants nothing for the subnet "${subnet}", and says why`, () => {
      const { networks, findings } = desiredRoutes(known([slice(guide, { subnet })]), 'a');
      expect(networks).to.deep.equal([]);
      expect(findings.map(({ reason, network: name }) => [reason, name])).to.deep.equal([
        ['SubnetUnusable', 'net'],
      ]);
      expect(findings[0]?.message).to.include(`the subnet "${subnet}"`);
    });
  }

  it('names the first bad row and counts the others', () => {
    const bad: Block[] = [
      ['b', 'eth1', '10.0.1.2', '10.0.0.0/8'],
      ['c', 'eth1', '10.0.1.3', '10.0.0.0/9'],
    ];
    const { findings } = desiredRoutes(known([slice([entry('10.0.1.0/24', 0, ...bad)])]), 'a');
    expect(findings[0]?.message)
      .to.include('host b, interface eth1: podCIDR 10.0.0.0/8 is not inside the subnet')
      .and.to.include('(and 1 more)');
  });
});
