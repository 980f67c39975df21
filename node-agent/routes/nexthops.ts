import type { NexthopRow, NexthopStep } from '../iproute2/types.ts';
import type { TableDiff } from './diff-tables.ts';
import type { Sorted } from './own.ts';
import type { DesiredRoute, RouteConfig } from './types.ts';

export type NexthopPlan = {
  /** The id for a missing route's next hop. */
  readonly idOf: (route: DesiredRoute) => number;
  readonly add: readonly NexthopStep[];
  readonly del: readonly NexthopStep[];
};

/**
 * One nexthop object per next hop and NIC, shared by all networks: changing 40,000 routes with them takes the kernel a
 * tenth of the time. What exists keeps its id; a new one gets the lowest that nobody uses.
 */
export function planNexthops(
  { missing, nexthops }: TableDiff,
  sorted: Sorted,
  { protocol, nexthopBase }: RouteConfig,
): NexthopPlan {
  const wanted = new Set(nexthops);
  const add: NexthopStep[] = [];
  // In most passes nothing is missing, and nobody asks.
  const existing = missing.length === 0 ? [] : sorted.ours.nexthops;
  const ids = createIds(existing);
  const used = new Set([...existing, ...sorted.foreign.nexthops].map(({ id }) => id));
  let free = nexthopBase;
  for (const { route } of missing) {
    const { via, dev } = route;
    let id = ids.get(route);
    if (id === undefined) {
      while (used.has(free)) free += 1;
      id = free;
      free += 1;
      ids.set(route, id);
      add.push({ object: 'nexthop', verb: 'add', id, via, dev, protocol });
    }
    wanted.add(id);
  }
  return { idOf: (route) => ids.get(route) as number, add, del: stale(sorted, wanted) };
}

type Hop = { readonly via: string; readonly dev: string };

/** Ids by NIC and next hop, to begin with those that exist. */
function createIds(rows: readonly NexthopRow[]) {
  const byDev = new Map<string, Map<string, number>>();
  const get = ({ via, dev }: Hop): number | undefined => byDev.get(dev)?.get(via);
  const set = ({ via, dev }: Hop, id: number): void => {
    const byVia = byDev.get(dev) ?? new Map<string, number>();
    byDev.set(dev, byVia.set(via, id));
  };
  for (const { id, via, dev, group } of rows) {
    if (group !== undefined || via === undefined || dev === undefined) continue;
    if (get({ via, dev }) === undefined) set({ via, dev }, id);
  }
  return { get, set };
}

/** The kernel deletes the routes of a nexthop with it: one that somebody's route or group uses stays. */
function stale({ ours, foreign }: Sorted, wanted: ReadonlySet<number>): NexthopStep[] {
  const borrowed = new Set([
    ...foreign.routes.map(({ nhid }) => nhid),
    ...foreign.nexthops.flatMap(({ group }) => group ?? []),
  ]);
  return ours.nexthops
    .filter(({ id }) => !wanted.has(id) && !borrowed.has(id))
    .map(({ id }) => ({ object: 'nexthop', verb: 'del', id }));
}
