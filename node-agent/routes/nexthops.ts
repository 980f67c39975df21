import type { NexthopStep } from '../iproute2/types.ts';
import type { Sorted } from './own.ts';
import type { DesiredRoute, RouteConfig } from './types.ts';

export type NexthopPlan = {
  /** The id for a route's next hop. */
  readonly idOf: (route: DesiredRoute) => number;
  readonly add: readonly NexthopStep[];
  readonly del: readonly NexthopStep[];
};

/**
 * One nexthop object per next hop and NIC, shared by all networks: changing 40,000 routes with them takes the kernel a
 * tenth of the time. What exists keeps its id; a new one gets the lowest that nobody uses.
 */
export function planNexthops(
  routes: readonly DesiredRoute[],
  sorted: Sorted,
  { protocol, nexthopBase }: RouteConfig,
): NexthopPlan {
  const { ours, foreign } = sorted;
  const ids = createIds();
  for (const { id, via, dev, group } of ours.nexthops) {
    if (group === undefined && via !== undefined && dev !== undefined && !ids.get({ via, dev }))
      ids.set({ via, dev }, id);
  }
  const used = new Set([...ours.nexthops, ...foreign.nexthops].map(({ id }) => id));
  const wanted = new Set<number>();
  const add: NexthopStep[] = [];
  let free = nexthopBase;
  for (const { via, dev } of routes) {
    let id = ids.get({ via, dev });
    if (id === undefined) {
      while (used.has(free)) free += 1;
      id = free;
      free += 1;
      ids.set({ via, dev }, id);
      add.push({ object: 'nexthop', verb: 'add', id, via, dev, protocol });
    }
    wanted.add(id);
  }
  return { idOf: (route) => ids.get(route) as number, add, del: stale(sorted, wanted) };
}

type Hop = { readonly via: string; readonly dev: string };

/** Ids by NIC and next hop. */
function createIds() {
  const byDev = new Map<string, Map<string, number>>();
  return {
    get: ({ via, dev }: Hop): number | undefined => byDev.get(dev)?.get(via),
    set: ({ via, dev }: Hop, id: number): void => {
      const byVia = byDev.get(dev) ?? new Map<string, number>();
      byDev.set(dev, byVia.set(via, id));
    },
  };
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
