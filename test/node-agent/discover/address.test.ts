import { expect } from 'chai';

import { parseCidr } from '../../../lib/net/cidr.ts';
import { chooseAddress } from '../../../node-agent/discover/address.ts';
import { parseLinks, parseRoutes } from '../../../node-agent/iproute2/parse.ts';
import type { AddressRow } from '../../../node-agent/iproute2/types.ts';

type Given = Partial<AddressRow>;
const inet = (cidr: string, more: Given = {}): AddressRow => {
  const [address = '', length] = cidr.split('/');
  return { family: 'inet', address, length: Number(length), scope: 'global', ...more };
};

type Case = {
  readonly name: string;
  readonly addresses: readonly AddressRow[];
  readonly published?: string;
  readonly want: string | undefined;
};

const cases: readonly Case[] = [
  {
    name: 'not a VIP /32 that comes before',
    addresses: [inet('10.242.1.100/32'), inet('10.242.1.11/24')],
    want: '10.242.1.11 in 10.242.1.0/24',
  },
  {
    name: 'not a VIP /32 even where it was published',
    addresses: [inet('10.242.1.100/32'), inet('10.242.1.11/24')],
    published: '10.242.1.100',
    want: '10.242.1.11 in 10.242.1.0/24',
  },
  {
    name: 'not a secondary one that was published',
    addresses: [inet('10.242.1.11/24'), inet('10.242.1.100/24', { secondary: true })],
    published: '10.242.1.100',
    want: '10.242.1.11 in 10.242.1.0/24',
  },
  {
    name: 'the published one while a new network comes before it',
    addresses: [inet('10.9.0.11/24'), inet('10.242.1.11/24')],
    published: '10.242.1.11',
    want: '10.242.1.11 in 10.242.1.0/24',
  },
  {
    name: 'the new one once the published one is gone',
    addresses: [inet('10.9.0.11/24')],
    published: '10.242.1.11',
    want: '10.9.0.11 in 10.9.0.0/24',
  },
  {
    name: 'not a deprecated one that was published',
    addresses: [inet('10.242.1.11/24', { usable: false }), inet('10.9.0.11/24')],
    published: '10.242.1.11',
    want: '10.9.0.11 in 10.9.0.0/24',
  },
  {
    name: 'a deprecated one where there is no other',
    addresses: [inet('10.242.1.11/24', { usable: false })],
    want: '10.242.1.11 in 10.242.1.0/24',
  },
  {
    name: 'the /32 of a NIC without any route',
    addresses: [inet('10.242.1.11/32')],
    want: '10.242.1.11 in 10.242.1.11/32',
  },
  {
    name: 'the prefix of the peer',
    addresses: [inet('10.242.1.11/24', { peer: '10.242.1.12' })],
    want: '10.242.1.11 in 10.242.1.0/24',
  },
  {
    name: 'nothing where the peer is in another network',
    addresses: [inet('10.242.1.11/24', { peer: '10.7.1.12' })],
    want: undefined,
  },
  {
    name: 'nothing of IPv6 or of another scope',
    addresses: [
      inet('2001:db8::1/64', { family: 'inet6' }),
      inet('169.254.3.3/16', { scope: 'link' }),
    ],
    want: undefined,
  },
];

/** The routes that the kernel makes of the addresses. */
const connected = (addresses: readonly AddressRow[]) =>
  parsed(
    addresses
      .filter(({ length, family }) => length < 32 && family === 'inet')
      .map((row) => ({
        dst: parseCidr(`${row.peer ?? row.address}/${row.length}`),
        dev: 'eth1',
      })),
  );

const route = (fields: object) => ({ type: 'unicast', dev: 'eth1', ...fields });
const parsed = (rows: readonly object[]) =>
  parseRoutes(['route'], { status: 0, stdout: JSON.stringify(rows), stderr: '' });

describe('chooseAddress', () => {
  for (const { name, addresses, published, want } of cases) {
    it(`gives ${name}`, () => {
      const found = chooseAddress({ name: 'eth1', addresses }, connected(addresses), published);
      const shown = found && `${found.hostIP} in ${found.netAddress}`;
      expect(shown).to.equal(want);
    });
  }

  const google = [
    { dst: 'default', gateway: '10.128.3.1', dev: 'eth0', flags: [] },
    { dst: '10.128.0.0/20', gateway: '10.128.3.1', dev: 'eth1', flags: [] },
    { dst: '10.128.3.1', dev: 'eth1', scope: 'link', flags: [] },
  ];
  const slash32 = { name: 'eth1', addresses: [inet('10.128.3.11/32')] };

  it('takes the host network of a /32 from the route by its on-link gateway', () => {
    expect(chooseAddress(slash32, parsed(google), undefined)).to.deep.equal({
      hostIP: '10.128.3.11',
      netAddress: '10.128.0.0/20',
      gateway: '10.128.3.1',
    });
  });

  it('takes it from a route on the wire, without a gateway', () => {
    const rows = parsed([{ dst: '10.128.0.0/20', dev: 'eth1', scope: 'link', flags: [] }]);
    expect(chooseAddress(slash32, rows, undefined)).to.deep.equal({
      hostIP: '10.128.3.11',
      netAddress: '10.128.0.0/20',
    });
  });

  it('takes it from a route by a gateway inside an on-link prefix', () => {
    const rows = parsed([
      { dst: '10.128.0.0/20', gateway: '169.254.1.1', dev: 'eth1', flags: [] },
      { dst: '169.254.1.0/24', dev: 'eth1', scope: 'link', flags: [] },
    ]);
    expect(chooseAddress(slash32, rows, undefined)).to.deep.equal({
      hostIP: '10.128.3.11',
      netAddress: '10.128.0.0/20',
      gateway: '169.254.1.1',
    });
  });

  const router6 = { family: 'inet6', host: 'fe80::1' };
  for (const { name, rows } of [
    { name: 'a router of IPv6', rows: [{ dst: '10.128.0.0/20', via: router6, dev: 'eth1' }] },
    { name: 'another NIC', rows: google.map((row) => ({ ...row, dev: 'eth2' })) },
    { name: 'a gateway that is not on the wire', rows: google.slice(0, 2) },
    { name: 'a default route', rows: [route({ dst: 'default', gateway: '10.128.3.1' })] },
  ]) {
    it(`takes it not from ${name}`, () => {
      const found = chooseAddress(slash32, parsed(rows), undefined);
      expect(found?.netAddress).to.equal('10.128.3.11/32');
    });
  }

  it('reads what iproute2 says of an address', () => {
    const row = {
      ifindex: 2,
      ifname: 'eth1',
      flags: ['UP'],
      mtu: 1500,
      addr_info: [
        { family: 'inet', local: '10.0.0.1', address: '10.0.0.2', prefixlen: 24, scope: 'global' },
        { family: 'inet', local: '10.1.0.1', prefixlen: 24, scope: 'global', deprecated: true },
        { family: 'inet', local: '10.1.0.2', prefixlen: 24, scope: 'global', secondary: true },
      ],
    };
    const answer = { status: 0, stdout: JSON.stringify([row]), stderr: '' };
    const [link] = parseLinks(['address'], answer);
    expect(link?.addresses).to.deep.equal([
      inet('10.0.0.1/24', { peer: '10.0.0.2' }),
      inet('10.1.0.1/24', { usable: false }),
      inet('10.1.0.2/24', { secondary: true }),
    ]);
  });
});
