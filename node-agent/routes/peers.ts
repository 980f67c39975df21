import type { CIDR, CidrEntry, CidrHost } from '../../lib/api/types.ts';
import { type Address, type Cidr, parseAddress, parseCidr, range } from '../../lib/net/cidr.ts';

/** One NIC of one host in one fabric of a network, parsed. */
export type Peer = {
  readonly hostName: string;
  readonly netAddress: string;
  readonly interfaceIndex: number;
  readonly interfaceName: string;
  readonly hostIP: Address;
  readonly podCIDR: Cidr;
  /** First address and size of the podCIDR. */
  readonly first: number;
  readonly size: number;
};

/** What one slice says: its peers, and a sentence for each row that says nothing usable. */
export type SlicePeers = { readonly peers: readonly Peer[]; readonly unusable: readonly string[] };

/** Slices are parsed once per object: an agent looks at 40,000 rows again each time that one of them changes. */
const parsed = new WeakMap<CIDR, SlicePeers>();

/** The peers of a slice. A NIC without an address has no routes and is no fault. */
export function peersOf(slice: CIDR): SlicePeers {
  const known = parsed.get(slice);
  if (known !== undefined) return known;
  const peers: Peer[] = [];
  const unusable: string[] = [];
  for (const entry of slice.spec.cidr) {
    for (const host of entry.hosts) {
      if (host.hostIP === '' || host.podCIDR === '') continue;
      const peer = parsePeer(entry, host);
      if (peer === undefined) unusable.push(sentence(slice, host));
      else peers.push(peer);
    }
  }
  const result = { peers, unusable };
  parsed.set(slice, result);
  return result;
}

function parsePeer(entry: CidrEntry, host: CidrHost): Peer | undefined {
  const hostIP = parseAddress(host.hostIP);
  const podCIDR = parseCidr(host.podCIDR);
  if (hostIP === undefined || podCIDR === undefined) return undefined;
  const { netAddress, interfaceIndex } = entry;
  const { hostName, interfaceName } = host;
  const { first, size } = range(podCIDR);
  return { hostName, netAddress, interfaceIndex, interfaceName, hostIP, podCIDR, first, size };
}

function sentence(
  { metadata }: CIDR,
  { hostName, interfaceName, podCIDR, hostIP }: CidrHost,
): string {
  return `CIDR ${metadata.name}: host ${hostName}, interface ${interfaceName} has podCIDR "${podCIDR}" and hostIP "${hostIP}", which are not an IPv4 prefix and address`;
}
