import { expect } from 'chai';
import type { MultiNicNetwork, RouteStatus } from '../../../lib/api/types.ts';
import { isL3 } from '../../../node-agent/loops/l3.ts';

const ipam = (vlanMode: string): string => JSON.stringify({ type: 'multi-nic-ipam', vlanMode });

function network(spec: { ipam: string; multiNICIPAM?: boolean }, routeStatus?: RouteStatus) {
  const plugin = { cniVersion: '0.3.0', type: 'ipvlan' };
  const status = {
    computeResults: [],
    discovery: { existDaemon: 0, infoAvailable: 0, cidrProcessed: 0 },
    configStatus: 'Success',
    message: '',
    lastSyncTime: '2026-11-21T08:00:00Z',
  } as const;
  const made: MultiNicNetwork = {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'MultiNicNetwork',
    metadata: { name: 'net' },
    spec: { multiNICIPAM: true, plugin, ...spec },
    ...(routeStatus === undefined ? {} : { status: { ...status, routeStatus } }),
  };
  return made;
}

describe('isL3', () => {
  const cases = [
    { name: 'l3', network: network({ ipam: ipam('l3') }), want: true },
    { name: 'l3s', network: network({ ipam: ipam('l3s') }), want: true },
    { name: 'l2', network: network({ ipam: ipam('l2') }), want: false },
    { name: 'l2 without routes', network: network({ ipam: ipam('l2') }, 'N/A'), want: false },
    {
      name: 'another IPAM plugin',
      network: network({ ipam: '{"type":"host-local"}' }),
      want: false,
    },
    {
      name: 'IPAM of single NICs',
      network: network({ ipam: ipam('l3'), multiNICIPAM: false }),
      want: false,
    },
    {
      name: 'an edit to l2 that waits for pods to leave',
      network: network({ ipam: ipam('l2') }, 'Success'),
      want: true,
    },
    { name: 'an edit that cannot be read', network: network({ ipam: '{' }, 'Failed'), want: true },
  ];
  for (const { name, network: given, want } of cases) {
    it(`${name}: ${want}`, () => expect(isL3(given)).to.equal(want));
  }
});
