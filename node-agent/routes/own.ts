import type { NexthopRow, RouteRow, RuleRow } from '../iproute2/types.ts';
import type { ObservedRoutes, RouteConfig } from './types.ts';

/** The observed state, told apart: what is ours by `RouteConfig`, and all that is not. */
export type Sorted = {
  readonly ours: Rows;
  readonly foreign: Rows;
};

type Rows = {
  readonly rules: readonly RuleRow[];
  readonly routes: readonly RouteRow[];
  readonly nexthops: readonly NexthopRow[];
};

export function sortOut(observed: ObservedRoutes, config: RouteConfig): Sorted {
  const { protocol, tables, nexthopBase } = config;
  const isOurs = (row: RuleRow | RouteRow): boolean =>
    row.protocol === protocol &&
    row.table !== undefined &&
    row.table >= tables.first &&
    row.table <= tables.last;
  const rules = split(observed.rules, isOurs);
  const routes = split(observed.routes, isOurs);
  const nexthops = split(
    observed.nexthops,
    (row) => row.protocol === protocol && row.id >= nexthopBase,
  );
  return {
    ours: { rules: rules[0], routes: routes[0], nexthops: nexthops[0] },
    foreign: { rules: rules[1], routes: routes[1], nexthops: nexthops[1] },
  };
}

function split<Row>(rows: readonly Row[], isOurs: (row: Row) => boolean): [Row[], Row[]] {
  const ours: Row[] = [];
  const foreign: Row[] = [];
  for (const row of rows) (isOurs(row) ? ours : foreign).push(row);
  return [ours, foreign];
}
