import type { CIDR, IPPool } from '../../api/types.ts';
import { livePools, viewHosts } from '../blocks/hosts.ts';
import { listNames } from '../text.ts';
import type { NetworkObserved } from './observed.ts';

/** What pods hold of a network now. */
export type Attached = {
  readonly pools: readonly IPPool[];
  /** `namespace/name`, sorted, each once. */
  readonly pods: readonly string[];
};

export function findAttached(
  observed: Pick<NetworkObserved, 'pools' | 'hostInterfaces' | 'nodes'>,
): Attached {
  const pools = livePools(observed.pools, viewHosts(observed.hostInterfaces, observed.nodes));
  const pods = pools.flatMap(({ spec }) =>
    spec.allocations.map(({ namespace, pod }) => `${namespace}/${pod}`),
  );
  return { pools, pods: [...new Set(pods)].toSorted() };
}

/** `2 pods (default/a, default/b)` */
export function showPods({ pods }: Attached): string {
  return `${pods.length} ${pods.length === 1 ? 'pod' : 'pods'} (${listNames(pods)})`;
}

/** The host networks on which pods hold addresses, as the slices record them. */
export function attachedNets(cidrs: readonly CIDR[], { pools }: Attached): readonly string[] {
  const blocks = new Set(pools.map(({ spec }) => `${spec.hostName} ${spec.podCIDR}`));
  const entries = cidrs.flatMap(({ spec }) => spec.cidr);
  const nets = entries
    .filter(({ hosts }) => hosts.some((one) => blocks.has(`${one.hostName} ${one.podCIDR}`)))
    .map(({ netAddress }) => netAddress);
  return [...new Set(nets)];
}
