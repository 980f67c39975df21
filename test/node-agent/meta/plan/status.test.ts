import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Result } from '../../../../cni/protocol/types.ts';
import { networkStatus } from '../../../../node-agent/meta/plan/status.ts';
import type { AttachedNetwork, NetworkStatus } from '../../../../node-agent/meta/types.ts';
import { attached } from './fixture.ts';

const sandbox = '/run/netns/p';
const bridge: Partial<Result> = {
  interfaces: [
    { name: 'cni0', mac: '02:00:00:00:00:aa' },
    { name: 'veth1', mac: '02:00:00:00:00:bb' },
    { name: 'eth0', mac: '02:00:00:00:00:01', mtu: 1450, sandbox },
  ],
  ips: [
    { address: '10.244.0.5/24', gateway: '10.244.0.1', interface: 2 },
    { address: 'fd00::5/64', gateway: 'fd00::1', interface: 2 },
  ],
  routes: [{ dst: '0.0.0.0/0' }, { dst: '::/0', gw: 'fd00::1' }, { dst: '10.0.0.0/8' }],
  dns: { nameservers: ['10.96.0.10'] },
};
const two = {
  interfaces: [
    { name: 'net1-0', sandbox },
    { name: 'net1-1', sandbox },
  ],
};

const rows: readonly {
  readonly name: string;
  readonly networks: readonly AttachedNetwork[];
  readonly want: readonly Partial<NetworkStatus>[];
}[] = [
  {
    name: 'a bridge as primary network: the link in the pod alone, gateways of its default routes',
    networks: [attached('eth0', bridge, { name: 'cluster-net' })],
    want: [
      {
        name: 'cluster-net',
        interface: 'eth0',
        ips: ['10.244.0.5', 'fd00::5'],
        mac: '02:00:00:00:00:01',
        mtu: 1450,
        default: true,
        dns: { nameservers: ['10.96.0.10'] },
        gateway: ['10.244.0.1', 'fd00::1'],
      },
    ],
  },
  {
    name: 'a secondary network: no default, dns an object all the same',
    networks: [attached('net1', { ips: [{ address: '10.5.0.7/24', interface: 0 }] })],
    want: [
      {
        name: 'default/net1',
        interface: 'net1',
        ips: ['10.5.0.7'],
        mac: '02:00:00:00:00:01',
        dns: {},
      },
    ],
  },
  {
    name: 'two links: one entry each, addresses by their link, those of none to the last',
    networks: [
      attached('net1', {
        ...two,
        ips: [
          { address: '10.1.0.5/24', interface: 0 },
          { address: '10.2.0.5/24', interface: 1 },
          { address: '10.3.0.5/24' },
        ],
      }),
    ],
    want: [
      { name: 'default/net1', interface: 'net1-0', ips: ['10.1.0.5'], dns: {} },
      { name: 'default/net1', interface: 'net1-1', ips: ['10.2.0.5', '10.3.0.5'], dns: {} },
    ],
  },
  {
    name: 'two links of the primary network: default where the first gateway is',
    networks: [
      attached('eth0', {
        interfaces: [
          { name: 'eth0', sandbox },
          { name: 'eth1', sandbox },
        ],
        ips: [
          { address: '10.1.0.5/24', interface: 0 },
          { address: '10.2.0.5/24', gateway: '10.2.0.1', interface: 1 },
        ],
      }),
    ],
    want: [
      { name: 'default/eth0', interface: 'eth0', ips: ['10.1.0.5'], dns: {} },
      { name: 'default/eth0', interface: 'eth1', ips: ['10.2.0.5'], default: true, dns: {} },
    ],
  },
  {
    name: 'a result of the host side alone: the link that was asked for has its addresses',
    networks: [
      attached('eth0', { interfaces: [{ name: 'cali1' }], ips: [{ address: '10.244.0.5/32' }] }),
    ],
    want: [
      { name: 'default/eth0', interface: 'eth0', ips: ['10.244.0.5'], default: true, dns: {} },
    ],
  },
  {
    name: 'an empty result',
    networks: [attached('eth0', { interfaces: [] })],
    want: [{ name: 'default/eth0', interface: 'eth0', default: true, dns: {} }],
  },
  {
    name: 'a default route without any gateway: no gateway, not a word for nothing',
    networks: [attached('net1', { interfaces: [], routes: [{ dst: '0.0.0.0/0' }] })],
    want: [{ name: 'default/net1', interface: 'net1', dns: {} }],
  },
];

describe('networkStatus', () => {
  for (const { name, networks, want } of rows)
    it(name, () => expect(networkStatus(networks, new Map())).to.deep.equal(want));

  it('has the keys in the order in which Multus writes them, device-info before gateway', () => {
    const info = { type: 'pci', version: '1.1.0', pci: { 'pci-address': '0000:1a:00.4' } };
    const [entry] = networkStatus([attached('eth0', bridge)], new Map([['eth0', info]]));
    expect(Object.keys(entry ?? {})).to.deep.equal([
      'name',
      'interface',
      'ips',
      'mac',
      'mtu',
      'default',
      'dns',
      'device-info',
      'gateway',
    ]);
    expect(entry?.['device-info']).to.deep.equal(info);
  });

  it('says default exactly once and no prefix, whatever the plugins answered', () => {
    const link = fc.record(
      { name: fc.string({ minLength: 1 }), sandbox: fc.constantFrom('', sandbox) },
      { requiredKeys: ['name'] },
    );
    const ip = fc.record(
      {
        address: fc.constantFrom('10.0.0.5/24', 'fd00::5/64'),
        gateway: fc.constantFrom('10.0.0.1', 'fd00::1'),
        interface: fc.nat(3),
      },
      { requiredKeys: ['address'] },
    );
    fc.assert(
      fc.property(fc.array(link, { maxLength: 4 }), fc.array(ip), (interfaces, ips) => {
        const networks = ['eth0', 'net1'].map((name) => attached(name, { interfaces, ips }));
        const entries = networkStatus(networks, new Map());
        expect(entries.filter((one) => one.default === true).length).to.equal(1);
        expect(entries.flatMap((one) => one.ips ?? []).join(' ')).not.to.contain('/');
      }),
      { numRuns: 500 },
    );
  });
});
