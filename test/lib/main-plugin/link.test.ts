import { expect } from 'chai';
import { ipvlan } from '../../../lib/main-plugin/ipvlan.ts';
import { macvlan } from '../../../lib/main-plugin/macvlan.ts';

describe('netConf of ipvlan and macvlan', () => {
  const cases = [
    {
      name: 'mode and mtu',
      plugin: ipvlan,
      args: { mode: 'l3', mtu: '1500' },
      want: '{"cniVersion":"0.3.0","mode":"l3","mtu":1500,"type":"ipvlan"}',
    },
    {
      name: 'a master',
      plugin: ipvlan,
      args: { master: 'eth1' },
      want: '{"cniVersion":"0.3.0","master":"eth1","type":"ipvlan"}',
    },
    {
      name: 'an mtu that is no number counts as 0 and stays, as upstream has it',
      plugin: ipvlan,
      args: { mtu: '9k' },
      want: '{"cniVersion":"0.3.0","mtu":0,"type":"ipvlan"}',
    },
    {
      name: 'an argument that the plugin does not have is dropped',
      plugin: macvlan,
      args: { vlan: '5', mode: 'bridge' },
      want: '{"cniVersion":"0.3.0","mode":"bridge","type":"macvlan"}',
    },
    {
      name: 'no arguments',
      plugin: macvlan,
      args: {},
      want: '{"cniVersion":"0.3.0","type":"macvlan"}',
    },
  ];
  for (const { name, plugin, args, want } of cases) {
    it(`${plugin.type}: ${name}`, () => {
      const conf = plugin.netConf({ cniVersion: '0.3.0', type: plugin.type, args });
      expect(JSON.stringify(conf)).to.equal(want);
    });
  }
});

describe('problems of ipvlan and macvlan', () => {
  const cases = [
    { plugin: ipvlan, args: { mode: 'l3s', mtu: '9000' }, want: /^$/ },
    { plugin: ipvlan, args: { mode: 'bridge' }, want: /args\.mode bridge .* l2, l3, l3s$/ },
    { plugin: macvlan, args: { mode: 'l3' }, want: /args\.mode l3 .* bridge, private/ },
    { plugin: macvlan, args: { mtu: '-1' }, want: /args\.mtu -1 .* "1500"$/ },
    { plugin: macvlan, args: { mtu: '1e3' }, want: /args\.mtu 1e3/ },
  ];
  for (const { plugin, args, want } of cases) {
    it(`${plugin.type} ${JSON.stringify(args)}`, () =>
      expect(plugin.problems({ cniVersion: '0.3.0', type: plugin.type, args }).join('; ')).to.match(
        want,
      ));
  }
});
