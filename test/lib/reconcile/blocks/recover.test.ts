import { expect } from 'chai';
import { annotations } from '../../../../lib/api/meta.ts';
import type { IPPool } from '../../../../lib/api/types.ts';
import { cidr, host, plan, pool, show } from './fixture.ts';

const named = (one: IPPool, net: string): IPPool => ({
  ...one,
  metadata: { ...one.metadata, annotations: { [annotations.hostNetwork]: net } },
});

describe('recoverRecords, as the plan of a network without slices shows it', () => {
  // eth1 of a moved from 10.1.0.0/24 while a pod held an address.
  const hosts = [host('a', 'eth1=10.2.0.1/24 down'), host('b', 'eth1=10.2.0.2/24')];
  const left = pool('net', ['a', 'eth1', '192.168.0.0/18', '192.168.0.0/26'], 1);
  const stays = pool('net', ['b', 'eth1', '192.168.64.0/18', '192.168.64.64/26'], 1);

  it('a block whose NIC has moved is not taken for one of the new network', () => {
    const pools = [named(left, '10.1.0.0/24'), named(stays, '10.2.0.0/24')];
    expect(show(plan({ hosts, pools }).entries)).to.deep.equal([
      '1 10.2.0.0/24 192.168.64.0/18: b/eth1 1 192.168.64.64/26',
    ]);
  });

  for (const [name, net] of [
    ['a pool that names no network', undefined],
    ['a pool whose network cannot be read', '10.1.0'],
  ] as const) {
    it(`${name} is its NIC's on whatever network that is`, () => {
      const pools = [net === undefined ? stays : named(stays, net)];
      expect(show(plan({ hosts, pools }).entries)).to.deep.equal([
        '1 10.2.0.0/24 192.168.64.0/18: b/eth1 1 192.168.64.64/26',
      ]);
    });
  }

  it('of two blocks that pods hold the one that is not excluded stays', () => {
    const pools = [
      pool('net', ['b', 'eth1', '192.168.0.0/18', '192.168.0.0/26'], 1),
      pool('net', ['b', 'eth1', '192.168.0.0/18', '192.168.0.192/26'], 1),
    ];
    const excludes = [cidr('192.168.0.0/26')];
    expect(show(plan({ hosts, pools, config: { excludes } }).entries)).to.deep.equal([
      '0 10.2.0.0/24 192.168.0.0/18: b/eth1 3 192.168.0.192/26',
    ]);
  });
});
