import { kinds } from '../../api/group.ts';
import { annotations, controllerReference, labels, labelValue, poolName } from '../../api/meta.ts';
import type { CidrConfig, CidrEntry, CidrHost, IPPool, MultiNicNetwork } from '../../api/types.ts';
import { compareCidr, contains, parseCidr, parseExclude, range } from '../../net/cidr.ts';

/**
 * The parts of a pod block that no pod gets: the excludes inside it that are smaller than it, as the user wrote them, in
 * numeric order. (One as large as the block or larger excludes the block itself.)
 */
export function poolExcludes(podCIDR: string, excludes: readonly string[]): readonly string[] {
  const pod = parseCidr(podCIDR);
  if (pod === undefined) return [];
  return [...new Set(excludes)]
    .flatMap((text) => {
      const exclude = parseExclude(text);
      return exclude === undefined ? [] : [{ text, exclude }];
    })
    .filter(({ exclude }) => contains(pod, exclude) && range(exclude).length > range(pod).length)
    .toSorted((one, other) => compareCidr(one.exclude, other.exclude))
    .map(({ text }) => text);
}

export type PoolSource = {
  readonly network: MultiNicNetwork;
  readonly config: CidrConfig;
  readonly entry: CidrEntry;
  readonly record: CidrHost;
  /** Addresses of the hosts themselves where pods share their networks. */
  readonly hostIPs: readonly string[];
};

/** A pool as it is applied: without `allocations`, which are the node agent's. */
export type DesiredPool = Omit<IPPool, 'spec'> & {
  readonly spec: Omit<IPPool['spec'], 'allocations'>;
};

/** The pool belongs to the network, not to the slice: who deletes a slice by hand must not delete addresses in use. */
export function desiredPool({ network, config, entry, record, hostIPs }: PoolSource): DesiredPool {
  const { name } = network.metadata;
  const { podCIDR, hostName, interfaceName } = record;
  return {
    apiVersion: kinds.ipPool.apiVersion,
    kind: kinds.ipPool.kind,
    metadata: {
      name: poolName(name, podCIDR),
      labels: {
        [labels.hostname]: labelValue(hostName),
        [labels.netname]: labelValue(name),
        [labels.network]: labelValue(name),
      },
      // The NIC alone does not tell it once the NIC has moved: of a lost slice the pools are all that is left.
      annotations: { [annotations.hostNetwork]: entry.netAddress },
      ownerReferences: [controllerReference(network)],
    },
    spec: {
      podCIDR,
      vlanCIDR: entry.vlanCIDR,
      netAttachDef: name,
      hostName,
      interfaceName,
      excludes: poolExcludes(podCIDR, [...(config.excludeCIDRs ?? []), ...hostIPs]),
    },
  };
}
