import type { LinkRow, RouteRow } from '../iproute2/types.ts';

type Observed = {
  readonly links: readonly Pick<LinkRow, 'name' | 'addresses'>[];
  /** Main tables of IPv4 and IPv6. */
  readonly routes: readonly RouteRow[];
  readonly routes6: readonly RouteRow[];
  /** The node's InternalIPs; empty while they are not known. */
  readonly nodeAddresses: readonly string[];
};

type Way = { readonly dev: string; readonly metric: number; readonly dead: boolean };

/**
 * The links that are the node's way out, which no pod gets. A link that carries one of the node's InternalIPs and a default
 * route is that alone, whatever the other default routes say: fabric NICs often have one too. Otherwise the links of the
 * default routes with the lowest metric, every leg of them, and the link with the InternalIP. Routes that the kernel does not
 * use count only where no other is left; those of IPv6 only on hosts without one of IPv4. The link is meant, never its
 * subnet: a second NIC in the primary's subnet is as good as any other.
 */
export function primaryLinks({ links, routes, routes6, nodeAddresses }: Observed): string[] {
  const carriers = links
    .filter(({ addresses }) => addresses.some(({ address }) => nodeAddresses.includes(address)))
    .map(({ name }) => name);
  const four = waysOut(routes);
  const six = waysOut(routes6);
  const out = new Set([...four, ...six].map(({ dev }) => dev));
  const certain = carriers.filter((name) => out.has(name));
  if (certain.length > 0) return certain;
  return [...new Set([...best(four.length > 0 ? four : six), ...carriers])];
}

function waysOut(routes: readonly RouteRow[]): Way[] {
  const defaults = routes.filter(({ dst, type }) => isDefault(dst) && type === 'unicast');
  return defaults.flatMap(({ hops, dev, dead, metric }) =>
    (hops ?? [{ dev, dead }]).flatMap((hop) =>
      hop.dev === undefined ? [] : [{ dev: hop.dev, metric, dead: hop.dead === true }],
    ),
  );
}

function isDefault(dst: string): boolean {
  return dst === 'default' || dst === '0.0.0.0/0' || dst === '::/0';
}

function best(ways: readonly Way[]): string[] {
  const alive = ways.filter(({ dead }) => !dead);
  const usable = alive.length > 0 ? alive : ways;
  const lowest = Math.min(...usable.map(({ metric }) => metric));
  return [...new Set(usable.filter(({ metric }) => metric === lowest).map(({ dev }) => dev))];
}
