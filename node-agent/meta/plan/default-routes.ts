import { familyOf, familyOfPrefix } from '../../../cni/protocol/address.ts';
import type { Hop, RouteRow } from '../../iproute2/types.ts';
import type { AttachedNetwork } from '../types.ts';
import { families, type Family } from './default-route-claims.ts';
import { linksOf, linkTowards } from './links.ts';

/** One `ip route` command in the pod: see `renderDefaultRoute`. More than one hop only for a multipath route of IPv4. */
export type DefaultRouteStep = {
  readonly verb: 'add' | 'del';
  readonly family: Family;
  readonly hops: readonly Hop[];
  readonly metric: number;
};

/** The main table of the pod, as `ip -N -j -4 route` and `ip -N -j -6 route` list it. */
export type ObservedRoutes = Readonly<Record<Family, readonly RouteRow[]>>;

/** What can be deleted by itself, with the network (by its place) that it leads to. */
type Unit = {
  readonly hops: readonly Hop[];
  readonly metric: number;
  /** Of the kernel, from a router's advertisement: it comes back by itself. */
  readonly fixed: boolean;
  readonly network: number;
};

const mainTable = 254;
const routerAdvertisement = 9;

/** Better than the 1024 of advertised routes, which cannot be kept away. */
const metricOf: Readonly<Record<Family, number>> = { 4: 0, 6: 512 };

/** Whether the pod's routes have to be looked at: a secondary network made a default route, or the annotation wants one. */
export function touchesDefaultRoutes(networks: readonly AttachedNetwork[]): boolean {
  return networks.some(
    ({ defaultRoute, primary, result }) =>
      defaultRoute !== undefined ||
      (!primary && (result?.routes ?? []).some(({ dst }) => isDefault(dst))),
  );
}

/** `0.0.0.0/0` or `::/0`, in any spelling. */
export function isDefault(dst: string): boolean {
  return familyOfPrefix(dst) !== undefined && dst.endsWith('/0');
}

/**
 * The steps after which the pod's default routes are the wanted ones; none when they are. For each family by itself:
 *
 * 1. the gateway that `default-route` names, over that network, and no other;
 * 2. else what the chain of a network with `default-route: []` made, if it made one;
 * 3. else the primary network's: plugins put their routes in front of those that are there, so a secondary network that
 *    brings a default route would silently take the pod's traffic. A route behind the primary's (a higher metric)
 *    takes none and stays.
 *
 * Where nobody of these has one, what is there stays. Deleting comes first: no process of the pod runs yet, and the
 * kernel refuses a second route of the same metric.
 */
export function planDefaultRoutes(
  networks: readonly AttachedNetwork[],
  observed: ObservedRoutes,
): readonly DefaultRouteStep[] {
  return families.flatMap((family) => {
    const units = unitsOf(networks, observed[family], family);
    const asked = askedOf(networks, family);
    if (asked !== undefined) return moveTo(asked, units, family);
    const open = networks.findIndex(({ defaultRoute }) => defaultRoute?.length === 0);
    const owner = units.some(({ network }) => network === open) ? open : 0;
    return displacedBy(owner, units, owner === open).map((unit) => remove(unit, family));
  });
}

function askedOf(networks: readonly AttachedNetwork[], family: Family): Hop | undefined {
  for (const network of networks) {
    const via = network.defaultRoute?.find((gateway) => familyOf(gateway) === family);
    if (via !== undefined) return { via, dev: linkTowards(network, via) };
  }
  return undefined;
}

function moveTo(hop: Hop, units: readonly Unit[], family: Family): DefaultRouteStep[] {
  const wanted = ({ hops: [first, ...more] }: Unit): boolean =>
    more.length === 0 && first?.via === hop.via && first?.dev === hop.dev;
  const stale = units.filter((unit) => !unit.fixed && !wanted(unit));
  const steps = stale.map((unit) => remove(unit, family));
  if (units.some(wanted)) return steps;
  return [...steps, { verb: 'add', family, hops: [hop], metric: metricOf[family] }];
}

/** What has to go so that `owner` keeps the default. `alone`: the others keep none, not even behind it. */
function displacedBy(owner: number, units: readonly Unit[], alone: boolean): readonly Unit[] {
  const best = Math.min(...units.filter(({ network }) => network === owner).map((u) => u.metric));
  if (best === Infinity) return [];
  return units.filter(
    ({ network, fixed, metric }) => network !== owner && !fixed && (alone || metric <= best),
  );
}

function remove({ hops, metric }: Unit, family: Family): DefaultRouteStep {
  return { verb: 'del', family, hops, metric };
}

/** The default routes over the networks' links. The kernel shows IPv6 routes of one metric as one, but deletes them one by one. */
function unitsOf(
  networks: readonly AttachedNetwork[],
  rows: readonly RouteRow[],
  family: Family,
): readonly Unit[] {
  const byLink = new Map(
    networks.flatMap((network, index) => linksOf(network).map((link) => [link, index] as const)),
  );
  return rows.filter(isMainDefault).flatMap((row) => {
    const hops = row.hops ?? [{ via: row.via, dev: row.dev }];
    const parts = family === 6 ? hops.map((hop) => [hop]) : [hops];
    return parts.flatMap((part) => {
      const network = byLink.get(part[0]?.dev ?? '');
      const fixed = row.protocol === routerAdvertisement;
      return network === undefined ? [] : [{ hops: part, metric: row.metric, fixed, network }];
    });
  });
}

function isMainDefault({ dst, type, table }: RouteRow): boolean {
  return (dst === 'default' || isDefault(dst)) && type === 'unicast' && table === mainTable;
}
