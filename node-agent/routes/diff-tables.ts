import type { Finding } from '../discover/types.ts';
import type { RouteRow } from '../iproute2/types.ts';
import type { Sorted } from './own.ts';
import type { Housed } from './reachable.ts';
import type { DesiredRoute } from './types.ts';

export type TableDiff = {
  /** Routes that are not there as they shall be; those of ours that they replace stay until then. */
  readonly missing: readonly { readonly route: DesiredRoute; readonly table: number }[];
  /** Routes of ours that nobody wants any more. */
  readonly stale: readonly RouteRow[];
  /** Ids of the nexthops of the routes that are right. */
  readonly nexthops: ReadonlySet<number>;
  /** Somebody else's routes in the place of ours: `replace` would take them away from him. */
  readonly findings: readonly Finding[];
};

/** Compares what shall be in our tables with what is. Few routes differ in most passes, so only those cost anything later. */
export function diffTables(housed: readonly Housed[], { ours, foreign }: Sorted): TableDiff {
  const own = byTable(ours.routes);
  const others = byTable(foreign.routes);
  const ids = new Set(ours.nexthops.map(({ id }) => id));
  const nexthops = new Set<number>();
  const kept = new Set<RouteRow>();
  const results = housed.map(({ id: table, routes, networks }) => {
    const missing = routes.filter((route) => {
      const found = own.get(table)?.get(route.dst);
      if (found === undefined) return true;
      kept.add(found);
      if (found.nhid === undefined || !ids.has(found.nhid) || !sameHop(found, route)) return true;
      nexthops.add(found.nhid);
      return false;
    });
    const blocked = missing.flatMap(({ dst }) => others.get(table)?.get(dst) ?? []);
    const taken = new Set(blocked.map(({ dst }) => dst));
    return {
      missing: missing.filter(({ dst }) => !taken.has(dst)).map((route) => ({ route, table })),
      findings: foreignRoutes(networks, blocked),
    };
  });
  return {
    missing: results.flatMap(({ missing }) => missing),
    stale: ours.routes.filter((row) => !kept.has(row)),
    nexthops,
    findings: results.flatMap(({ findings }) => findings),
  };
}

function sameHop(row: RouteRow, { via, dev }: DesiredRoute): boolean {
  return row.via === via && row.dev === dev;
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

function foreignRoutes(networks: readonly string[], blocked: readonly RouteRow[]): Finding[] {
  const [example] = blocked;
  if (example === undefined) return [];
  const { table, dst, protocol } = example;
  const more = blocked.length > 1 ? ` (and ${blocked.length - 1} more)` : '';
  const message = `network ${networks.join(', ')}: table ${table} has a route to ${dst}${more} of protocol ${protocol}, which is not ours and is left alone; delete it, or keep others out of our range of tables`;
  return networks.map((network) => ({ reason: 'ForeignRoute', message, network }));
}
