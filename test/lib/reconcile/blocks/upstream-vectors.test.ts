import { expect } from 'chai';
import type { HostInterface } from '../../../../lib/api/types.ts';
import type { BlockPlan } from '../../../../lib/reconcile/blocks/types.ts';
import { cidr, host, join, plan, show } from './fixture.ts';

/** The network of upstream's unit tests: hosts have eth1 on net A and eth2 on net B. */
const upstream = {
  interfaceBlock: 2,
  hostBlock: 8,
  excludes: ['192.168.0.64/26', '192.168.0.128/30'].map(cidr),
  masterNets: ['10.242.0.0/24', '10.242.1.0/24', '10.242.2.0/24', '10.242.3.0/24'].map(cidr),
};
const ab = (name: string, last: number): HostInterface =>
  host(name, `eth1=10.242.0.${last}/24`, `eth2=10.242.1.${last}/24`);
const blocks = (made: BlockPlan): number => made.entries.flatMap(({ hosts }) => hosts).length;

describe('planBlocks against the results of upstream', () => {
  it('the example of the documentation: hostBlock 6, interfaceBlock 2, networks A and B', () => {
    const made = plan({ config: { hostBlock: 6 }, hosts: [ab('host1', 1), ab('host2', 2)] });
    expect(show(made.entries)).to.deep.equal([
      '0 10.242.0.0/24 192.168.0.0/18: host1/eth1 0 192.168.0.0/24, host2/eth1 1 192.168.1.0/24',
      '1 10.242.1.0/24 192.168.64.0/18: host1/eth2 0 192.168.64.0/24, host2/eth2 1 192.168.65.0/24',
    ]);
  });

  const joined = [ab('h0', 10), ab('h1', 11), ab('h2', 12)];
  const three = (): BlockPlan => join(joined, { config: upstream });
  const placeholders = ['2 10.242.2.0/24 192.168.128.0/18: ', '3 10.242.3.0/24 192.168.192.0/18: '];

  it('h0, h1, h2 join: the excluded block 1 of net A is skipped', () =>
    expect(show(three().entries)).to.deep.equal([
      '0 10.242.0.0/24 192.168.0.0/18: h0/eth1 0 192.168.0.0/26, h1/eth1 2 192.168.0.128/26, h2/eth1 3 192.168.0.192/26',
      '1 10.242.1.0/24 192.168.64.0/18: h0/eth2 0 192.168.64.0/26, h1/eth2 1 192.168.64.64/26, h2/eth2 2 192.168.64.128/26',
      ...placeholders,
    ]));

  const fourth = [ab('h0', 10), ab('h2', 12), ab('h3', 13)];
  const fourthJoined = (): BlockPlan =>
    plan({ config: upstream, hosts: fourth, previous: three().entries });

  it('h1 vanishes, h3 joins: the freed low index is not reused', () =>
    expect(show(fourthJoined().entries)).to.deep.equal([
      '0 10.242.0.0/24 192.168.0.0/18: h0/eth1 0 192.168.0.0/26, h2/eth1 3 192.168.0.192/26, h3/eth1 4 192.168.1.0/26',
      '1 10.242.1.0/24 192.168.64.0/18: h0/eth2 0 192.168.64.0/26, h2/eth2 2 192.168.64.128/26, h3/eth2 3 192.168.64.192/26',
      ...placeholders,
    ]));

  it('the HostInterface of h3 is gone but its Node exists: nothing changes', () => {
    const previous = fourthJoined().entries;
    const nodes = new Set(['h0', 'h2', 'h3']);
    const made = plan({ config: upstream, hosts: fourth.slice(0, 2), nodes, previous });
    expect(made.entries).to.deep.equal(previous);
    expect(made.gone).to.deep.equal([]);
  });

  it("Node h3 gone too and h4 joins: h4 gets h3's former top index", () => {
    const hosts = [...fourth.slice(0, 2), ab('h4', 14)];
    const made = plan({ config: upstream, hosts, previous: fourthJoined().entries });
    expect(show(made.entries).slice(0, 2)).to.deep.equal([
      '0 10.242.0.0/24 192.168.0.0/18: h0/eth1 0 192.168.0.0/26, h2/eth1 3 192.168.0.192/26, h4/eth1 4 192.168.1.0/26',
      '1 10.242.1.0/24 192.168.64.0/18: h0/eth2 0 192.168.64.0/26, h2/eth2 2 192.168.64.128/26, h4/eth2 3 192.168.64.192/26',
    ]);
    expect(made.gone).to.deep.equal(['h3']);
  });

  it('the changes of "Dynamically compute CIDR": blocks follow hosts and interfaces', () => {
    const eth99 = host('h1', 'eth1=10.242.0.11/24', 'eth2=10.242.1.11/24', 'eth99=10.242.2.11/24');
    const passes: readonly { name: string; hosts: readonly HostInterface[]; want: number }[] = [
      { name: 'new', hosts: joined.slice(0, 2), want: 4 },
      { name: 'nothing changed', hosts: joined.slice(0, 2), want: 4 },
      { name: 'add host', hosts: joined, want: 6 },
      { name: 'add iface', hosts: [ab('h0', 10), eth99, ab('h2', 12)], want: 7 },
      { name: 'remove iface', hosts: joined, want: 6 },
      { name: 'add back', hosts: [ab('h0', 10), eth99, ab('h2', 12)], want: 7 },
      { name: 'remove host', hosts: [ab('h0', 10), eth99], want: 5 },
      { name: 'add host back', hosts: [ab('h0', 10), eth99, ab('h2', 12)], want: 7 },
    ];
    let made = plan({ config: upstream });
    for (const { name, hosts, want } of passes) {
      const before = made.entries;
      made = plan({ config: upstream, hosts, previous: before });
      expect(blocks(made), name).to.equal(want);
      if (name === 'nothing changed') expect(made.entries).to.deep.equal(before);
      else expect(made.entries, name).not.to.deep.equal(before);
      const indexes = made.entries.map(({ interfaceIndex }) => interfaceIndex);
      expect(new Set(indexes).size, name).to.equal(indexes.length);
      expect(Math.min(...indexes), name).to.be.at.least(0);
    }
  });

  it('network B removed from all hosts, then D appears: D gets the freed interface index 1', () => {
    const [a, b, d] = ['eth1=10.1.0.1/24', 'eth2=10.2.0.1/24', 'eth4=10.4.0.1/24'];
    const both = plan({ hosts: [host('h0', a, b)] });
    const one = plan({ hosts: [host('h0', a)], previous: both.entries });
    expect(show(one.entries)).to.have.length(1);
    expect(show(plan({ hosts: [host('h0', a, d)], previous: one.entries }).entries)).to.deep.equal([
      '0 10.1.0.0/24 192.168.0.0/18: h0/eth1 0 192.168.0.0/26',
      '1 10.4.0.0/24 192.168.64.0/18: h0/eth4 0 192.168.64.0/26',
    ]);
  });

  it('exclude 192.168.64.0/18 with 3 masterNets: interface indexes 0, 2, 3', () => {
    const masterNets = upstream.masterNets.slice(0, 3);
    const made = plan({ config: { masterNets, excludes: [cidr('192.168.64.0/18')] } });
    expect(made.entries.map(({ interfaceIndex }) => interfaceIndex)).to.deep.equal([0, 2, 3]);
  });

  it('a renamed NIC and a changed address keep the block, fields are refreshed', () => {
    const { entries: previous } = plan({ hosts: [host('h0', 'eth1=10.1.0.1/24')] });
    const [renamed] = plan({ hosts: [host('h0', 'ens5=10.1.0.1/24')], previous }).entries;
    const [moved] = plan({ hosts: [host('h0', 'eth1=10.1.0.9/24')], previous }).entries;
    expect(renamed?.hosts[0]).to.deep.equal({ ...previous[0]?.hosts[0], interfaceName: 'ens5' });
    expect(moved?.hosts[0]).to.deep.equal({ ...previous[0]?.hosts[0], hostIP: '10.1.0.9' });
  });

  it('a host with only a network outside of masterNets is ignored', () => {
    const given = { config: { masterNets: [cidr('10.1.0.0/24')] } };
    const made = plan({ ...given, hosts: [host('h0', 'eth1=10.9.0.1/24')] });
    expect(show(made.entries)).to.deep.equal(['0 10.1.0.0/24 192.168.0.0/18: ']);
    expect(made.findings).to.deep.equal([]);
  });

  it('unmanaged hosts, no subnet and no bits: every network is the block of its host', () => {
    const made = plan({
      config: { network: 'multinic-unmanaged', subnet: undefined, hostBlock: 0, interfaceBlock: 0 },
      hosts: [
        host('node-1', 'eth0=192.168.0.1/24', 'eth1=192.168.1.1/24'),
        host('node-2', 'eth0=192.168.2.1/24', 'eth1=192.168.3.1/24'),
      ],
    });
    expect(show(made.entries)).to.deep.equal([
      '0 192.168.0.0/24 192.168.0.0/24: node-1/eth0 0 192.168.0.0/24',
      '1 192.168.1.0/24 192.168.1.0/24: node-1/eth1 0 192.168.1.0/24',
      '2 192.168.2.0/24 192.168.2.0/24: node-2/eth0 0 192.168.2.0/24',
      '3 192.168.3.0/24 192.168.3.0/24: node-2/eth1 0 192.168.3.0/24',
    ]);
    expect(made.entries[0]?.hosts[0]?.ippool).to.equal('multinic-unmanaged-192.168.0.0-24');
  });

  const split = [
    { name: 'no subnet, /24 and hostBlock 4: /28', net: '10.1.0.1/24', want: '10.1.0.0/28' },
    { name: 'no subnet, /16 and hostBlock 4: /20', net: '10.1.0.1/16', want: '10.1.0.0/20' },
  ];
  for (const { name, net, want } of split) {
    it(name, () => {
      const given = { subnet: undefined, hostBlock: 4, interfaceBlock: 0 };
      const made = plan({ config: given, hosts: [host('h0', `eth1=${net}`)] });
      expect(made.entries[0]?.hosts[0]?.podCIDR).to.equal(want);
    });
  }

  it('no subnet: as many entries as networks, none without interfaces', () => {
    const given = { subnet: undefined, hostBlock: 4, interfaceBlock: 0 };
    expect(plan({ config: given, hosts: joined }).entries).to.have.length(2);
    expect(plan({ config: given }).entries).to.have.length(0);
  });
});
