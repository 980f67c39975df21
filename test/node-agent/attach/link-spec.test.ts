import { expect } from 'chai';
import type { JsonObject } from '../../../cni/protocol/types.ts';
import { readLinkSpec } from '../../../node-agent/attach/link-spec.ts';

describe('readLinkSpec', () => {
  const cases: readonly { name: string; plugin: JsonObject & { type: string }; want: unknown }[] = [
    {
      name: "macvlan takes the l2 of upstream's samples for bridge",
      plugin: { type: 'macvlan', mode: 'l2' },
      want: { kind: 'macvlan', mode: 'bridge' },
    },
    { name: 'ipvlan is l2', plugin: { type: 'ipvlan' }, want: { kind: 'ipvlan', mode: 'l2' } },
    {
      name: 'ipvlan l3 with an MTU',
      plugin: { type: 'ipvlan', mode: 'l3', mtu: 1400 },
      want: { kind: 'ipvlan', mode: 'l3', mtu: 1400 },
    },
    {
      name: 'macvlan is bridge; 0 and "" are nothing',
      plugin: { type: 'macvlan', mode: '', mtu: 0 },
      want: { kind: 'macvlan', mode: 'bridge' },
    },
    {
      name: 'an MTU as text',
      plugin: { type: 'macvlan', mtu: '9000' },
      want: { kind: 'macvlan', mode: 'bridge', mtu: 9000 },
    },
    { name: 'sriov', plugin: { type: 'sriov' }, want: 'unsupported device type: sriov' },
    {
      name: 'a mode of the other kind',
      plugin: { type: 'ipvlan', mode: 'bridge' },
      want: 'l2, l3',
    },
    { name: 'a mode that is no text', plugin: { type: 'ipvlan', mode: 3 }, want: 'plugin.mode: 3' },
    { name: 'an MTU below IPv4', plugin: { type: 'macvlan', mtu: 67 }, want: 'plugin.mtu: 67' },
    { name: 'an MTU above Ethernet', plugin: { type: 'macvlan', mtu: 65_536 }, want: 'plugin.mtu' },
    { name: 'an MTU with a unit', plugin: { type: 'macvlan', mtu: '9k' }, want: '"9k" is no MTU' },
    { name: 'a negative MTU', plugin: { type: 'macvlan', mtu: -1 }, want: '-1 is no MTU' },
  ];
  for (const { name, plugin, want } of cases) {
    it(`reads or refuses: ${name}`, () => {
      if (typeof want === 'string') expect(() => readLinkSpec(plugin)).to.throw(want);
      else expect(readLinkSpec(plugin)).to.deep.equal(want);
    });
  }

  it('refuses a configuration without plugin', () =>
    expect(() => readLinkSpec(undefined)).to.throw('plugin: missing'));
});
