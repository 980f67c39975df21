import { hasRoutes, isRouted } from '../../lib/api/ipam.ts';
import type { CIDR } from '../../lib/api/types.ts';
import { type Address, type Cidr, parseAddress, parseCidr, range } from '../../lib/net/cidr.ts';
import { compareNames } from '../discover/nic.ts';
import type { Finding } from '../discover/types.ts';
import type { Known } from '../types.ts';
import { type Peer, peersOf } from './peers.ts';
import { coversNode, type Protected } from './protected.ts';
import type { Desired, DesiredNetwork, DesiredRoute } from './types.ts';

/**
 * The routes that this host shall have: for each L3 network and each fabric that this host is on, every other host's
 * podCIDR by that host's address there. A network that covers one of `ranges` gets none. A row that cannot be used is a finding and leaves the others alone.
 */
export function desiredRoutes(
  known: Known,
  nodeName: string,
  ranges: readonly Protected[] = [],
): Desired {
  const results = l3Networks(known).map(({ network, slices }) =>
    desiredNetwork({ network, slices, nodeName, known, ranges }),
  );
  return {
    networks: results.flatMap(({ desired }) => desired ?? []),
    findings: results.flatMap(({ findings }) => findings),
  };
}

type Slices = { readonly network: string; readonly slices: readonly CIDR[] };

/**
 * A network is L3 when our IPAM gives its addresses, by its definition or by the one in force while pods hold some, and
 * its vlanMode routes between hosts.
 */
function l3Networks({ networks, cidrs }: Known): Slices[] {
  const routed = Map.groupBy(
    cidrs.filter(({ spec }) => isRouted(spec.config.vlanMode)),
    ({ spec }) => spec.config.name,
  );
  return networks
    .filter(({ spec, status }) => spec.multiNICIPAM === true || hasRoutes(status))
    .map(({ metadata }) => metadata.name)
    .toSorted(compareNames)
    .map((network) => ({ network, slices: routed.get(network) ?? [] }))
    .filter(({ slices }) => slices.length > 0);
}

type Input = Slices & {
  readonly nodeName: string;
  readonly known: Known;
  readonly ranges: readonly Protected[];
};
type Outcome = { readonly desired?: DesiredNetwork; readonly findings: readonly Finding[] };

function desiredNetwork({ network, slices, nodeName, known, ranges }: Input): Outcome {
  const text = slices[0]?.spec.config.subnet ?? '';
  const subnet = parseCidr(text);
  // Its rule would be `from all`.
  if (subnet === undefined || range(subnet).length === 0) {
    const message = `network ${network} has the subnet "${text}", and L3 routes need one that is not all addresses; set spec.subnet of the MultiNicNetwork, or use vlanMode l2`;
    return { findings: [{ reason: 'SubnetUnusable', message, network }] };
  }
  const cover = coversNode(network, subnet, ranges);
  if (cover !== undefined) return { findings: [cover] };
  const rows = slices.map(peersOf);
  const { inside, refused } = insideOf(
    subnet,
    rows.flatMap(({ peers }) => peers),
  );
  const problems = [...rows.flatMap(({ unusable }) => unusable), ...refused];
  const routes = routesTo(inside, { nodeName, known });
  return {
    desired: { network, subnet, routes },
    findings: problems.length === 0 ? [] : [blockFinding(network, problems)],
  };
}

/** A block outside of its subnet would take traffic that is not ours; of two equal blocks the first counts. */
function insideOf(subnet: Cidr, peers: readonly Peer[]) {
  const { first, size } = range(subnet);
  const inside = new Map<Cidr, Peer>();
  const refused: string[] = [];
  for (const peer of peers) {
    const other = inside.get(peer.podCIDR);
    if (peer.first < first || peer.first + peer.size > first + size)
      refused.push(`${shown(peer)} is not inside the subnet ${subnet}`);
    else if (other !== undefined) refused.push(`${shown(peer)} is also that of ${other.hostName}`);
    else inside.set(peer.podCIDR, peer);
  }
  return { inside: [...inside.values()], refused };
}

function shown({ hostName, interfaceName, podCIDR }: Peer): string {
  return `host ${hostName}, interface ${interfaceName}: podCIDR ${podCIDR}`;
}

function blockFinding(network: string, problems: readonly string[]): Finding {
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  const message = `network ${network}: ${problems[0]}${more}; such blocks get no route, see \`kubectl get cidr\``;
  return { reason: 'BlockUnusable', message, network };
}

type Local = { readonly nodeName: string; readonly known: Known };

function routesTo(peers: readonly Peer[], local: Local): DesiredRoute[] {
  const fabrics = Map.groupBy(peers, ({ netAddress }) => netAddress);
  return [...fabrics].flatMap(([netAddress, members]) => {
    const own = ownNics(netAddress, members, local);
    const [first] = own;
    if (first === undefined) return [];
    const others = members.filter(({ hostName }) => hostName !== local.nodeName);
    const ordinalOf = ordinals(others);
    const gateways = gatewaysOf(local.known);
    return others.map((peer) => {
      const dev = own[ordinalOf.get(peer) ?? 0] ?? first;
      return { dst: peer.podCIDR, via: gateways.get(dev) ?? peer.hostIP, dev };
    });
  });
}

/** By NIC, where its peers are no neighbours: the kernel refuses a next hop that is not on the wire. */
function gatewaysOf({ hostInterface }: Known): ReadonlyMap<string, Address> {
  const nics = hostInterface?.spec.interfaces ?? [];
  return new Map(
    nics.flatMap(({ interfaceName, gateway = '' }) => {
      const address = parseAddress(gateway);
      return address === undefined ? [] : [[interfaceName, address] as const];
    }),
  );
}

/**
 * A host's first NIC in a subnet speaks with the first of the others, its second with the second. Only hosts with
 * several NICs there have an entry.
 */
function ordinals(peers: readonly Peer[]): ReadonlyMap<Peer, number> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { hostName } of peers) (seen.has(hostName) ? twice : seen).add(hostName);
  if (twice.size === 0) return new Map();
  const several = peers.filter(({ hostName }) => twice.has(hostName));
  const hosts = Map.groupBy(several, ({ hostName }) => hostName);
  return new Map(
    [...hosts.values()].flatMap((nics) =>
      nics.toSorted(comparePeers).map((peer, ordinal) => [peer, ordinal] as const),
    ),
  );
}

/** The NICs that have a block here; a host whose block is still to come has those that its HostInterface lists. */
function ownNics(
  netAddress: string,
  members: readonly Peer[],
  { nodeName, known }: Local,
): readonly string[] {
  const own = members.filter(({ hostName }) => hostName === nodeName).toSorted(comparePeers);
  if (own.length > 0) return own.map(({ interfaceName }) => interfaceName);
  return (known.hostInterface?.spec.interfaces ?? [])
    .filter((nic) => nic.netAddress === netAddress)
    .map(({ interfaceName }) => interfaceName)
    .toSorted(compareNames);
}

function comparePeers(one: Peer, other: Peer): number {
  return (
    one.interfaceIndex - other.interfaceIndex ||
    compareNames(one.interfaceName, other.interfaceName)
  );
}
