import { annotations } from '../../api/meta.ts';
import type { CidrEntry, CidrHost, IPPool } from '../../api/types.ts';
import { blockIndex, isExcluded } from '../../net/block.ts';
import { type Cidr, contains, parseCidr, range } from '../../net/cidr.ts';
import type { HostView } from './hosts.ts';
import type { BlockConfig, Nic } from './types.ts';

/** A recorded host network: `index` is its interface index. */
export type Recorded = {
  readonly net: Cidr;
  readonly index: number;
  readonly hosts: readonly CidrHost[];
};

/** The entries of all slices, one per host network: the first slice decides the index. */
export function mergeEntries(entries: readonly CidrEntry[]): readonly Recorded[] {
  const merged = new Map<Cidr, Recorded>();
  for (const { netAddress, interfaceIndex, hosts } of entries) {
    const net = parseCidr(netAddress);
    if (net === undefined) continue;
    const known = merged.get(net) ?? { net, index: interfaceIndex, hosts: [] };
    merged.set(net, { ...known, hosts: known.hosts.concat(hosts ?? []) });
  }
  return [...merged.values()].map((one) => ({ ...one, hosts: distinct(one.hosts) }));
}

/** A record that is on its way from one slice to another is in both until the second write. */
function distinct(hosts: readonly CidrHost[]): readonly CidrHost[] {
  const byBlock = new Map(hosts.map((one) => [`${one.hostName} ${one.podCIDR}`, one]));
  return [...byBlock.values()];
}

/**
 * Adds the blocks that pools still hold and no record does (somebody deleted a CIDR object), with the indexes that
 * their addresses say. The NIC must still be there, on the host network that the pool names. A pool of upstream's names
 * none: so those of NICs that have only one go first; where a NIC has several (it moved while pods held addresses), those
 * that nobody holds.
 */
export function recoverRecords(
  recorded: readonly Recorded[],
  pools: readonly IPPool[],
  context: { readonly config: BlockConfig; readonly view: HostView },
): readonly Recorded[] {
  const found = new Map(recorded.map((one) => [one.net, one]));
  const podBlocks = new Set(recorded.flatMap(({ hosts }) => hosts.map((one) => one.podCIDR)));
  const lost = pools.filter(({ spec }) => !podBlocks.has(spec.podCIDR));
  if (lost.length === 0) return recorded;
  const { masterNets } = context.config;
  const wanted = context.view.nics.filter(({ net }) => masterNets?.includes(net) ?? true);
  const nics = Map.groupBy(wanted, ({ host, name }) => `${host} ${name}`);
  for (const pool of clearestFirst(lost, context.config)) {
    const place = locate(pool, context.config);
    if (place === undefined) continue;
    const candidates = (nics.get(nicOf(pool)) ?? []).filter((one) => mayBeOf(pool, one));
    const nic = candidates.find((one) => isVacant(one, place, found));
    if (nic === undefined) continue;
    const known = found.get(nic.net) ?? { net: nic.net, index: place.index, hosts: [] };
    found.set(nic.net, { ...known, hosts: [...known.hosts, asRecord(nic, place)] });
  }
  return [...found.values()];
}

/** Excluded blocks last: such a pool was on its way out, and its NIC may have had another block already. */
function clearestFirst(pools: readonly IPPool[], { excludes }: BlockConfig): readonly IPPool[] {
  const ofNic = Map.groupBy(pools, nicOf);
  const isOut = ({ spec }: IPPool): boolean => {
    const block = parseCidr(spec.podCIDR);
    return block !== undefined && isExcluded(block, excludes);
  };
  const doubt = (pool: IPPool): number =>
    (isOut(pool) ? pools.length : 0) +
    (ofNic.get(nicOf(pool))?.length ?? 0) +
    Math.min(pool.spec.allocations?.length ?? 0, 1) / 2;
  const doubted = pools.map((pool) => ({ pool, by: doubt(pool) }));
  return doubted.toSorted((one, other) => one.by - other.by).map(({ pool }) => pool);
}

function nicOf({ spec }: IPPool): string {
  return `${spec.hostName} ${spec.interfaceName}`;
}

function mayBeOf({ metadata }: IPPool, { net }: Nic): boolean {
  const named = parseCidr(metadata.annotations?.[annotations.hostNetwork] ?? '');
  return named === undefined || named === net;
}

type Place = {
  readonly vlan: Cidr;
  readonly index: number;
  readonly hostIndex: number;
  readonly pod: Cidr;
};

function locate(
  { spec }: IPPool,
  { subnet, interfaceBlock, hostBlock }: BlockConfig,
): Place | undefined {
  const [vlan, pod] = [parseCidr(spec.vlanCIDR), parseCidr(spec.podCIDR)];
  if (vlan === undefined || pod === undefined || !contains(vlan, pod)) return undefined;
  if (range(pod).length !== range(vlan).length + hostBlock) return undefined;
  const fits = subnet === undefined || range(vlan).length === range(subnet).length + interfaceBlock;
  const index = subnet === undefined ? -1 : blockIndex(subnet, vlan);
  const hostIndex = blockIndex(vlan, pod);
  if (!fits || index === undefined || hostIndex === undefined) return undefined;
  return { vlan, index, hostIndex, pod };
}

/** Whether the NIC's network has that very block, or may have it, and the NIC has no record there. */
function isVacant(nic: Nic, place: Place, found: ReadonlyMap<Cidr, Recorded>): boolean {
  // Host-subnet mode: the block of a network is the network.
  if (place.index === -1 && place.vlan !== nic.net) return false;
  const entry = found.get(nic.net);
  if (entry === undefined) {
    return place.index === -1 || ![...found.values()].some(({ index }) => index === place.index);
  }
  const same = place.index === -1 || entry.index === place.index;
  const recorded = entry.hosts.some(
    ({ hostName, interfaceName }) => hostName === nic.host && interfaceName === nic.name,
  );
  return same && !recorded;
}

function asRecord({ host, name, hostIP }: Nic, { hostIndex, pod }: Place): CidrHost {
  return { hostIndex, hostName: host, interfaceName: name, hostIP, podCIDR: pod };
}
