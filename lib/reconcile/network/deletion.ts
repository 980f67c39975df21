import type { MultiNicNetwork, MultiNicNetworkStatus } from '../../api/types.ts';
import { asChild } from '../child.ts';
import { isOurNad } from '../nads.ts';
import type { Desired, Finding } from '../types.ts';
import { findAttached, showPods } from './attached.ts';
import { noteChanges } from './conditions.ts';
import type { NetworkObserved } from './observed.ts';
import { networkStatus, type StatusInput } from './status.ts';

const lookAgainMs = 10_000;

/**
 * Deletion of a network in use: the NADs go first, so that no new pod attaches; the blocks, and with them pools and
 * routes, when the last attachment is gone; the finalizer when nothing is left.
 */
export function deleteNetwork(
  network: MultiNicNetwork,
  observed: NetworkObserved,
): Desired<MultiNicNetworkStatus> {
  const { cidrs, pools, nads } = observed;
  const attached = findAttached(observed);
  const nadsLeft = nads.filter((nad) => isOurNad(nad, network)).length;
  const wait = attached.pools.length > 0 || nadsLeft > 0;
  const left = cidrs.length + pools.length + nadsLeft;
  const pods = attached.pods.length > 0 ? showPods(attached) : undefined;
  const pending = showPending(network.metadata.name, pods);
  const status = networkStatus({
    network,
    now: observed.now,
    hostInterfaces: observed.hostInterfaces,
    entries: wait ? cidrs.flatMap(({ spec }) => spec.cidr) : [],
    ...lastWord(network),
    verdict: { stalled: [], progressing: pending, ready: pending },
  });
  return {
    children: wait ? cidrs.map((cidr) => asChild(cidr)) : [],
    status,
    finalizer: left > 0,
    events: noteChanges(network.status?.conditions, status.conditions ?? []),
    ...(left > 0 ? { requeueAfterMs: lookAgainMs } : {}),
  };
}

function lastWord({ status }: MultiNicNetwork): Pick<StatusInput, 'routes' | 'configStatus'> {
  return {
    routes: { status: status?.routeStatus ?? '', message: '' },
    configStatus: status?.configStatus ?? '',
  };
}

function showPending(name: string, pods: string | undefined): Finding {
  if (pods === undefined) {
    return {
      reason: 'Deleting',
      message: `MultiNicNetwork ${name}: its NetworkAttachmentDefinitions, blocks and pools are being deleted`,
    };
  }
  return {
    reason: 'WaitingForPods',
    message:
      `MultiNicNetwork ${name} is being deleted; its blocks stay until the last attachment is gone: ${pods} left. ` +
      'Delete these pods',
  };
}
