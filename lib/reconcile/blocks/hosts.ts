import type { HostInterface, IPPool } from '../../api/types.ts';
import { parseAddress, parseCidr } from '../../net/cidr.ts';
import type { Finding } from '../types.ts';
import type { Nic } from './types.ts';

/** What is known of the hosts of the cluster, in the shapes that the planner asks for. */
export type HostView = {
  /** NICs with an address, by host name, then as the host lists them. */
  readonly nics: readonly Nic[];
  /** Whether the host has a HostInterface. */
  readonly described: (host: string) => boolean;
  /** Whether the host has a HostInterface or a Node: only without both is it gone. */
  readonly known: (host: string) => boolean;
  /** Whether the host still lists a NIC of that name, with or without an address. */
  readonly lists: (host: string, nic: string) => boolean;
  /** Whether a NIC of that name has an address, on whichever network. */
  readonly addressed: (host: string, nic: string) => boolean;
  readonly findings: readonly Finding[];
};

/** The host's name is the object's: unique by construction, and the Node's name by contract. */
export function viewHosts(hosts: readonly HostInterface[], nodes: ReadonlySet<string>): HostView {
  const sorted = hosts.toSorted((a, b) => compareText(a.metadata.name, b.metadata.name));
  const names = new Map(
    sorted.map(({ metadata, spec }) => [
      metadata.name,
      new Set(spec.interfaces.map((nic) => nic.interfaceName)),
    ]),
  );
  const read = sorted.map(readNics);
  const nics = read.flatMap((one) => one.nics);
  const addressed = new Set(nics.map(({ host, name }) => `${host} ${name}`));
  return {
    nics,
    addressed: (host, nic) => addressed.has(`${host} ${nic}`),
    findings: read.flatMap(({ findings }) => findings),
    described: (host) => names.has(host),
    known: (host) => names.has(host) || nodes.has(host),
    lists: (host, nic) => names.get(host)?.has(nic) ?? false,
  };
}

/** By code unit, whatever the locale: the order decides indexes. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

type Read = { readonly nics: readonly Nic[]; readonly findings: readonly Finding[] };

function readNics(host: HostInterface): Read {
  const nics = new Map<string, Nic>();
  const findings: Finding[] = [];
  for (const { interfaceName, netAddress = '', hostIP = '', linkState } of host.spec.interfaces) {
    const net = parseCidr(netAddress);
    const address = hostIP === '' || parseAddress(hostIP) !== undefined;
    if (net === undefined || !address) {
      if (netAddress !== '' || !address) findings.push(unreadable(host, interfaceName));
      continue;
    }
    const key = `${interfaceName} ${net}`;
    if (nics.has(key)) continue;
    const nic = { host: host.metadata.name, name: interfaceName, net, hostIP };
    nics.set(key, { ...nic, down: linkState === 'down' });
  }
  return { nics: [...nics.values()], findings };
}

function unreadable(host: HostInterface, nic: string): Finding {
  return {
    reason: 'InvalidHostInterface',
    message:
      `HostInterface ${host.metadata.name}: netAddress or hostIP of ${nic} is not IPv4; ` +
      'write netAddress like 10.0.1.0/24 and hostIP like 10.0.1.5',
  };
}

/** The pools that pods hold addresses of, on hosts that are gone too: departed.ts says when those are free. */
export function livePools(pools: readonly IPPool[]): readonly IPPool[] {
  return pools.filter(({ spec }) => (spec.allocations ?? []).length > 0);
}
