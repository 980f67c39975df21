import { annotations } from '../../api/meta.ts';
import type { DaemonSet } from '../../api/config-types.ts';
import type { Finding } from '../types.ts';

/** How far the nodes are; every count is of nodes. */
export type Rollout = {
  readonly desired: number;
  readonly ready: number;
  readonly updated: number;
  /** What is still on its way. */
  readonly pending: Finding | undefined;
};

const none = { desired: 0, ready: 0, updated: 0 };

/** What the DaemonSet's own status says; it counts only once it speaks of the spec that is asked for. */
export function rolloutOf(desired: DaemonSet, observed: DaemonSet | undefined): Rollout {
  const { name } = desired.metadata;
  if (observed === undefined) {
    return { ...none, pending: say(name, 'Creating', 'its DaemonSet is being made') };
  }
  const { status = {}, metadata } = observed;
  const counts = {
    desired: status.desiredNumberScheduled ?? 0,
    ready: status.numberReady ?? 0,
    updated: status.updatedNumberScheduled ?? 0,
  };
  if (appliedTo(desired) !== appliedTo(observed)) {
    return { ...counts, pending: say(name, 'RollingOut', 'a change is being applied') };
  }
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    return {
      ...counts,
      pending: say(name, 'RollingOut', 'Kubernetes has not seen the change yet'),
    };
  }
  return { ...counts, pending: pending(name, counts) };
}

function appliedTo({ metadata }: DaemonSet): string | undefined {
  return metadata.annotations?.[annotations.applied];
}

function pending(name: string, { desired, ready, updated }: typeof none): Finding | undefined {
  if (desired === 0) {
    const why = 'no node shall run the node agent; look at spec.daemon.nodeSelector and affinity';
    return say(name, 'NoNodes', why);
  }
  if (updated < desired) {
    return say(name, 'RollingOut', `${updated} of ${desired} nodes have the present settings`);
  }
  if (ready === desired) return undefined;
  const remedy = 'look at the pods of its DaemonSet where that lasts';
  return say(name, 'WaitingForNodes', `${ready} of ${desired} node agents are ready; ${remedy}`);
}

function say(name: string, reason: string, what: string): Finding {
  return { reason, message: `Config ${name}: ${what}` };
}
