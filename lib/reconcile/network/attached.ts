import type { IPPool } from '../../api/types.ts';
import { livePools, viewHosts } from '../blocks/hosts.ts';
import { listNames } from '../text.ts';
import type { NetworkObserved } from './observed.ts';

/** What pods hold of a network now. */
export type Attached = {
  readonly pools: readonly IPPool[];
  /** `namespace/name`, or the address of a pod that the agent found in a namespace alone; sorted, each once. */
  readonly pods: readonly string[];
};

export function findAttached(observed: Pick<NetworkObserved, 'pools'>): Attached {
  const pools = livePools(observed.pools);
  const pods = pools.flatMap(({ spec }) =>
    spec.allocations.map(({ namespace, pod, address }) =>
      pod === '' ? `an unknown pod with ${address}` : `${namespace}/${pod}`,
    ),
  );
  return { pools, pods: [...new Set(pods)].toSorted() };
}

/** `2 pods (default/a, default/b)` */
export function showPods({ pods }: Attached): string {
  return `${pods.length} ${pods.length === 1 ? 'pod' : 'pods'} (${listNames(pods)})`;
}

/**
 * The host networks on which pods hold addresses: as the slices record them, and where no slice does (somebody deleted
 * it), those of the pool's NIC.
 */
export function attachedNets(
  { cidrs, hostInterfaces }: Pick<NetworkObserved, 'cidrs' | 'hostInterfaces'>,
  { pools }: Attached,
): readonly string[] {
  const entries = cidrs.flatMap(({ spec }) => spec.cidr);
  const recorded = new Map(
    entries.flatMap(({ netAddress, hosts }) =>
      hosts.map((one) => [`${one.hostName} ${one.podCIDR}`, netAddress]),
    ),
  );
  const netOf = ({ spec }: IPPool): string | undefined =>
    recorded.get(`${spec.hostName} ${spec.podCIDR}`);
  const unrecorded = pools.filter((pool) => netOf(pool) === undefined);
  const names = new Set(unrecorded.map(({ spec }) => `${spec.hostName} ${spec.interfaceName}`));
  const { nics } = viewHosts(names.size === 0 ? [] : hostInterfaces, new Set());
  const found = nics.filter(({ host, name }) => names.has(`${host} ${name}`)).map(({ net }) => net);
  return [...new Set([...pools.flatMap((pool) => netOf(pool) ?? []), ...found])];
}
