import { expect } from 'chai';
import type { HostInterface } from '../../../../lib/api/types.ts';
import type { BlockPlan } from '../../../../lib/reconcile/blocks/types.ts';
import { cidr, type Given, host, join, plan, reasons, show } from './fixture.ts';

/** The network of upstream's unit tests: hosts have eth1 on net A and eth2 on net B. */
const upstream = {
  interfaceBlock: 2,
  hostBlock: 8,
  excludes: ['192.168.0.64/26', '192.168.0.128/30'].map(cidr),
  masterNets: ['10.242.0.0/24', '10.242.1.0/24', '10.242.2.0/24', '10.242.3.0/24'].map(cidr),
};
const blocks = (made: BlockPlan): number => made.entries.flatMap(({ hosts }) => hosts).length;

describe('planBlocks where upstream is wrong', () => {
  it('hostBlock 1, a third host: it is named, the two stay; one dies and it takes the gap', () => {
    const given = { hostBlock: 1, excludes: [] };
    const [a, b, c] = ['a', 'b', 'c'].map((name, at) => host(name, `eth1=10.1.0.${at + 1}/24`)) as [
      HostInterface,
      HostInterface,
      HostInterface,
    ];
    const full = plan({ config: given, hosts: [a, b, c] });
    expect(show(full.entries)[0]).to.contain('a/eth1 0 192.168.0.0/19, b/eth1 1 192.168.32.0/19');
    expect(full.findings.map(({ message }) => message).join()).to.match(
      /10\.1\.0\.0\/24.*c \(eth1\)/,
    );
    const after = plan({ config: given, hosts: [b, c], previous: full.entries });
    expect(show(after.entries)[0]).to.contain('c/eth1 0 192.168.0.0/19, b/eth1 1 192.168.32.0/19');
    expect(after.findings).to.deep.equal([]);
  });

  it('hosts are numbered by name, in whatever order they come (upstream: at random)', () => {
    const a = host('a', 'eth1=10.1.0.3/24');
    const b = host('b', 'eth1=10.1.0.1/24');
    const c = host('c', 'eth1=10.1.0.2/24');
    for (const hosts of [
      [c, a, b],
      [b, c, a],
    ])
      expect(show(plan({ hosts }).entries)).to.deep.equal([
        '0 10.1.0.0/24 192.168.0.0/18: a/eth1 0 192.168.0.0/26, b/eth1 1 192.168.0.64/26, c/eth1 2 192.168.0.128/26',
      ]);
  });

  it('one failed add (upstream A5) does not lose the other changes', () => {
    const [a, b] = [host('a', 'eth1=10.1.0.1/24'), host('b', 'eth1=10.1.0.2/24')];
    const previous = plan({ config: { hostBlock: 1 }, hosts: [a, b] }).entries;
    const moved = host('a', 'eth1=10.1.0.77/24');
    const hosts = [moved, b, host('c', 'eth1=10.1.0.3/24')];
    const made = plan({ config: { hostBlock: 1 }, hosts, previous });
    expect(made.entries[0]?.hosts[0]?.hostIP).to.equal('10.1.0.77');
  });

  it('5 networks with interfaceBlock 2: the fifth is named, not silently skipped', () => {
    const nics = [1, 2, 3, 4, 5].map((at) => `eth${at}=10.${at}.0.1/24`);
    const made = plan({ hosts: [host('h0', ...nics)] });
    expect(made.entries).to.have.length(4);
    expect(reasons(made)).to.deep.equal(['InterfaceBlocksExhausted']);
    expect(made.findings[0]?.message).to.contain('10.5.0.0/24');
  });

  const endless: readonly { name: string; given: Given; entries: number }[] = [
    {
      name: 'more masterNets than interface blocks',
      given: { config: { interfaceBlock: 1, masterNets: upstream.masterNets } },
      entries: 2,
    },
    {
      name: 'interfaceBlock 0 with two masterNets',
      given: { config: { interfaceBlock: 0, masterNets: upstream.masterNets.slice(0, 2) } },
      entries: 1,
    },
    {
      name: 'an excluded block leaves too few',
      given: { config: { masterNets: upstream.masterNets, excludes: [cidr('192.168.64.0/18')] } },
      entries: 3,
    },
  ];
  for (const { name, given, entries } of endless) {
    it(`ends, and says so (upstream A1 never does): ${name}`, () => {
      const made = plan(given);
      expect(made.entries).to.have.length(entries);
      expect(new Set(reasons(made))).to.deep.equal(new Set(['InterfaceBlocksExhausted']));
    });
  }

  it('all host blocks excluded: no host, and said', () => {
    const hosts = [host('h0', 'eth1=10.1.0.1/24')];
    const excludes = [cidr('192.168.0.0/19'), cidr('192.168.32.0/19')];
    const made = plan({ config: { hostBlock: 1, excludes, interfaceBlock: 2 }, hosts });
    expect(blocks(made)).to.equal(0);
    expect(reasons(made)).to.deep.equal(['HostBlocksExhausted']);
  });

  it('a masterNet that no host has: hosts is [], never null (upstream A6)', () =>
    expect(plan({ config: upstream }).entries.map(({ hosts }) => hosts)).to.deep.equal([
      [],
      [],
      [],
      [],
    ]));

  it('two NICs of one host on one network: a block each, and nothing flips', () => {
    const hosts = [
      host('h0', 'eth1=10.1.0.1/24', 'eth2=10.1.0.2/24'),
      host('h1', 'eth1=10.1.0.3/24'),
    ];
    const made = plan({ hosts });
    expect(show(made.entries)).to.deep.equal([
      '0 10.1.0.0/24 192.168.0.0/18: h0/eth1 0 192.168.0.0/26, h0/eth2 1 192.168.0.64/26, h1/eth1 2 192.168.0.128/26',
    ]);
    expect(plan({ hosts, previous: made.entries }).entries).to.deep.equal(made.entries);
  });

  it('hostBlock 0 and two hosts on one network: the second is named instead of sharing the block', () => {
    const hosts = [host('h0', 'eth1=10.1.0.1/24'), host('h1', 'eth1=10.1.0.2/24')];
    for (const subnet of [cidr('192.168.0.0/16'), undefined]) {
      const made = plan({ config: { subnet, hostBlock: 0 }, hosts });
      expect(blocks(made)).to.equal(1);
      expect(made.findings.map(({ message }) => message).join()).to.contain('h1 (eth1)');
    }
  });

  it('no subnet: A, B, C; B removed; D added: D gets the free index 1, not that of C', () => {
    const given = { subnet: undefined, hostBlock: 0, interfaceBlock: 0 };
    const [a, b, c, d] = [1, 2, 3, 4].map((at) => `eth${at}=10.${at}.0.1/24`) as [
      string,
      string,
      string,
      string,
    ];
    let made = plan({ config: given, hosts: [host('h0', a, b, c)] });
    made = plan({ config: given, hosts: [host('h0', a, c)], previous: made.entries });
    made = plan({ config: given, hosts: [host('h0', a, c, d)], previous: made.entries });
    const indexes = made.entries.map(({ netAddress, interfaceIndex }) => [
      netAddress,
      interfaceIndex,
    ]);
    expect(indexes).to.deep.equal([
      ['10.1.0.0/24', 0],
      ['10.4.0.0/24', 1],
      ['10.3.0.0/24', 2],
    ]);
  });

  it('no subnet, /24 and hostBlock 8 gives /32 blocks that hold nobody: said, none made', () => {
    const given = { subnet: undefined, hostBlock: 8, interfaceBlock: 2 };
    const made = plan({ config: given, hosts: [host('h0', 'eth1=10.1.0.1/24')] });
    expect(blocks(made)).to.equal(0);
    expect(reasons(made)).to.deep.equal(['BitsDoNotFit']);
  });

  it('excluding the block of a host (upstream A4 duplicates others) moves that host alone', () => {
    const previous = join(
      ['a', 'b', 'c'].map((name, at) => host(name, `eth1=10.1.0.${at + 1}/24`)),
      {},
    ).entries;
    const hosts = ['a', 'b', 'c'].map((name, at) => host(name, `eth1=10.1.0.${at + 1}/24`));
    const made = plan({ config: { excludes: [cidr('192.168.0.64/26')] }, hosts, previous });
    expect(show(made.entries)[0]).to.match(/: a\/eth1 0 .*, c\/eth1 2 .*, b\/eth1 3 [^,]*$/);
  });
});
