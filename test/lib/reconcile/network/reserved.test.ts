import { expect } from 'chai';

import type { HostInterface, KubeObject } from '../../../../lib/api/types.ts';
import { parseCidr } from '../../../../lib/net/cidr.ts';
import { findReserved } from '../../../../lib/reconcile/network/reserved.ts';

const node: KubeObject = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'node-1' },
  spec: { podCIDR: '10.244.3.0/24', podCIDRs: ['10.244.3.0/24', 'fd00:244::/64'] },
  status: {
    addresses: [
      { type: 'Hostname', address: 'node-1' },
      { type: 'InternalIP', address: '10.250.0.11' },
      { type: 'InternalIP', address: 'fd00::b' },
      { type: 'ExternalIP', address: '203.0.113.7' },
    ],
  },
};
const service: KubeObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'ServiceCIDR',
  metadata: { name: 'kubernetes' },
  spec: { cidrs: ['10.96.0.0/12', 'fd00:96::/108'] },
};
const apiService: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'kubernetes', namespace: 'default' },
  spec: { clusterIP: '10.32.0.1', clusterIPs: ['10.32.0.1', 'fd00:96::1'] },
};
const apiEndpoints = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'kubernetes', namespace: 'default' },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['198.18.5.2'] }, { addresses: ['198.18.6.2'] }],
};
const host: HostInterface = {
  apiVersion: 'multinic.fms.io/v1',
  kind: 'HostInterface',
  metadata: { name: 'node-1' },
  spec: { hostName: 'node-1', interfaces: [] },
  status: {
    notOffered: [
      { interfaceName: 'eth0', netAddress: '10.7.0.0/24', reason: 'Primary', message: '' },
      {
        interfaceName: 'docker0',
        netAddress: '172.17.0.0/16',
        reason: 'KindNotSelected',
        message: '',
      },
    ],
  },
};
const cluster = {
  nodeObjects: [node],
  serviceCidrs: [service],
  apiServer: [apiService, apiEndpoints],
  hostInterfaces: [host],
};

const found = (text: string, objects = cluster): string | undefined => {
  const subnet = parseCidr(text);
  const reserved = subnet && findReserved(subnet, objects);
  return reserved && `${reserved.range} of ${reserved.what}`;
};

describe('findReserved', () => {
  for (const [subnet, want] of [
    ['10.250.0.0/16', '10.250.0.11/32 of Node node-1 (InternalIP or podCIDR)'],
    ['10.244.0.0/16', '10.244.3.0/24 of Node node-1 (InternalIP or podCIDR)'],
    ['10.100.0.0/16', '10.96.0.0/12 of ServiceCIDR kubernetes'],
    ['10.32.0.0/16', '10.32.0.1/32 of Service kubernetes (API server)'],
    ['198.18.6.0/24', '198.18.6.2/32 of EndpointSlice kubernetes (API server)'],
    ['198.18.7.0/24', undefined],
    ['10.7.0.128/25', '10.7.0.0/24 of the network of eth0, primary NIC of node-1'],
    ['169.254.0.0/16', '169.254.0.0/16 of link-local'],
    ['127.0.0.0/24', '127.0.0.0/8 of loopback'],
    ['224.0.0.0/8', '224.0.0.0/4 of multicast'],
    ['240.0.0.0/8', '240.0.0.0/4 of reserved'],
    ['0.0.0.0/0', '0.0.0.0/8 of "this network"'],
    ['192.168.0.0/16', undefined],
    ['172.17.0.0/16', undefined],
    ['203.0.113.0/24', undefined],
  ] as const) {
    it(`says of ${subnet}: ${want ?? 'free'}`, () => expect(found(subnet)).to.equal(want));
  }

  it('reads Nodes, ServiceCIDRs and what the API server has with null and absent fields', () => {
    const bare = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' } };
    const odd = { ...bare, spec: { podCIDR: null, podCIDRs: null }, status: { addresses: null } };
    const objects = {
      nodeObjects: [bare, odd],
      serviceCidrs: [bare, { ...bare, spec: { cidrs: null } }],
      apiServer: [
        bare,
        { ...bare, spec: { clusterIP: 'None', clusterIPs: null }, endpoints: null },
        { ...bare, endpoints: [{ addresses: null }, {}] },
      ],
      hostInterfaces: [],
    };
    expect(found('10.250.0.0/16', objects)).to.equal(undefined);
  });
});
