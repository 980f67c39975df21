import { expect } from 'chai';
import * as fc from 'fast-check';

import { compareNames, findNics, type Observed } from '../../../node-agent/discover/nic.ts';
import {
  type DeviceFacts,
  defaultNicConfig,
  type NicConfig,
} from '../../../node-agent/discover/types.ts';
import type { LinkRow } from '../../../node-agent/iproute2/types.ts';

const inet = (cidr: string, scope = 'global') => {
  const [address, length] = cidr.split('/') as [string, string];
  return {
    family: cidr.includes(':') ? 'inet6' : 'inet',
    address,
    length: Number(length),
    scope,
  };
};

const link = (name: string, changes: Partial<LinkRow> = {}): LinkRow => ({
  index: 2,
  name,
  mac: '02:00:00:00:00:01',
  mtu: 1500,
  up: true,
  carrier: true,
  loopback: false,
  group: 'default',
  data: {},
  addresses: [inet('10.0.1.5/24')],
  ...changes,
});

const pci: DeviceFacts = {
  device: true,
  virtio: false,
  vendor: '15b3',
  product: '1019',
  pciAddress: '0000:3b:00.0',
  numaNode: 1,
  speedMbps: 100_000,
};

type Case = {
  readonly name: string;
  readonly links: readonly LinkRow[];
  readonly devices?: Readonly<Record<string, DeviceFacts>>;
  readonly primary?: readonly string[];
  readonly config?: Partial<NicConfig>;
  readonly want: readonly string[];
};

const cases: readonly Case[] = [
  {
    name: 'a device with an address',
    links: [link('ens1')],
    devices: { ens1: pci },
    want: ['ens1'],
  },
  {
    name: 'a virtio device',
    links: [link('eth0')],
    devices: { eth0: { device: true, virtio: true } },
    want: ['eth0'],
  },
  {
    name: 'a virtual function with an address',
    links: [link('ens1v0')],
    devices: { ens1v0: { ...pci, physicalFunction: '0000:3b:00.0' } },
    want: ['ens1v0'],
  },
  {
    name: 'no virtual function where the configuration leaves them out',
    links: [link('ens1v0')],
    devices: { ens1v0: { ...pci, physicalFunction: '0000:3b:00.0' } },
    config: { kinds: ['physical'] },
    want: [],
  },
  { name: 'no link that neither sysfs nor iproute2 can tell', links: [link('odd0')], want: [] },
  {
    name: 'no cable of a pod',
    links: [link('veth1234', { kind: 'veth' }), link('cali1', { kind: 'veth' })],
    want: [],
  },
  {
    name: 'veth links by name, when the pattern has them',
    links: [link('eth1', { kind: 'veth' }), link('veth1', { kind: 'veth' })],
    config: { pattern: /^eth\d+$/ },
    want: ['eth1'],
  },
  {
    name: 'veth links of any name, when the kind is listed',
    links: [link('eth1', { kind: 'veth' }), link('veth1', { kind: 'veth' })],
    config: { kinds: ['veth'] },
    want: ['eth1', 'veth1'],
  },
  {
    name: 'a VLAN by name, not any VLAN',
    links: [link('tenant-bond.7', { kind: 'vlan' }), link('bond0.7', { kind: 'vlan' })],
    want: ['tenant-bond.7'],
  },
  {
    name: 'nothing that the configuration excludes',
    links: [link('ens1'), link('storage0')],
    devices: { ens1: pci, storage0: pci },
    config: { exclude: /^storage/ },
    want: ['ens1'],
  },
  {
    name: 'no loopback, even if the pattern matches',
    links: [link('lo', { loopback: true, addresses: [inet('127.0.0.1/8', 'host')] })],
    config: { pattern: /./ },
    want: [],
  },
  {
    name: 'no left-over of a pod',
    links: [link('net1-0'), link('net1')],
    devices: { 'net1-0': pci, net1: pci },
    want: [],
  },
  {
    name: 'not the primary, but its neighbour in the same subnet',
    links: [link('eth0'), link('eth1', { addresses: [inet('10.0.1.6/24')] })],
    devices: { eth0: pci, eth1: pci },
    primary: ['eth0'],
    want: ['eth1'],
  },
  {
    name: 'every NIC, when nothing carries a default route',
    links: [link('eth0'), link('eth1')],
    devices: { eth0: pci, eth1: pci },
    want: ['eth0', 'eth1'],
  },
  {
    name: 'both of two NICs in one subnet',
    links: [link('eth1'), link('eth2', { addresses: [inet('10.0.1.6/24')] })],
    devices: { eth1: pci, eth2: pci },
    want: ['eth1', 'eth2'],
  },
  {
    name: 'names in natural order',
    links: [link('eth10'), link('eth2'), link('eth1')],
    devices: { eth10: pci, eth2: pci, eth1: pci },
    want: ['eth1', 'eth2', 'eth10'],
  },
];

