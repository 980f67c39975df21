import { expect } from 'chai';

import { wakeOf } from '../../../node-agent/iproute2/monitor-line.ts';

const cases = [
  { line: '[LINK]3: eth1@p1: <NO-CARRIER,BROADCAST,UP> mtu 1500 qdisc noqueue', want: 'link' },
  { line: '    link/[1] 1e:6e:7a:ea:85:11 brd ff:ff:ff:ff:ff:ff', want: undefined },
  { line: '[ADDR]Deleted 3: eth1    inet 10.1.0.1/16 scope 0 eth1', want: 'address' },
  { line: '       valid_lft forever preferred_lft forever', want: undefined },
  { line: '[ROUTE]default via 10.1.0.3 dev eth1 ', want: 'route' },
  { line: '[ROUTE]2 10.1.0.1 dev eth1 table 255 proto 2 scope 254 src 10.1.0.1 ', want: undefined },
  { line: '[ROUTE]Deleted 192.168.1.0/24 nhid 7 dev eth1 table 20000 proto 155 ', want: 'policy' },
  { line: '[RULE]32000:\tfrom 192.168.0.0/16 lookup 20000 proto 155', want: 'policy' },
  { line: '[NEXTHOP]id 7 via 10.1.0.2 dev eth1 scope 253 proto 155 ', want: 'policy' },
  { line: '[OTHER]what is not known is no reason', want: undefined },
  { line: '', want: undefined },
];

describe('wakeOf', () => {
  for (const { line, want } of cases) {
    it(`${want}: ${line.trim()}`, () => expect(wakeOf(line)).to.equal(want));
  }
});
