import { expect } from 'chai';

import type { HostInterface, MultiNicNetwork, NotOffered } from '../../../lib/api/types.ts';
import { leftOut } from '../../../lib/reconcile/network/left-out.ts';
import { gatewayNote } from '../../../lib/reconcile/network/routes.ts';

const host = (
  name: string,
  nets: readonly string[],
  notOffered: readonly NotOffered[] = [],
): HostInterface => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'HostInterface',
  metadata: { name },
  spec: {
    hostName: name,
    interfaces: nets.map((netAddress, at) => ({ interfaceName: `eth${at + 1}`, netAddress })),
  },
  status: { notOffered },
});

const network = (...masterNets: string[]): MultiNicNetwork => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'MultiNicNetwork',
  metadata: { name: 'net' },
  spec: { masterNets, ipam: '{}', plugin: { type: 'ipvlan', cniVersion: '0.3.0' } },
});

const port: NotOffered = {
  interfaceName: 'eth2',
  netAddress: '10.242.2.0/24',
  reason: 'Port',
  message: 'NIC eth2 is a port of bridge br0',
};

describe('leftOut', () => {
  const one = host('node-1', ['10.242.1.0/24', '10.242.10.0/24']);

  it('names the host networks that there are, where none is in masterNets', () => {
    expect(leftOut(network('10.9.0.0/16'), [one])).to.deep.equal([
      'no host has a NIC in 10.9.0.0/16 of spec.masterNets (host networks that there are: 10.242.1.0/24, 10.242.10.0/24)',
    ]);
  });

  it('names hosts whose link in a network of masterNets is not offered', () => {
    const two = host('node-2', ['10.242.1.0/24', '10.242.2.0/24'], [port]);
    expect(leftOut(network('10.242.1.0/24', '10.242.2.0/24'), [one, two])).to.deep.equal([
      'links not offered to pods: node-2: NIC eth2 is a port of bridge br0',
    ]);
  });

  for (const { name, nets, hosts } of [
    { name: 'everything is there', nets: ['10.242.1.0/24'], hosts: [one] },
    { name: 'masterNets is empty', nets: [], hosts: [host('node-2', [], [port])] },
    { name: 'no host is known yet', nets: ['10.9.0.0/16'], hosts: [] },
  ]) {
    it(`is empty where ${name}`, () => {
      expect(leftOut(network(...nets), hosts)).to.deep.equal([]);
    });
  }
});

describe('gatewayNote', () => {
  it('names the router by which hosts reach each other, and is empty where they are neighbours', () => {
    const entry = { netAddress: '10.128.0.0/20', interfaceIndex: 0, vlanCIDR: '', hosts: [] };
    const google = host('node-1', []);
    const nic = { interfaceName: 'eth1', netAddress: '10.128.0.0/20' };
    const by = (gateway?: string): HostInterface => ({
      ...google,
      spec: { hostName: 'node-1', interfaces: [gateway === undefined ? nic : { ...nic, gateway }] },
    });
    expect(gatewayNote([entry], [by()])).to.deep.equal([]);
    expect(gatewayNote([entry], [by('10.128.3.1'), by('10.128.3.1')])).to.deep.equal([
      'hosts reach each other in 10.128.0.0/20 by 10.128.3.1: that router needs a route for each block of the CIDR',
    ]);
  });
});
