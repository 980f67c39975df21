import type { IPPool } from '../../api/types.ts';
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
  const nics = Map.groupBy(viewHosts(hostInterfaces, new Set()).nics, nicKey);
  const nets = pools.flatMap(({ spec }): readonly string[] => {
    const net = recorded.get(`${spec.hostName} ${spec.podCIDR}`);
    if (net !== undefined) return [net];
    const found = nics.get(nicKey({ host: spec.hostName, name: spec.interfaceName })) ?? [];
    return found.map((nic) => nic.net);
  });
  return [...new Set(nets)];
}

function nicKey({ host, name }: { readonly host: string; readonly name: string }): string {
  return `${host} ${name}`;
}
