import { type Cidr, overlaps, parseAddress, parseCidr } from '../../lib/net/cidr.ts';
import type { Finding, HostFacts } from '../discover/types.ts';

/** A range that no rule or route of ours may cover, and what it is. */
export type Protected = { readonly range: Cidr; readonly what: string };

/**
 * What keeps this node in the cluster: its InternalIPs, the networks of its way out, its API server. A rule `from` a subnet
 * around them sends the node's own answers into our tables, and nobody can take it back from afar.
 *
 * @param apiServer host name or address that the agent calls
 */
export function protectedRanges(
  facts: Pick<HostFacts, 'notOffered'> | undefined,
  nodeAddresses: readonly string[],
  apiServer: string,
): readonly Protected[] {
  const primary = (facts?.notOffered ?? []).filter(({ reason }) => reason === 'Primary');
  return [
    ...nodeAddresses.flatMap((address) => asRange(address, 'the address of this node')),
    ...primary.flatMap(({ interfaceName, netAddress = '' }) =>
      asRange(netAddress, `the network of ${interfaceName}, this node's way out`),
    ),
    ...asRange(apiServer, 'the API server'),
  ];
}

function asRange(text: string, what: string): readonly Protected[] {
  const range = parseCidr(parseAddress(text) === undefined ? text : `${text}/32`);
  return range === undefined ? [] : [{ range, what }];
}

/** Why this node makes no rule and no route of a network, or `undefined` where it does. */
export function coversNode(
  network: string,
  subnet: Cidr,
  ranges: readonly Protected[],
): Finding | undefined {
  const hit = ranges.find(({ range }) => overlaps(range, subnet));
  if (hit === undefined) return undefined;
  const message =
    `network ${network}: subnet ${subnet} overlaps ${hit.range}, ${hit.what}: ` +
    'its rule and routes would cut this node off and are not made; give the MultiNicNetwork another subnet';
  return { reason: 'SubnetCoversNode', message, network };
}

/** Whether a rule of ours `from` a prefix takes what the node itself sends; `all` and what cannot be read do. */
export function takesNode(from: string, ranges: readonly Protected[]): boolean {
  const source = parseCidr(from);
  return source === undefined || ranges.some(({ range }) => overlaps(range, source));
}
