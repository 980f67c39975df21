import type { Finding } from '../discover/types.ts';
import { planNexthops } from './nexthops.ts';
import { sortOut } from './own.ts';
import { planRules } from './plan-rules.ts';
import { planTables } from './plan-tables.ts';
import { type DesiredTable, type Housed, reachable, tablesOf } from './reachable.ts';
import { chooseTables } from './tables.ts';
import type { Desired, ObservedRoutes, RouteConfig, RoutePlan } from './types.ts';

/**
 * The steps from what the kernel says to what shall be. Replacements come first and nothing is flushed, so a wanted
 * destination is never without its route; what is not ours is neither deleted nor replaced.
 */
export function planRoutes(
  desired: Desired,
  observed: ObservedRoutes,
  config: RouteConfig,
): RoutePlan {
  const links = new Map(observed.links.map((link) => [link.name, link]));
  const usable = desired.networks.map((network) => reachable(network, links));
  const wanted = tablesOf(usable.map(({ network }) => network));
  const sorted = sortOut(observed, config);
  const tables = chooseTables(
    wanted.map(({ subnet }) => subnet),
    sorted,
    config,
  );
  const housed = wanted.flatMap((table) => withId(table, tables.get(table.subnet)));
  const nexthops = planNexthops(
    housed.flatMap(({ routes }) => routes),
    sorted,
    config,
  );
  const routes = planTables(housed, { sorted, config, idOf: nexthops.idOf });
  const rules = planRules(housed, sorted, config);
  return {
    steps: [
      ...nexthops.add,
      ...routes.replace,
      ...rules.add,
      ...rules.del,
      ...routes.del,
      ...nexthops.del,
    ],
    findings: [
      ...desired.findings,
      ...usable.flatMap(({ findings }) => findings),
      ...routes.findings,
      ...wanted.filter(({ subnet }) => !tables.has(subnet)).map((table) => noTable(table, config)),
    ],
    tables,
  };
}

function withId(table: DesiredTable, id: number | undefined): Housed[] {
  return id === undefined ? [] : [{ ...table, id }];
}

function noTable({ subnet, networks }: DesiredTable, { tables }: RouteConfig): Finding {
  const message = `network ${networks.join(', ')}: no table is free between ${tables.first} and ${tables.last} for subnet ${subnet}; give the node agent a wider range`;
  return { reason: 'NoFreeTable', message, network: networks[0] ?? '' };
}
