import { isRouted } from '../../api/ipam.ts';
import { kinds } from '../../api/group.ts';
import { finalizers, poolName } from '../../api/meta.ts';
import type { CIDR, HostInterface, IPPool } from '../../api/types.ts';
import { indexOf, parseAddress, parseCidr } from '../../net/cidr.ts';
import { reconcileCidr } from '../cidr.ts';
import type { Change, Decision, Reconciler, World } from '../types.ts';
import {
  cidrIn,
  cidrsIn,
  differs,
  hostInterfacesIn,
  networkIn,
  poolIn,
  poolsIn,
  ranEmpty,
  states,
  waitsForRelease,
} from './world.ts';

export const cidrRow: Reconciler = {
  parent: kinds.cidr,
  finalizer: finalizers.cidr,
  guarded: [],
  related: [
    { kind: kinds.cidr, keys: ofSibling },
    { kind: kinds.ipPool, keys: ofPool },
    { kind: kinds.network, keys: ofNetwork },
    { kind: kinds.hostInterface, keys: ofHostInterface },
    // Listed, because whose host is gone holds nothing; that a host went reaches the slices through its records.
    { kind: kinds.node, keys: () => [] },
  ],
  decide: decideCidr,
};

function decideCidr(name: string, world: World): Decision {
  const cidr = cidrIn(world, name);
  const network = cidr?.spec.config.name ?? name;
  const slices = cidrsIn(world).filter(({ spec }) => spec.config.name === network);
  const pools = name === network ? poolsOfFirst(name, slices, world) : poolsOfSlice(cidr, world);
  const hosts = [...new Set(pools.map(({ spec }) => spec.hostName))];
  const desired = reconcileCidr({
    cidr,
    network: networkIn(world, network),
    slices,
    pools,
    hostInterfaces: hostInterfacesIn(world),
    knownHosts: new Set(hosts.filter((host) => isKnown(host, world))),
  });
  return { ...(cidr === undefined ? {} : { parent: cidr }), children: pools, desired };
}

function isKnown(host: string, world: World): boolean {
  return [kinds.hostInterface, kinds.node].some((kind) => world.get(kind, host) !== undefined);
}

/** Looked up one by one: a slice has few of a large network's pools. */
function poolsOfSlice(cidr: CIDR | undefined, world: World): readonly IPPool[] {
  if (cidr === undefined) return [];
  const records = cidr.spec.cidr.flatMap(({ hosts }) => hosts);
  return records.flatMap(
    ({ podCIDR }) => poolIn(world, poolName(cidr.spec.config.name, podCIDR)) ?? [],
  );
}

/** The first slice also answers for the pools that no slice records. */
function poolsOfFirst(network: string, slices: readonly CIDR[], world: World): readonly IPPool[] {
  const others = slices.filter(({ metadata }) => metadata.name !== network);
  const recorded = new Set(
    others.flatMap(({ spec }) => spec.cidr.flatMap(({ hosts }) => hosts.map((one) => one.podCIDR))),
  );
  return poolsIn(world).filter(
    ({ spec }) => spec.netAttachDef === network && !recorded.has(spec.podCIDR),
  );
}

/** A change of one slice changes what is left to the first. */
function ofSibling(change: Change): readonly string[] {
  if (!differs(change, ({ spec }) => spec)) return [];
  return [...new Set(states(change as Change<CIDR>).map(({ spec }) => spec.config.name))];
}

/**
 * Pods come and go all the time: only the end of what their addresses kept alive matters, and a pool that somebody else
 * changed or deleted.
 */
function ofPool(change: Change, world: World): readonly string[] {
  const pools = change as Change<IPPool>;
  const [pool] = states(pools);
  if (pool === undefined) return [];
  const { netAttachDef, podCIDR } = pool.spec;
  if (change.before === undefined) return [netAttachDef];
  if (!differs(pools, ourPart)) {
    return ranEmpty(pools) && waitsForRelease(pool, world) ? [netAttachDef] : [];
  }
  const holder = cidrsIn(world).find(
    ({ spec }) =>
      spec.config.name === netAttachDef &&
      spec.cidr.some(({ hosts }) => hosts.some((one) => one.podCIDR === podCIDR)),
  );
  return [...new Set([netAttachDef, holder?.metadata.name ?? netAttachDef])];
}

function ourPart({ spec, metadata }: IPPool): unknown {
  const { allocations: _allocations, ...rest } = spec;
  return [rest, metadata.labels, metadata.ownerReferences, metadata.deletionTimestamp];
}

function ofNetwork(change: Change, world: World): readonly string[] {
  const [network] = states(change);
  if (network === undefined) return [];
  if (!differs(change, ({ spec, metadata }) => [spec, metadata.deletionTimestamp])) return [];
  const { name } = network.metadata;
  const slices = cidrsIn(world).filter(({ spec }) => spec.config.name === name);
  return [...new Set([name, ...slices.map(({ metadata }) => metadata.name)])];
}

/** The hosts' own addresses are excluded where pods share the hosts' networks. */
function ofHostInterface(change: Change, world: World): readonly string[] {
  if (!differs(change as Change<HostInterface>, ({ spec }) => spec)) return [];
  const addresses = states(change as Change<HostInterface>).flatMap(({ spec }) =>
    spec.interfaces.flatMap(({ hostIP = '' }) => parseAddress(hostIP) ?? []),
  );
  const shared = cidrsIn(world).filter(({ spec }) => {
    const { subnet, vlanMode } = spec.config;
    const prefix = isRouted(vlanMode) ? undefined : parseCidr(subnet);
    if (prefix === undefined) return subnet === '';
    return addresses.some((address) => indexOf(prefix, address) !== undefined);
  });
  return shared.map(({ metadata }) => metadata.name);
}
