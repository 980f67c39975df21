import { isRouted } from '../../api/ipam.ts';
import type { CidrConfig, CidrEntry, HostInterface, RouteStatus } from '../../api/types.ts';
import { isUnmanaged } from '../host-interface.ts';
import { listNames } from '../text.ts';

/** The hosts' own word on their routes, added up. */
export type RouteSummary = {
  readonly status: RouteStatus;
  readonly message: string;
  /** Hosts that no agent of ours answers for: their routes are their owner's, and nothing waits for them. */
  readonly without?: readonly string[];
};

/** Routes between hosts are needed where pods have addresses of other networks than the wire: vlanMode l3 and l3s. */
export function needsRoutes(config: CidrConfig | undefined, multiNICIPAM: boolean): boolean {
  return multiNICIPAM && isRouted(config?.vlanMode);
}

/** @param served names of the Nodes that a node agent of ours runs on, or shall run on */
export function summarizeRoutes(
  network: string,
  entries: readonly CidrEntry[],
  hostInterfaces: readonly HostInterface[],
  served: ReadonlySet<string>,
): RouteSummary {
  const said = new Map(
    hostInterfaces.map(({ metadata, status }) => [
      metadata.name,
      status?.networks?.find(({ name }) => name === network),
    ]),
  );
  const hosts = hostsOf(entries);
  const agentless = new Set(
    hostInterfaces
      .filter((one) => isUnmanaged(one) || !served.has(one.metadata.name))
      .map(({ metadata }) => metadata.name),
  );
  // What an agent said before it went may be old.
  const without = hosts.filter((host) => agentless.has(host) && said.get(host)?.routes !== 'Ready');
  const answering = hosts.filter((host) => !agentless.has(host));
  const failed = answering.filter((host) => said.get(host)?.routes === 'Failed');
  const waiting = answering.filter((host) => said.get(host) === undefined);
  if (failed.length > 0) {
    const shown = failed.map((host) => `${host}: ${said.get(host)?.message ?? 'no reason given'}`);
    return { status: 'Failed', message: `routes failed on ${listNames(shown)}` };
  }
  if (hosts.length === without.length || waiting.length > 0) {
    const named = waiting.length === 0 ? 'a first host' : listNames(waiting);
    return { status: 'WaitForRoutes', message: `waiting for the routes of ${named}` };
  }
  return { status: 'Success', message: '', ...(without.length === 0 ? {} : { without }) };
}

/** The hosts that have a block, each once. */
export function hostsOf(entries: readonly CidrEntry[]): readonly string[] {
  return [
    ...new Set(entries.flatMap(({ hosts }) => hosts.map(({ hostName }) => hostName))),
  ].toSorted();
}

/** A sentence where hosts reach each other by a router, which must have the blocks in its table; none elsewhere. */
export function gatewayNote(
  entries: readonly CidrEntry[],
  hostInterfaces: readonly HostInterface[],
): readonly string[] {
  const nets = new Set(entries.map(({ netAddress }) => netAddress));
  const routed = hostInterfaces.flatMap(({ spec }) =>
    spec.interfaces.flatMap(({ netAddress = '', gateway = '' }) =>
      gateway !== '' && nets.has(netAddress) ? [`${netAddress} by ${gateway}`] : [],
    ),
  );
  if (routed.length === 0) return [];
  const shown = listNames([...new Set(routed)].toSorted());
  return [
    `hosts reach each other in ${shown}: that router needs a route for each block of the CIDR`,
  ];
}
