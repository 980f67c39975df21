import { expect } from 'chai';

import type { CIDR, MultiNicNetwork } from '../../../lib/api/types.ts';
import { desiredRoutes } from '../../../node-agent/routes/desired.ts';
import { protectedRanges } from '../../../node-agent/routes/protected.ts';

const names = { apiVersion: 'multinic.fms.io/v1', metadata: { name: 'net' } };
const network: MultiNicNetwork = {
  ...names,
  kind: 'MultiNicNetwork',
  spec: { ipam: '{}', multiNICIPAM: true, plugin: { cniVersion: '0.3.0', type: 'ipvlan' } },
};
const cidr = (subnet: string): CIDR => ({
  ...names,
  kind: 'CIDR',
  spec: {
    config: {
      name: 'net',
      type: 'ipvlan',
      subnet,
      masterNets: [],
      hostBlock: 6,
      interfaceBlock: 2,
      vlanMode: 'l3',
    },
    cidr: [],
  },
});

const facts = {
  notOffered: [
    {
      interfaceName: 'eth0',
      netAddress: '10.250.7.0/24',
      reason: 'Primary' as const,
      message: '',
    },
    {
      interfaceName: 'br0',
      netAddress: '10.9.0.0/24',
      reason: 'KindNotSelected' as const,
      message: '',
    },
  ],
};
const ranges = protectedRanges(facts, ['10.251.0.4', 'fd00::4'], '10.96.0.1');

describe('a network over what keeps the node in the cluster', () => {
  for (const { name, subnet, what } of [
    {
      name: 'the network of the way out',
      subnet: '10.250.0.0/16',
      what: "eth0, this node's way out",
    },
    {
      name: 'a part of that network',
      subnet: '10.250.7.128/25',
      what: "eth0, this node's way out",
    },
    { name: 'an InternalIP', subnet: '10.251.0.0/16', what: 'the address of this node' },
    { name: 'the API server', subnet: '10.96.0.0/12', what: 'the API server' },
  ]) {
    it(`gets no rule and no route, and is Failed: ${name}`, () => {
      const known = { networks: [network], pools: [], cidrs: [cidr(subnet)] };
      const { networks, findings } = desiredRoutes(known, 'node-1', ranges);
      expect(networks).to.deep.equal([]);
      expect(findings.map(({ reason, network: of }) => [reason, of])).to.deep.equal([
        ['SubnetCoversNode', 'net'],
      ]);
      expect(findings[0]?.message).to.include(subnet).and.to.include(what);
    });
  }

  it('is served beside them', () => {
    const known = { networks: [network], pools: [], cidrs: [cidr('192.168.0.0/16')] };
    expect(desiredRoutes(known, 'node-1', ranges)).to.deep.include({ findings: [] });
  });

  it('takes an API server by name for no range', () => {
    expect(protectedRanges(undefined, [], 'api.example')).to.deep.equal([]);
  });
});
