import { labels } from '../../lib/api/meta.ts';
import type { IPPool, MultiNicNetwork } from '../../lib/api/types.ts';
import type { NetworkObject } from '../../node-agent/meta/types.ts';
import type { Known } from '../../node-agent/types.ts';

export const benchNode = 'bench';
export const benchNetwork = 'bench-net';
export const benchNamespace = 'bench';

/** What an agent of a host with `nics` NICs knows of one macvlan network: /24 blocks, 254 pods per NIC. */
export function snapshot(nics: number): Known {
  return { networks: [network()], pools: range(nics).map(pool), cidrs: [] };
}

/** What an annotation may name of it: the network over the first four NICs. */
export function networkObject(): NetworkObject {
  return {
    kind: 'NetworkAttachmentDefinition',
    namespace: benchNamespace,
    name: benchNetwork,
    config: netConf(4),
  };
}

/** The NAD's config of that network for the first `nics` NICs. */
export function netConf(nics: number): string {
  return JSON.stringify({
    cniVersion: '0.3.0',
    name: benchNetwork,
    type: 'multi-nic',
    ipam: { type: 'multi-nic-ipam', hostBlock: 5, interfaceBlock: 3, vlanMode: 'l2' },
    dns: {},
    plugin: { cniVersion: '0.3.0', type: 'macvlan', mode: 'bridge' },
    subnet: '192.168.0.0/16',
    masterNets: range(nics).map((nic) => `10.242.${nic}.0/24`),
    multiNICIPAM: true,
    daemonIP: '',
    daemonPort: 11000,
  });
}

const range = (nics: number): number[] => Array.from({ length: nics }, (_, index) => index + 1);

function network(): MultiNicNetwork {
  return {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'MultiNicNetwork',
    metadata: { name: benchNetwork, uid: 'bench', generation: 1 },
    spec: {
      subnet: '192.168.0.0/16',
      ipam: '{"type":"multi-nic-ipam","hostBlock":5,"interfaceBlock":3,"vlanMode":"l2"}',
      multiNICIPAM: true,
      plugin: { cniVersion: '0.3.0', type: 'macvlan', args: { mode: 'bridge' } },
      attachPolicy: { strategy: 'none' },
    },
  };
}

function pool(nic: number): IPPool {
  const block = `192.168.${(nic - 1) * 32}.0`;
  return {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'IPPool',
    metadata: {
      name: `${benchNetwork}-${block}-24`,
      uid: `pool-${nic}`,
      labels: { [labels.hostname]: benchNode, [labels.netname]: benchNetwork },
    },
    spec: {
      podCIDR: `${block}/24`,
      vlanCIDR: `${block}/19`,
      netAttachDef: benchNetwork,
      hostName: benchNode,
      interfaceName: `eth${nic}`,
      excludes: [],
      allocations: [],
    },
  };
}
