import { type Cidr, contains, parseCidr } from '../../lib/net/cidr.ts';
import type { Sorted } from './own.ts';
import type { RouteConfig } from './types.ts';

/**
 * A table for each subnet: the one that our rule for it uses; else one of ours that lost its rule half-way and has
 * routes of that subnet; else the lowest of the range that no rule and no route of anybody uses. A subnet for which none
 * is left has no entry.
 */
export function chooseTables(
  subnets: readonly Cidr[],
  { ours, foreign }: Sorted,
  { tables: { first, last } }: RouteConfig,
): Map<Cidr, number> {
  const chosen = new Map<Cidr, number>();
  const taken = new Set<number>();
  const take = (subnet: Cidr, table: number | undefined): void => {
    if (chosen.has(subnet) || table === undefined || taken.has(table)) return;
    chosen.set(subnet, table);
    taken.add(table);
  };
  const byRule = new Map(ours.rules.toReversed().map(({ from, table }) => [from, table]));
  for (const subnet of subnets) take(subnet, byRule.get(subnet));

  if (chosen.size === subnets.length) return chosen;

  const orphans = orphanTables({ ours, foreign });
  for (const subnet of subnets) {
    const orphan = orphans.find(({ dst }) => contains(subnet, dst));
    take(subnet, orphan?.table);
  }
  const used = usedTables({ ours, foreign });
  let next = first;
  for (const subnet of subnets) {
    if (chosen.has(subnet)) continue;
    while (used.has(next) || taken.has(next)) next += 1;
    if (next <= last) take(subnet, next);
  }
  return chosen;
}

function usedTables({ ours, foreign }: Sorted): Set<number | undefined> {
  const rows = [...ours.rules, ...ours.routes, ...foreign.rules, ...foreign.routes];
  return new Set(rows.map(({ table }) => table));
}

/** Tables with routes of ours and nothing else that refers to them, each with one of its destinations. */
function orphanTables({ ours, foreign }: Sorted): { table: number; dst: Cidr }[] {
  const referred = new Set(
    [...ours.rules, ...foreign.rules, ...foreign.routes].map(({ table }) => table),
  );
  const first = new Map<number, string>();
  for (const { table, dst } of ours.routes) {
    if (!referred.has(table) && !first.has(table)) first.set(table, dst);
  }
  return [...first].flatMap(([table, text]) => {
    const dst = parseCidr(text);
    return dst === undefined ? [] : [{ table, dst }];
  });
}
