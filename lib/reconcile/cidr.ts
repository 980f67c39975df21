import { isRouted, parseIpam } from '../api/ipam.ts';
import type {
  CIDR,
  CidrEntry,
  CidrStatus,
  HostInterface,
  IPPool,
  KubeObject,
  MultiNicNetwork,
} from '../api/types.ts';
import { isExcluded } from '../net/block.ts';
import { indexOf, parseAddress, parseCidr } from '../net/cidr.ts';
import { livePools, viewHosts } from './blocks/hosts.ts';
import { mergeEntries, recoverRecords } from './blocks/recover.ts';
import { asChild } from './child.ts';
import { desiredPool } from './cidr/pools.ts';
import { toBlockConfig } from './network/effective.ts';
import { hostsOf } from './network/routes.ts';
import type { Desired } from './types.ts';

export type CidrObserved = {
  /** The slice of this key, where it exists. */
  readonly cidr: CIDR | undefined;
  readonly network: MultiNicNetwork | undefined;
  /** All slices of the network. */
  readonly slices: readonly CIDR[];
  /** The pools of this slice: those that it records; the first slice also has those that no slice records. */
  readonly pools: readonly IPPool[];
  readonly hostInterfaces: readonly HostInterface[];
  /** The hosts of those pools that have a HostInterface or a Node. */
  readonly knownHosts: ReadonlySet<string>;
};

/**
 * One slice to its IPPools. A pool that pods hold addresses of is never dropped, and while the network lives neither is
 * one that the network is about to record again. Its allocations are never written here.
 */
export function reconcileCidr(observed: CidrObserved): Desired<CidrStatus> {
  const { cidr, network } = observed;
  const bare = { finalizer: false, events: [] };
  if (network === undefined || network.metadata.deletionTimestamp !== undefined) {
    return { ...bare, children: endedPools(observed) };
  }
  if (cidr === undefined || cidr.metadata.deletionTimestamp !== undefined) {
    const kept = isWithoutBlocks(network) ? live(observed) : observed.pools;
    return { ...bare, children: kept.map(withoutAllocations) };
  }
  const wanted = recordedPools(cidr, network, observed);
  const names = new Set(wanted.map(({ metadata }) => metadata.name));
  const left = [...live(observed), ...recoverable(cidr, observed)];
  const kept = new Set(left.filter(({ metadata }) => !names.has(metadata.name)));
  const status = sliceStatus(cidr, observed.slices);
  return {
    ...bare,
    children: [...wanted, ...[...kept].map(withoutAllocations)],
    ...(status === undefined ? {} : { status }),
  };
}

/** Only a definition that can be read says that there shall be no blocks. */
function isWithoutBlocks({ spec }: MultiNicNetwork): boolean {
  const parsed = parseIpam(spec.ipam);
  return parsed.ok && parsed.ipam.kind !== 'multi-nic-ipam';
}

/** The network goes: what pods hold stays, and while a slice stands for it so does the rest of that slice. */
function endedPools(observed: CidrObserved): readonly KubeObject[] {
  const stands = observed.network !== undefined && observed.cidr !== undefined;
  const going = observed.cidr?.metadata.deletionTimestamp !== undefined;
  const kept = stands && !going ? observed.pools : live(observed);
  return kept.map(withoutAllocations);
}

function live({ pools }: CidrObserved): readonly IPPool[] {
  return livePools(pools);
}

function withoutAllocations(pool: IPPool): KubeObject {
  const { allocations: _allocations, ...spec } = pool.spec;
  return { ...asChild(pool), spec };
}

function recordedPools(
  cidr: CIDR,
  network: MultiNicNetwork,
  { pools, hostInterfaces }: CidrObserved,
): readonly KubeObject[] {
  const { config } = cidr.spec;
  const existing = new Map(pools.map((pool) => [pool.metadata.name, pool]));
  const hosts = isRouted(config.vlanMode) ? [] : hostInterfaces;
  return cidr.spec.cidr.flatMap((entry) => {
    const hostIPs =
      config.subnet === '' ? addressesOn(entry, hostInterfaces) : addressesIn(config.subnet, hosts);
    return entry.hosts
      .map((record) => desiredPool({ network, config, entry, record, hostIPs }))
      .filter(({ metadata, spec }) => !isHandedOver(existing.get(metadata.name), spec.hostName));
  });
}

/** Where pods share the hosts' networks, no pod may get the address of a host. */
function addressesOn(entry: CidrEntry, hosts: readonly HostInterface[]): readonly string[] {
  return hosts.flatMap(({ spec }) =>
    spec.interfaces
      .filter(({ netAddress }) => netAddress === entry.netAddress)
      .flatMap(({ hostIP = '' }) => (hostIP === '' ? [] : [hostIP])),
  );
}

/** On L2 networks the subnet may have the hosts' networks in it. */
function addressesIn(subnet: string, hosts: readonly HostInterface[]): readonly string[] {
  const prefix = parseCidr(subnet);
  if (prefix === undefined) return [];
  return hosts.flatMap(({ spec }) =>
    spec.interfaces.flatMap(({ hostIP = '' }) => {
      const address = parseAddress(hostIP);
      return address === undefined || indexOf(prefix, address) === undefined ? [] : [address];
    }),
  );
}

/** A block that pods of another host hold addresses of stays that host's pool until they are released. */
function isHandedOver(pool: IPPool | undefined, host: string): boolean {
  if (pool === undefined || pool.spec.hostName === host) return false;
  return (pool.spec.allocations ?? []).length > 0;
}

/** Pools whose slice somebody deleted by hand and whose NIC is there: the network takes their indexes up again. */
function recoverable(cidr: CIDR, observed: CidrObserved): readonly IPPool[] {
  const { slices, hostInterfaces, knownHosts } = observed;
  // The other slices answer for nothing but what they record.
  if (cidr.metadata.name !== cidr.spec.config.name) return [];
  const taken = new Set(
    slices.flatMap(({ spec }) => spec.cidr.flatMap(({ hosts }) => hosts.map((one) => one.podCIDR))),
  );
  const pools = observed.pools.filter(({ spec }) => !taken.has(spec.podCIDR));
  if (pools.length === 0) return [];
  const config = toBlockConfig(cidr.spec.config, false);
  if (config === undefined) return [];
  const recorded = mergeEntries(slices.flatMap(({ spec }) => spec.cidr));
  const view = viewHosts(hostInterfaces, knownHosts);
  const listed = new Set<string>(config.masterNets);
  const blocks = recoverRecords(recorded, pools, { config, view })
    .filter(({ net }) => listed.has(net))
    .flatMap(({ hosts }) => hosts.map(({ hostName, podCIDR }) => `${hostName} ${podCIDR}`));
  const known = new Set(blocks);
  return pools.filter(({ spec }) => {
    const block = parseCidr(spec.podCIDR);
    if (block === undefined || isExcluded(block, config.excludes)) return false;
    return known.has(`${spec.hostName} ${spec.podCIDR}`);
  });
}

/**
 * Counts for a person who looks at the first slice. With several slices only how many: totals would change the first
 * slice, which every agent receives, with every node that joins another. The network's own status has them.
 */
function sliceStatus(cidr: CIDR, slices: readonly CIDR[]): CidrStatus | undefined {
  if (cidr.metadata.name !== cidr.spec.config.name) return undefined;
  if (slices.length > 1) return { slices: slices.length };
  const entries = cidr.spec.cidr;
  const blocks = entries.reduce((sum, { hosts }) => sum + hosts.length, 0);
  return { slices: 1, hosts: hostsOf(entries).length, blocks };
}
