import { sameJson } from '../../api/same-json.ts';
import type {
  CidrEntry,
  ConfigStatus,
  HostInterface,
  MultiNicNetwork,
  MultiNicNetworkStatus,
} from '../../api/types.ts';
import { hostsOf, type RouteSummary } from './routes.ts';
import { joinMessages, sayConditions, type Verdict } from './conditions.ts';

export type StatusInput = {
  readonly network: MultiNicNetwork;
  readonly now: string;
  readonly hostInterfaces: readonly HostInterface[];
  readonly entries: readonly CidrEntry[];
  readonly routes: RouteSummary;
  readonly configStatus: ConfigStatus;
  readonly verdict: Verdict;
};

/** Upstream's fields and ours. `lastSyncTime` moves only when something else does: no write without a change. */
export function networkStatus(input: StatusInput): MultiNicNetworkStatus {
  const { network, now, entries, routes, verdict } = input;
  const { generation } = network.metadata;
  const status = {
    computeResults: entries.map(({ netAddress, hosts }) => ({
      netAddress,
      numOfHosts: new Set(hosts.map(({ hostName }) => hostName)).size,
    })),
    discovery: discovery(input),
    configStatus: input.configStatus,
    routeStatus: routes.status,
    message: joinMessages(verdict.stalled) || verdict.progressing?.message || '',
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    conditions: sayConditions(network, verdict, now),
  };
  const old = network.status?.lastSyncTime;
  const lastSyncTime = old !== undefined && isSame(network.status, status) ? old : now;
  return { ...status, lastSyncTime };
}

function discovery({ hostInterfaces, entries }: StatusInput): MultiNicNetworkStatus['discovery'] {
  const withNics = hostInterfaces.filter(({ spec }) => spec.interfaces.length > 0);
  const counts = entries.map((entry) => hostsOf([entry]).length);
  return {
    existDaemon: hostInterfaces.length,
    infoAvailable: withNics.length,
    cidrProcessed: counts.reduce((most, count) => Math.max(most, count), 0),
  };
}

function isSame(
  old: MultiNicNetworkStatus | undefined,
  status: Omit<MultiNicNetworkStatus, 'lastSyncTime'>,
): boolean {
  if (old === undefined) return false;
  const { lastSyncTime: _time, ...rest } = old;
  return sameJson(rest, status);
}
