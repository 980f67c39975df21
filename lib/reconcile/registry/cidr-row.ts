import { kinds } from '../../api/group.ts';
import { finalizers } from '../../api/meta.ts';
import type { CIDR, HostInterface, IPPool } from '../../api/types.ts';
import { reconcileCidr } from '../cidr.ts';
import type { Change, Decision, Reconciler, World } from '../types.ts';
import {
  cidrIn,
  cidrsIn,
  differs,
  hostInterfacesIn,
  networkIn,
  nodeNamesIn,
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
  const pools = ownPools(name, network, { slices, pools: poolsIn(world) });
  const desired = reconcileCidr({
    cidr,
    network: networkIn(world, network),
    slices,
    pools,
    hostInterfaces: hostInterfacesIn(world),
    nodes: nodeNamesIn(world),
  });
  return { ...(cidr === undefined ? {} : { parent: cidr }), children: pools, desired };
}

/** What the slice records; the first slice also answers for what no slice records. */
function ownPools(
  name: string,
  network: string,
  { slices, pools }: { readonly slices: readonly CIDR[]; readonly pools: readonly IPPool[] },
): readonly IPPool[] {
  const recorded = new Map<string, string>();
  for (const { metadata, spec } of slices) {
    const blocks = spec.cidr.flatMap(({ hosts }) => hosts.map(({ podCIDR }) => podCIDR));
    for (const block of blocks.filter((one) => !recorded.has(one))) {
      recorded.set(block, metadata.name);
    }
  }
  return pools.filter(
    ({ spec }) => spec.netAttachDef === network && (recorded.get(spec.podCIDR) ?? network) === name,
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
  const shared = cidrsIn(world).filter(({ spec }) => spec.config.subnet === '');
  return shared.map(({ metadata }) => metadata.name);
}
