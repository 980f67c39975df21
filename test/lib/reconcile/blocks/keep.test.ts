import { expect } from 'chai';
import type { CidrEntry, HostInterface, IPPool } from '../../../../lib/api/types.ts';
import { host, plan, pool, reasons, show } from './fixture.ts';

const first = plan({ hosts: [host('a', 'eth1=10.1.0.1/24', 'eth2=10.1.0.2/24')] }).entries;
const live = pool('net', ['a', 'eth2', '192.168.0.0/18', '192.168.0.64/26'], 1);
const idle = pool('net', ['a', 'eth2', '192.168.0.0/18', '192.168.0.64/26']);

type Case = {
  readonly name: string;
  readonly hosts?: readonly HostInterface[];
  readonly nodes?: readonly string[];
  readonly pools?: readonly IPPool[];
  readonly previous?: readonly CidrEntry[];
  readonly want: string;
};

describe('keepRecords, as the plan shows it', () => {
  const cases: readonly Case[] = [
    {
      name: 'a NIC that is down keeps its block',
      hosts: [host('a', 'eth1=10.1.0.1/24', 'eth2=10.1.0.2/24 down')],
      want: 'a/eth1 0 192.168.0.0/26, a/eth2 1 192.168.0.64/26',
    },
    {
      name: 'a NIC that is down gets no new block',
      hosts: [host('a', 'eth1=10.1.0.1/24', 'eth3=10.1.0.3/24 down')],
      previous: plan({ hosts: [host('a', 'eth1=10.1.0.1/24')] }).entries,
      want: 'a/eth1 0 192.168.0.0/26',
    },
    {
      name: 'a NIC that is listed without address keeps its block',
      hosts: [host('a', 'eth1=10.1.0.1/24', 'eth2')],
      want: 'a/eth1 0 192.168.0.0/26, a/eth2 1 192.168.0.64/26',
    },
    {
      name: 'a NIC that vanished loses its block',
      hosts: [host('a', 'eth1=10.1.0.1/24')],
      pools: [idle],
      want: 'a/eth1 0 192.168.0.0/26',
    },
    {
      name: 'a NIC that vanished keeps it while pods hold its addresses',
      hosts: [host('a', 'eth1=10.1.0.1/24')],
      pools: [live],
      want: 'a/eth1 0 192.168.0.0/26, a/eth2 1 192.168.0.64/26',
    },
    {
      name: 'and nobody else gets it meanwhile',
      hosts: [host('a', 'eth1=10.1.0.1/24'), host('b', 'eth1=10.1.0.9/24')],
      pools: [live],
      want: 'a/eth1 0 192.168.0.0/26, a/eth2 1 192.168.0.64/26, b/eth1 2 192.168.0.128/26',
    },
    {
      name: 'two NICs that swap their addresses keep their blocks by name',
      hosts: [host('a', 'eth1=10.1.0.2/24', 'eth2=10.1.0.1/24')],
      want: 'a/eth1 0 192.168.0.0/26, a/eth2 1 192.168.0.64/26',
    },
    {
      name: 'two NICs that are renamed keep their blocks by address',
      hosts: [host('a', 'ens9=10.1.0.2/24', 'ens8=10.1.0.1/24')],
      want: 'a/ens8 0 192.168.0.0/26, a/ens9 1 192.168.0.64/26',
    },
    {
      name: 'a NIC that is renamed and re-addressed keeps the one block left',
      hosts: [host('a', 'eth1=10.1.0.1/24', 'ens9=10.1.0.77/24')],
      want: 'a/eth1 0 192.168.0.0/26, a/ens9 1 192.168.0.64/26',
    },
    {
      name: 'a new NIC does not inherit from one that is listed without address',
      hosts: [host('a', 'eth1=10.1.0.1/24', 'eth2', 'ens9=10.1.0.77/24')],
      want: 'a/eth1 0 192.168.0.0/26, a/eth2 1 192.168.0.64/26, a/ens9 2 192.168.0.128/26',
    },
    {
      name: 'a host without HostInterface stays while its Node exists',
      nodes: ['a'],
      want: 'a/eth1 0 192.168.0.0/26, a/eth2 1 192.168.0.64/26',
    },
    {
      name: 'a host with neither keeps what its pods hold, and nothing else',
      nodes: [],
      pools: [live],
      want: 'a/eth2 1 192.168.0.64/26',
    },
    {
      name: 'a slice deleted by hand: the pools give the same indexes back',
      hosts: [host('a', 'eth1=10.1.0.1/24', 'eth2=10.1.0.2/24')],
      previous: [],
      pools: [
        pool('net', ['a', 'eth1', '192.168.64.0/18', '192.168.65.64/26']),
        pool('net', ['a', 'eth2', '192.168.64.0/18', '192.168.64.192/26']),
      ],
      want: 'a/eth2 3 192.168.64.192/26, a/eth1 5 192.168.65.64/26',
    },
    {
      name: 'a held block without record and without NIC is given to nobody',
      hosts: [host('a', 'eth1=10.1.0.1/24')],
      nodes: ['a'],
      previous: [],
      pools: [pool('net', ['a', 'eth7', '192.168.0.0/18', '192.168.0.0/26'], 1)],
      want: 'a/eth1 0 192.168.64.0/26',
    },
  ];
  for (const { name, hosts = [], nodes, pools = [], previous = first, want } of cases) {
    it(name, () => {
      const named = nodes ?? hosts.map(({ metadata }) => metadata.name);
      const made = plan({ hosts, nodes: new Set(named), pools, previous });
      expect(
        show(made.entries)
          .map((line) => line.replace(/^.*?: /, ''))
          .join('; '),
      ).to.equal(want);
    });
  }

  it('one block recorded for two hosts: who has pods on it keeps it, the other gets another', () => {
    const [entry] = plan({ hosts: [host('a', 'eth1=10.1.0.1/24')] }).entries as [CidrEntry];
    const twice = [...entry.hosts, ...entry.hosts.map((one) => ({ ...one, hostName: 'b' }))];
    const hosts = [host('a', 'eth1=10.1.0.1/24'), host('b', 'eth1=10.1.0.2/24')];
    const pools = [pool('net', ['b', 'eth1', '192.168.0.0/18', '192.168.0.0/26'], 1)];
    const made = plan({ hosts, pools, previous: [{ ...entry, hosts: twice }] });
    expect(show(made.entries)).to.deep.equal([
      '0 10.1.0.0/24 192.168.0.0/18: b/eth1 0 192.168.0.0/26, a/eth1 1 192.168.0.64/26',
    ]);
  });

  it('a HostInterface that cannot be read is named and takes nothing from the others', () => {
    const bad = host('b', 'eth1');
    const interfaces = [{ interfaceName: 'eth1', netAddress: '10.0.0.300/24', hostIP: '10.0.0.1' }];
    const made = plan({
      hosts: [host('a', 'eth1=10.1.0.1/24'), { ...bad, spec: { hostName: 'b', interfaces } }],
    });
    expect(made.entries).to.have.length(1);
    expect(reasons(made)).to.deep.equal(['InvalidHostInterface']);
  });
});
