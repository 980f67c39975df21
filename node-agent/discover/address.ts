import { type Cidr, indexOf, parseAddress, parseCidr, range } from '../../lib/net/cidr.ts';
import type { AddressRow, LinkRow, RouteRow } from '../iproute2/types.ts';

/** How a NIC is reached: what its HostInterface entry says of its address. */
export type NicAddress = {
  readonly hostIP: string;
  /** The host network. */
  readonly netAddress: Cidr;
  /** Peers of the host network are reached over this router; absent where they are neighbours on the wire. */
  readonly gateway?: string;
};

type Candidate = NicAddress & { readonly row: AddressRow };

/**
 * Which of a NIC's addresses counts. In this order: one that is in use rather than deprecated, tentative or a duplicate; one
 * whose host network has more than one address; one with a prefix of its own rather than a /32; the first of its network rather than a secondary one; the one that was
 * published before, so that an address which comes later moves nothing; the kernel's order.
 *
 * A /32 takes its host network from the NIC's routes, as on Google Compute Engine: 10.128.0.0/20 via 10.128.3.1.
 *
 * @param published `hostIP` of this NIC in the HostInterface that peers know
 * @param routes of the main table
 */
export function chooseAddress(
  link: Pick<LinkRow, 'name' | 'addresses'>,
  routes: readonly RouteRow[],
  published: string | undefined,
): NicAddress | undefined {
  const own = routes.filter(({ dev, type }) => dev === link.name && type === 'unicast');
  const rank = ({ row, netAddress, hostIP }: Candidate): readonly boolean[] => [
    row.usable === false,
    range(netAddress).size === 1,
    row.length === 32,
    row.secondary === true,
    hostIP !== published,
  ];
  const [best] = link.addresses
    .flatMap((row) => candidateOf(row, own) ?? [])
    .toSorted((one, other) => compareRanks(rank(one), rank(other)));
  if (best === undefined) return undefined;
  const { row: _, ...address } = best;
  return address;
}

function compareRanks(one: readonly boolean[], other: readonly boolean[]): number {
  const at = one.findIndex((flag, index) => flag !== other[index]);
  return at === -1 ? 0 : Number(one[at]) - Number(other[at]);
}

function candidateOf(row: AddressRow, routes: readonly RouteRow[]): Candidate | undefined {
  if (row.family !== 'inet' || row.scope !== 'global') return undefined;
  const hostIP = parseAddress(row.address);
  const prefix = parseCidr(`${row.peer ?? row.address}/${row.length}`);
  if (hostIP === undefined || prefix === undefined) return undefined;
  // The wire is to a peer of another network: no other host has an address there.
  if (indexOf(prefix, hostIP) === undefined) return undefined;
  if (range(prefix).size > 1) return { row, hostIP, netAddress: prefix };
  const routed = routedNetwork(hostIP, routes);
  return { row, hostIP, netAddress: prefix, ...routed };
}

/** The narrowest prefix around the address that the NIC has a route for, on the wire or by a router on the wire. */
function routedNetwork(
  hostIP: NonNullable<ReturnType<typeof parseAddress>>,
  routes: readonly RouteRow[],
): Pick<NicAddress, 'netAddress' | 'gateway'> | undefined {
  const known = routes.flatMap(({ dst, via, viaOtherFamily }) => {
    const prefix = parseCidr(dst);
    return prefix === undefined || viaOtherFamily === true ? [] : [{ prefix, via }];
  });
  const onWire = known.filter(({ via }) => via === undefined).map(({ prefix }) => prefix);
  const [narrowest] = known
    .flatMap(({ prefix: netAddress, via }) => {
      const { size, length } = range(netAddress);
      if (size === 1 || length === 0 || indexOf(netAddress, hostIP) === undefined) return [];
      if (via === undefined) return [{ netAddress }];
      const gateway = parseAddress(via);
      if (gateway === undefined) return [];
      return onWire.some((wire) => indexOf(wire, gateway) !== undefined)
        ? [{ netAddress, gateway }]
        : [];
    })
    .toSorted((one, other) => range(one.netAddress).size - range(other.netAddress).size);
  return narrowest;
}
