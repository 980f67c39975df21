import { kinds } from '../api/group.ts';
import { labels } from '../api/meta.ts';
import type { HostInterface } from '../api/types.ts';
import type { Desired } from './types.ts';

export type HostInterfaceObserved = {
  readonly hostInterface: HostInterface | undefined;
  /** Whether its Node is known to exist. */
  readonly node: boolean;
};

/**
 * The agent of a node writes its HostInterface and cannot delete it when the node goes: we do, once the API server itself
 * says that there is no such Node. One labelled unmanaged is the user's and stays.
 */
export function reconcileHostInterface(observed: HostInterfaceObserved): Desired<never> {
  const { hostInterface, node } = observed;
  const bare = { children: [], finalizer: false, events: [] };
  if (hostInterface === undefined || isUnmanaged(hostInterface)) return bare;
  const { name, deletionTimestamp } = hostInterface.metadata;
  if (deletionTimestamp !== undefined || node) return bare;
  return {
    ...bare,
    removeParent: { because: `its Node ${name} does not exist` },
    confirmAbsent: [{ kind: kinds.node, name }],
  };
}

/** Upstream reads the label in any case. */
export function isUnmanaged({ metadata }: HostInterface): boolean {
  return metadata.labels?.[labels.unmanaged]?.toLowerCase() === 'true';
}
