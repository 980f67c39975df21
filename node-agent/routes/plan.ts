import type { Finding } from '../discover/types.ts';
import type { RouteRow, RouteStep } from '../iproute2/types.ts';
import { diffTables, type TableDiff } from './diff-tables.ts';
import { type NexthopPlan, planNexthops } from './nexthops.ts';
import { sortOut } from './own.ts';
import { planRules } from './plan-rules.ts';
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
  const diff = diffTables(housed, sorted);
  const nexthops = planNexthops(diff, sorted, config);
  const rules = planRules(housed, sorted, config);
  return {
    steps: [
      ...nexthops.add,
      ...replaceMissing(diff, nexthops, config),
      ...rules.add,
      ...rules.del,
      ...diff.stale.map((row) => deleteRoute(row, config)),
      ...nexthops.del,
    ],
    findings: [
      ...desired.findings,
      ...usable.flatMap(({ findings }) => findings),
      ...diff.findings,
      ...wanted
        .filter(({ subnet }) => !tables.has(subnet))
        .flatMap((table) => noTable(table, config)),
    ],
    tables,
  };
}

function withId(table: DesiredTable, id: number | undefined): Housed[] {
  return id === undefined ? [] : [{ ...table, id }];
}

function replaceMissing(
  { missing }: TableDiff,
  { idOf }: NexthopPlan,
  { protocol }: RouteConfig,
): RouteStep[] {
  return missing.map(({ route, table }) => ({
    object: 'route',
    verb: 'replace',
    dst: route.dst,
    table,
    protocol,
    nhid: idOf(route),
  }));
}

function deleteRoute({ dst, table, nhid, metric, tos }: RouteRow, config: RouteConfig): RouteStep {
  return {
    object: 'route',
    verb: 'del',
    dst,
    table,
    protocol: config.protocol,
    ...(nhid === undefined ? {} : { nhid }),
    ...(metric === 0 ? {} : { metric }),
    ...(tos === undefined ? {} : { tos }),
  };
}

function noTable({ subnet, networks }: DesiredTable, { tables }: RouteConfig): Finding[] {
  const message = `network ${networks.join(', ')}: no table is free between ${tables.first} and ${tables.last} for subnet ${subnet}; give the node agent a wider range`;
  return networks.map((network) => ({ reason: 'NoFreeTable', message, network }));
}
