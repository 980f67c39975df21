import type {
  CIDR,
  CidrEntry,
  CidrHost,
  HostInterface,
  HostNic,
  MultiNicNetwork,
  VlanMode,
} from '../../../lib/api/types.ts';
import type { Known } from '../../../node-agent/types.ts';

export type Block = readonly [host: string, nic: string, hostIP: string, podCIDR: string];

const host = ([hostName, interfaceName, hostIP, podCIDR]: Block, hostIndex: number): CidrHost => ({
  hostIndex,
  hostName,
  interfaceName,
  hostIP,
  podCIDR,
});

export const entry = (
  netAddress: string,
  interfaceIndex: number,
  ...blocks: Block[]
): CidrEntry => ({
  netAddress,
  interfaceIndex,
  vlanCIDR: '',
  hosts: blocks.map(host),
});

type SliceOptions = { name?: string; network?: string; subnet?: string; vlanMode?: VlanMode };

export const slice = (
  cidr: CidrEntry[],
  { name = 'net', network = 'net', subnet = '192.168.0.0/16', vlanMode = 'l3' }: SliceOptions = {},
): CIDR => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'CIDR',
  metadata: { name },
  spec: {
    config: {
      name: network,
      type: 'ipvlan',
      subnet,
      masterNets: [],
      hostBlock: 6,
      interfaceBlock: 2,
      vlanMode,
    },
    cidr,
  },
});

export const network = (name = 'net', multiNICIPAM = true): MultiNicNetwork => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'MultiNicNetwork',
  metadata: { name },
  spec: { ipam: '{}', multiNICIPAM, plugin: { cniVersion: '0.3.0', type: 'ipvlan' } },
});

export const nics = (...interfaces: HostNic[]): HostInterface => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'HostInterface',
  metadata: { name: 'a' },
  spec: { hostName: 'a', interfaces },
});

export const known = (cidrs: CIDR[], changes: Partial<Known> = {}): Known => ({
  networks: [network()],
  pools: [],
  cidrs,
  ...changes,
});
