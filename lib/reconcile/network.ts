import { parseIpam } from '../api/ipam.ts';
import { kinds } from '../api/group.ts';
import type { MultiNicNetworkStatus } from '../api/types.ts';
import { asChild } from './child.ts';
import { runsAgent } from './config/placement.ts';
import { findAttached } from './network/attached.ts';
import { blocksOfNetwork, type NetworkBlocks } from './network/blocks-of-network.ts';
import { adviceChecks, definitionChecks, firstFinding } from './network/checks.ts';
import {
  failedRoutes,
  nicsLeftOut,
  noteChanges,
  type Verdict,
  waitingForRoutes,
} from './network/conditions.ts';
import { deleteNetwork } from './network/deletion.ts';
import { leftOut } from './network/left-out.ts';
import { nadsOfNetwork } from './network/nads-of-network.ts';
import type { LiveObserved, NetworkObserved } from './network/observed.ts';
import {
  gatewayNote,
  hostsOf,
  needsRoutes,
  type RouteSummary,
  summarizeRoutes,
} from './network/routes.ts';
import { networkStatus } from './network/status.ts';
import { listNames } from './text.ts';
import type { Desired, Finding } from './types.ts';

/**
 * One MultiNicNetwork to its CIDR slices and NetworkAttachmentDefinitions. What of the definition cannot be is said in the
 * conditions, and takes away nothing that an earlier definition gave.
 */
export function reconcileNetwork(observed: NetworkObserved): Desired<MultiNicNetworkStatus> {
  const { network } = observed;
  if (network === undefined) return orphans(observed);
  if (network.metadata.deletionTimestamp !== undefined) return deleteNetwork(network, observed);
  return reconcileLive({ ...observed, network, ipam: parseIpam(network.spec.ipam) });
}

/** The network went without its finalizer: what pods still hold stays until they are gone. */
function orphans(observed: NetworkObserved): Desired<MultiNicNetworkStatus> {
  const held = findAttached(observed).pools.length > 0;
  const children = held ? observed.cidrs.map((cidr) => asChild(cidr)) : [];
  return { children, finalizer: false, events: [] };
}

function reconcileLive(observed: LiveObserved): Desired<MultiNicNetworkStatus> {
  const { network, now, hostInterfaces } = observed;
  const fatal = firstFinding(definitionChecks, observed);
  const blocks = blocksOfNetwork(observed, fatal);
  const nads = nadsOfNetwork(observed, blocks, fatal);
  const routes = routesOf(observed, blocks);
  const advice = adviceChecks.flatMap((check) => check(observed) ?? []);
  const stalled = [
    ...(fatal === undefined ? [] : [fatal]),
    ...blocks.refused,
    ...blocks.findings,
    ...nads.findings,
    ...advice,
  ];
  const status = networkStatus({
    network,
    now,
    hostInterfaces,
    entries: blocks.entries,
    routes,
    configStatus: configStatus(fatal, routes),
    verdict: judge(observed, { stalled, blocks, routes }),
  });
  return {
    children: [...blocks.slices, ...nads.children],
    status,
    finalizer: true,
    events: noteChanges(network.status?.conditions, status.conditions ?? []),
    ...(blocks.refused.length > 0 ? { requeueAfterMs: 10_000 } : {}),
    ...(blocks.gone.length > 0
      ? { confirmAbsent: blocks.gone.map((name) => ({ kind: kinds.node, name })) }
      : {}),
  };
}

function routesOf(
  { network, hostInterfaces, nodeObjects, config: agents }: LiveObserved,
  { config, entries, multiNICIPAM }: NetworkBlocks,
): RouteSummary {
  if (!needsRoutes(config, multiNICIPAM)) return { status: 'N/A', message: '' };
  const served = nodeObjects.filter((node) => agents === undefined || runsAgent(agents, node));
  const names = new Set(served.map(({ metadata }) => metadata.name));
  return summarizeRoutes(network.metadata.name, entries, hostInterfaces, names);
}

function configStatus(
  fatal: Finding | undefined,
  { status }: RouteSummary,
): 'Failed' | 'Success' | 'WaitForConfig' {
  if (fatal !== undefined) return 'Failed';
  return status === 'N/A' || status === 'Success' ? 'Success' : 'WaitForConfig';
}

type Judged = {
  readonly stalled: readonly Finding[];
  readonly blocks: NetworkBlocks;
  readonly routes: RouteSummary;
};

function judge(observed: LiveObserved, { stalled, blocks, routes }: Judged): Verdict {
  const { name } = observed.network.metadata;
  const missing = leftOut(observed.network, observed.hostInterfaces);
  const hosts = hostsOf(blocks.entries).length;
  const count = blocks.entries.reduce((sum, entry) => sum + entry.hosts.length, 0);
  const nets = blocks.entries.length;
  const message =
    blocks.config === undefined
      ? `MultiNicNetwork ${name}: addresses come from another IPAM plugin`
      : `MultiNicNetwork ${name}: ${hosts} hosts, ${nets} host networks, ${count} blocks`;
  return {
    stalled,
    progressing: pending(name, blocks, routes, missing),
    ready: {
      reason: missing.length === 0 ? 'Ready' : nicsLeftOut,
      message: [
        message,
        ...withoutAgent(routes),
        ...gatewayNotes(observed, blocks),
        ...missing,
      ].join('; '),
    },
  };
}

function withoutAgent({ without = [] }: RouteSummary): readonly string[] {
  if (without.length === 0) return [];
  return [`no node agent makes routes on ${listNames(without)}: whoever keeps these hosts must`];
}

/** What no host can check: the routers between hosts need to know the blocks. */
function gatewayNotes(
  { hostInterfaces }: LiveObserved,
  { config, entries, multiNICIPAM }: NetworkBlocks,
): readonly string[] {
  return needsRoutes(config, multiNICIPAM) ? gatewayNote(entries, hostInterfaces) : [];
}

function pending(
  name: string,
  { config, entries, slices }: NetworkBlocks,
  { status, message }: RouteSummary,
  missing: readonly string[],
): Finding | undefined {
  if (config === undefined || slices.length === 0) return undefined;
  const say = (reason: string, what: string): Finding => ({
    reason,
    message: `MultiNicNetwork ${name}: ${what}`,
  });
  if (hostsOf(entries).length === 0) {
    const why = missing.length === 0 ? 'is the node agent running?' : missing.join('; ');
    return say('WaitingForHosts', `no host has a block yet: ${why}`);
  }
  if (status === 'Failed') return say(failedRoutes, message);
  return status === 'WaitForRoutes' ? say(waitingForRoutes, message) : undefined;
}
