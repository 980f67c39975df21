import type { Cidr } from '../../lib/net/cidr.ts';
import type { Finding, HostLink } from '../discover/types.ts';
import type { DesiredNetwork, DesiredRoute } from './types.ts';

/** What shall be in one table: the routes of every network with that subnet. */
export type DesiredTable = {
  readonly subnet: Cidr;
  readonly networks: readonly string[];
  readonly routes: readonly DesiredRoute[];
};

/** A desired table with the number that it got. */
export type Housed = DesiredTable & { readonly id: number };

/**
 * One table per subnet, without the routes that the kernel would refuse: their NIC is missing, or down. Networks with
 * one subnet share its rule, so they share its table; of two routes to one block the first counts.
 */
export function tablesOf(networks: readonly DesiredNetwork[]): DesiredTable[] {
  const bySubnet = Map.groupBy(networks, ({ subnet }) => subnet);
  return [...bySubnet].map(([subnet, members]) => {
    const names = members.map(({ network }) => network);
    if (members.length === 1) return { subnet, networks: names, routes: members[0]?.routes ?? [] };
    const routes = new Map<Cidr, DesiredRoute>();
    for (const route of members.flatMap((member) => member.routes)) {
      if (!routes.has(route.dst)) routes.set(route.dst, route);
    }
    return { subnet, networks: names, routes: [...routes.values()] };
  });
}

/** Leaves out what needs a NIC that cannot carry it, with one finding per network and NIC. */
export function reachable(
  { network, subnet, routes }: DesiredNetwork,
  links: ReadonlyMap<string, HostLink>,
): { readonly network: DesiredNetwork; readonly findings: readonly Finding[] } {
  const usable = (dev: string): boolean => links.get(dev)?.up === true;
  const lost = Map.groupBy(
    routes.filter(({ dev }) => !usable(dev)),
    ({ dev }) => dev,
  );
  if (lost.size === 0) return { network: { network, subnet, routes }, findings: [] };
  const findings = [...lost].map(([dev, without]) =>
    nicFinding(network, dev, {
      known: links.has(dev),
      count: without.length,
    }),
  );
  return {
    network: { network, subnet, routes: routes.filter(({ dev }) => usable(dev)) },
    findings,
  };
}

type Loss = { readonly known: boolean; readonly count: number };

function nicFinding(network: string, dev: string, { known, count }: Loss): Finding {
  const what = known ? 'is down' : 'is missing';
  const remedy = known
    ? `bring it up (\`ip link set ${dev} up\`) or check its cable`
    : 'put it back';
  const message = `network ${network}: NIC ${dev} ${what}, ${count} routes over it are left out; ${remedy}`;
  return { reason: known ? 'NicDown' : 'NicMissing', message, network };
}
