import { expect } from 'chai';
import { type LinkSpec } from '../../../node-agent/attach/link-spec.ts';
import { planLinks } from '../../../node-agent/attach/plan-links.ts';
import type { Entry } from '../../../node-agent/journal/ledger.ts';
import type { AttachedLink } from '../../../node-agent/journal/types.ts';
import { sampleAttachment } from '../journal/sample.ts';

describe('planLinks', () => {
  const master = { name: 'eth1', mac: '52:54:00:00:00:01', mtu: 9000, up: true };
  const plan = (spec: LinkSpec, neighbours: readonly AttachedLink[] = []) =>
    planLinks({
      spec,
      masters: ['eth1'],
      names: ['net1-0'],
      links: new Map([['eth1', master]]),
      entries: neighbours.map(
        (link): Entry => ({
          attachment: { ...sampleAttachment('c', []), links: [link] },
          state: 'attached',
        }),
      ),
      entropy: (length) => new Uint8Array(length),
    });
  const ipvlan: AttachedLink = {
    name: 'n',
    master: 'eth1',
    kind: 'ipvlan',
    mode: 'l2',
    mac: master.mac,
  };

  it("gives ipvlan its master's MAC and MTU", () =>
    expect(plan({ kind: 'ipvlan', mode: 'l3' })).to.deep.equal([
      { ...ipvlan, name: 'net1-0', mode: 'l3', mtu: 9000 },
    ]));
  it('gives macvlan a MAC of its own', () =>
    expect(plan({ kind: 'macvlan', mode: 'bridge', mtu: 1500 })[0]).to.include({
      mac: '02:00:00:00:00:00',
      mtu: 1500,
    }));

  const refused: readonly { name: string; spec: LinkSpec; beside?: AttachedLink; want: string }[] =
    [
      {
        name: 'an MTU above the master',
        spec: { kind: 'ipvlan', mode: 'l2', mtu: 9001 },
        want: '9001 is more than the 9000 of NIC eth1',
      },
      {
        name: 'another ipvlan mode on the master',
        spec: { kind: 'ipvlan', mode: 'l3' },
        beside: ipvlan,
        want: 'ipvlan l3 does not go with ipvlan l2',
      },
      {
        name: 'macvlan beside ipvlan',
        spec: { kind: 'macvlan', mode: 'bridge' },
        beside: ipvlan,
        want: 'on NIC eth1',
      },
    ];
  for (const { name, spec, beside, want } of refused)
    it(`refuses ${name}`, () =>
      expect(() => plan(spec, beside === undefined ? [] : [beside])).to.throw(want));
  it('allows the same mode, and any mode on another NIC', () => {
    expect(plan({ kind: 'ipvlan', mode: 'l2' }, [ipvlan])).to.have.length(1);
    expect(plan({ kind: 'ipvlan', mode: 'l3' }, [{ ...ipvlan, master: 'eth2' }])).to.have.length(1);
  });
});
