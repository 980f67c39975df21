import type { Finding } from '../discover/types.ts';
import type { RouteRow, RouteStep } from '../iproute2/types.ts';
import type { Sorted } from './own.ts';
import type { DesiredRoute, RouteConfig } from './types.ts';
import type { Housed } from './reachable.ts';

type Context = {
  readonly sorted: Sorted;
  readonly config: RouteConfig;
  /** The nexthop object of a route. */
  readonly idOf: (route: DesiredRoute) => number;
};

/**
 * The routes to replace, the routes of ours that nobody wants any more, and a finding where somebody else's route stands in
 * the place of one of ours: `replace` would take it away from him.
 */
export function planTables(housed: readonly Housed[], { sorted, config, idOf }: Context) {
  const ours = byTable(sorted.ours.routes);
  const foreign = byTable(sorted.foreign.routes);
  const kept = new Set<RouteRow>();
  const replace: RouteStep[] = [];
  const findings: Finding[] = [];
  for (const { id: table, routes, networks } of housed) {
    const own = ours.get(table);
    const others = foreign.get(table);
    const blocked: RouteRow[] = [];
    for (const route of routes) {
      const nhid = idOf(route);
      const found = own?.get(route.dst);
      if (found !== undefined) kept.add(found);
      if (found?.nhid === nhid) continue;
      const other = others?.get(route.dst);
      if (other !== undefined) blocked.push(other);
      else replace.push(routeStep('replace', { dst: route.dst, table, nhid }, config));
    }
    const [example] = blocked;
    if (example !== undefined) findings.push(foreignRoute(networks, example, blocked.length));
  }
  const del = sorted.ours.routes
    .filter((row) => !kept.has(row))
    .map((row) => routeStep('del', row, config));
  return { replace, del, findings };
}

/**
 * Routes by table and destination. Those with a metric or a tos are other routes to the kernel: none of ours has
 * them, and none of theirs is in our way.
 */
function byTable(rows: readonly RouteRow[]): Map<number, Map<string, RouteRow>> {
  const tables = new Map<number, Map<string, RouteRow>>();
  for (const row of rows) {
    if (row.metric !== 0 || row.tos !== undefined) continue;
    let table = tables.get(row.table);
    if (table === undefined) tables.set(row.table, (table = new Map<string, RouteRow>()));
    if (!table.has(row.dst)) table.set(row.dst, row);
  }
  return tables;
}

type Target = Pick<RouteRow, 'dst' | 'table' | 'nhid' | 'tos'> & { readonly metric?: number };

function routeStep(verb: RouteStep['verb'], target: Target, config: RouteConfig): RouteStep {
  const { dst, table, nhid, tos, metric = 0 } = target;
  return {
    object: 'route',
    verb,
    dst,
    table,
    protocol: config.protocol,
    ...(nhid === undefined ? {} : { nhid }),
    ...(metric === 0 ? {} : { metric }),
    ...(tos === undefined ? {} : { tos }),
  };
}

function foreignRoute(networks: readonly string[], row: RouteRow, count: number): Finding {
  const network = networks.join(', ');
  const more = count > 1 ? ` (and ${count - 1} more)` : '';
  const message = `network ${network}: table ${row.table} has a route to ${row.dst}${more} of protocol ${row.protocol}, which is not ours and is left alone; delete it, or keep others out of our range of tables`;
  return { reason: 'ForeignRoute', message, network: networks[0] ?? '' };
}
