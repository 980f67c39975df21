import { expect } from 'chai';
import type { JsonObject } from '../../../cni/protocol/types.ts';
import { planIpam } from '../../../node-agent/attach/ipam-plan.ts';
import { type LinkSpec } from '../../../node-agent/attach/link-spec.ts';
import { macvlanConf, requestOf } from './fixture.ts';

const plan = (change: JsonObject, args = {}, kind: LinkSpec['kind'] = 'ipvlan') => {
  const conf = { ...macvlanConf, plugin: { type: kind, cniVersion: '0.3.1' }, ...change };
  const request = requestOf('ADD', { containerID: 'c', conf, args });
  return planIpam({
    request,
    spec: { kind, mode: '' },
    masters: ['eth1', 'eth2'],
    names: ['net1-0', 'net1-1'],
  });
};

describe('planIpam', () => {
  const hostLocal = { type: 'host-local', subnet: '10.0.0.0/24' };

  it('serves multi-nic-ipam from our pools, with and without multiNICIPAM', () => {
    const ipam = { type: 'multi-nic-ipam', routes: [{ dst: '10.9.0.0/16', gw: '10.0.0.1' }] };
    for (const multiNICIPAM of [true, false])
      expect(plan({ ipam, multiNICIPAM })).to.deep.equal({
        kind: 'pools',
        routes: [{ route: { dst: '10.9.0.0/16', gw: '10.0.0.1' } }],
        dns: {},
      });
  });
  it('executes any other IPAM plugin once for each link, in the version of the plugin block', () =>
    expect(plan({ ipam: hostLocal, multiNICIPAM: false })).to.deep.equal({
      kind: 'delegates',
      shape: 'each',
      calls: ['eth1', 'eth2'].map((master, index) => ({
        plugin: 'host-local',
        ifName: `net1-${index}`,
        config: {
          cniVersion: '0.3.1',
          name: `net1-${index}`,
          type: 'ipvlan',
          master,
          ipam: hostLocal,
        },
      })),
    }));
  it('executes it once for all with multiNICIPAM, and tells it the masters', () => {
    const planned = plan({ ipam: hostLocal });
    expect(planned).to.include({ kind: 'delegates', shape: 'all' });
    expect(planned)
      .to.have.nested.property('calls[0].config')
      .that.deep.includes({
        name: 'net',
        masters: ['eth1', 'eth2'],
        ipam: hostLocal,
      });
  });
  it('takes the addresses of prevResult', () => {
    const ips = ['10.0.0.5/24', '10.0.1.5/24'].map((address) => ({ address }));
    expect(plan({ prevResult: { cniVersion: '1.1.0', ips } }))
      .to.have.nested.property('addressing.byMaster')
      .that.deep.equals(ips.map((ip) => [ip]));
  });
  const multi = {
    type: 'multi-config',
    ipam_type: 'whereabouts',
    args: { eth1: { range: 'r1' }, eth2: { range: 'r2', network_name: 'own' } },
  };
  it('gives each master its block of multi-config', () => {
    const planned = plan({ ipam: multi, multiNICIPAM: false });
    const blocks =
      planned.kind === 'delegates' ? planned.calls.map(({ config }) => config['ipam']) : [];
    expect(blocks).to.deep.equal([
      { network_name: 'eth1', range: 'r1', type: 'whereabouts' },
      { network_name: 'own', range: 'r2', type: 'whereabouts' },
    ]);
  });
  it('lets IP= of CNI_ARGS win over multi-config', () =>
    expect(plan({ ipam: multi }, { IP: '10.0.0.5/24,10.0.1.5/24' }))
      .to.have.nested.property('addressing.byMaster')
      .that.deep.equals([[{ address: '10.0.0.5/24' }], [{ address: '10.0.1.5/24' }]]));
  it('leaves macvlan without ipam without addresses', () =>
    expect(plan({ ipam: {} }, {}, 'macvlan'))
      .to.have.nested.property('addressing.byMaster')
      .that.deep.equals([[], []]));

  const refused: readonly {
    name: string;
    change: JsonObject;
    args?: Record<string, string>;
    want: string;
  }[] = [
    {
      name: 'ipvlan without ipam',
      change: { ipam: {} },
      want: 'IPAM plugin returned missing IP config',
    },
    {
      name: 'fewer addresses than NICs',
      change: { prevResult: { ips: [{ address: '10.0.0.5/24' }] } },
      want: '1 addresses for 2 NICs',
    },
    {
      name: 'IP= without a prefix length',
      change: { ipam: multi },
      args: { IP: '10.0.0.5,10.0.1.5' },
      want: 'IP=10.0.0.5 has no prefix length',
    },
    {
      name: 'multi-config without a master',
      change: { ipam: { ...multi, args: { eth1: {} } } },
      want: 'zero config: ipam.args of eth2',
    },
    {
      name: 'multi-config with null for a master',
      change: { ipam: { ...multi, args: { eth1: {}, eth2: null } } },
      want: 'ipam.args of eth2',
    },
    {
      name: 'multi-config without a plugin',
      change: { ipam: { ...multi, ipam_type: null } },
      want: 'zero config: ipam.ipam_type',
    },
    {
      name: 'multi-config with a path for a plugin',
      change: { ipam: { ...multi, ipam_type: '../sh' } },
      want: 'ipam.ipam_type: "../sh" is not the name',
    },
    {
      name: 'a route without a prefix',
      change: { ipam: { type: 'multi-nic-ipam', routes: [{ dst: 'x', gw: '10.0.0.1' }] } },
      want: 'ipam.routes[0].dst',
    },
    {
      name: 'routes that are no list',
      change: { ipam: { type: 'multi-nic-ipam', routes: 'all' } },
      want: 'ipam.routes',
    },
  ];
  for (const { name, change, args, want } of refused)
    it(`refuses ${name}`, () => expect(() => plan(change, args)).to.throw(want));
});