type Find = Omit<Case, 'name' | 'want'> &
  Partial<Pick<Observed, 'routes' | 'published' | 'unreadable'>>;

const find = ({ links, devices = {}, primary = [], config = {}, ...rest }: Find) =>
  findNics(
    {
      links,
      primary,
      devices: new Map(Object.entries(devices)),
      routes: [],
      published: [],
      unreadable: [],
      ...rest,
    },
    { ...defaultNicConfig, ...config },
  );

describe('findNics', () => {
  for (const { name, want, ...host } of cases) {
    it(`finds ${name}`, () => {
      const names = find(host).interfaces.map(({ interfaceName }) => interfaceName);
      expect(names).to.deep.equal(want);
    });
  }

  it('describes a NIC with its network in canonical form', () => {
    expect(find({ links: [link('ens1')], devices: { ens1: pci } }).interfaces).to.deep.equal([
      {
        interfaceName: 'ens1',
        netAddress: '10.0.1.0/24',
        hostIP: '10.0.1.5',
        vendor: '15b3',
        product: '1019',
        pciAddress: '0000:3b:00.0',
        linkState: 'up',
        mtu: 1500,
        numaNode: 1,
        speedMbps: 100_000,
      },
    ]);
  });

  it('takes the first global IPv4 address', () => {
    const addresses = [
      inet('fe80::1/64', 'link'),
      inet('169.254.3.3/16', 'link'),
      inet('10.0.9.9/20'),
      inet('10.0.1.5/24'),
    ];
    const [nic] = find({ links: [link('ens1', { addresses })], devices: { ens1: pci } }).interfaces;
    expect(nic).to.include({ netAddress: '10.0.0.0/20', hostIP: '10.0.9.9' });
  });

  for (const { name, state } of [
    { name: 'is administratively down', state: { up: false, carrier: false } },
    { name: 'has no carrier', state: { up: true, carrier: false } },
  ]) {
    it(`keeps a NIC that ${name}, and says so`, () => {
      const { interfaces, links } = find({ links: [link('ens1', state)], devices: { ens1: pci } });
      expect(interfaces[0]).to.include({ interfaceName: 'ens1', linkState: 'down' });
      expect(links[0]).to.include({ name: 'ens1', up: false });
    });
  }

  it('reports a NIC that has no IPv4 address', () => {
    const six = link('ens1', { addresses: [inet('2001:db8::1/64')] });
    const { interfaces, notOffered } = find({ links: [six], devices: { ens1: pci } });
    expect(interfaces).to.deep.equal([]);
    expect(notOffered.map(({ reason }) => reason)).to.deep.equal(['IPv6Only']);
    expect(notOffered[0]?.message).to.include(
      'NIC ens1 has a global address of IPv6 and none of IPv4',
    );
  });

  describe('says why a link is not offered:', () => {
    const port = { master: 'br0', slaveKind: 'bridge' };
    const bare = { addresses: [] };
    const reasons: {
      name: string;
      link: LinkRow;
      primary?: string[];
      reason: string | undefined;
    }[] = [
      { name: 'the way out', link: link('ens1'), primary: ['ens1'], reason: 'Primary' },
      { name: 'a name of a pod link', link: link('net1'), reason: 'NameReserved' },
      { name: 'an excluded name', link: link('storage0'), reason: 'Excluded' },
      { name: 'a bridge', link: link('docker0', { kind: 'bridge' }), reason: 'KindNotSelected' },
      { name: 'a port of a bridge', link: link('ens1', port), reason: 'Port' },
      {
        name: 'a port of a bond',
        link: link('ens1', { master: 'bond0', slaveKind: 'bond' }),
        reason: 'Port',
      },
      {
        name: 'a port of Open vSwitch',
        link: link('ens1', { master: 'ovs-system' }),
        reason: 'Port',
      },
      { name: 'a device without address', link: link('ens1', bare), reason: 'NoAddress' },
      {
        name: 'nothing of a link in a VRF',
        link: link('ens1', { master: 'red', slaveKind: 'vrf' }),
        reason: undefined,
      },
      {
        name: 'nothing of the cable of a pod',
        link: link('cali1', { kind: 'veth' }),
        reason: undefined,
      },
      {
        name: 'nothing of a tunnel without address',
        link: link('tunl0', { kind: 'ipip', ...bare }),
        reason: undefined,
      },
    ];
    for (const { name, link: row, primary = [], reason } of reasons) {
      it(name, () => {
        const devices = row.kind === undefined ? { [row.name]: pci } : {};
        const { notOffered } = find({
          links: [row],
          devices,
          primary,
          config: { exclude: /^storage/ },
        });
        expect(notOffered.map((one) => one.reason)).to.deep.equal(
          reason === undefined ? [] : [reason],
        );
        for (const { message } of notOffered) expect(message).to.include(row.name);
      });
    }

    it('nothing of the cables of pods, where veth is a kind of NIC', () => {
      const cable = { kind: 'veth', ...bare };
      const links = [
        link('veth1', { ...cable, master: 'cni0', slaveKind: 'bridge' }),
        link('cali2', cable),
        link('eth3', { kind: 'veth', ...port }),
      ];
      const { notOffered } = find({ links, config: { kinds: ['veth'] } });
      expect(notOffered.map(({ interfaceName }) => interfaceName)).to.deep.equal(['eth3']);
    });

    it('64 of a flood at most', () => {
      const links = Array.from({ length: 500 }, (_, at) => link(`ens${at}`, bare));
      const devices = Object.fromEntries(links.map(({ name }) => [name, pci]));
      expect(find({ links, devices }).notOffered).to.have.length(64);
    });
  });

  it('keeps what was published of a NIC whose row cannot be read', () => {
    const published = [{ interfaceName: 'ens2', netAddress: '10.0.2.0/24', hostIP: '10.0.2.5' }];
    const seen = { links: [link('ens1')], devices: { ens1: pci }, published };
    const names = (unreadable: string[]): string[] =>
      find({ ...seen, unreadable }).interfaces.map(({ interfaceName }) => interfaceName);
    expect(names(['ens2'])).to.deep.equal(['ens1', 'ens2']);
    expect(names([])).to.deep.equal(['ens1']);
  });

  it('gives every link, for those who hang links on it', () => {
    expect(find({ links: [link('lo', { loopback: true }), link('ens1')] }).links).to.deep.equal([
      { name: 'lo', index: 2, mac: '02:00:00:00:00:01', mtu: 1500, up: true },
      { name: 'ens1', index: 2, mac: '02:00:00:00:00:01', mtu: 1500, up: true },
    ]);
  });

  it('says the same whatever order the kernel lists links in', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^e[a-z]{0,2}\d{1,3}$/), { maxLength: 12 });
    fc.assert(
      fc.property(names, fc.infiniteStream(fc.nat()), (listed, ranks) => {
        const shuffled = listed.toSorted(() => ((ranks.next().value ?? 0) % 2 === 0 ? 1 : -1));
        const devices = Object.fromEntries(listed.map((name) => [name, pci]));
        const one = find({ links: listed.map((name) => link(name)), devices }).interfaces;
        const other = find({ links: shuffled.map((name) => link(name)), devices }).interfaces;
        expect(one).to.deep.equal(other);
      }),
    );
  });
});

describe('compareNames', () => {
  it('orders numbers by value', () => {
    expect(['eth10', 'ens1f1', 'eth2', 'ens1f0'].toSorted(compareNames)).to.deep.equal([
      'ens1f0',
      'ens1f1',
      'eth2',
      'eth10',
    ]);
  });
});
