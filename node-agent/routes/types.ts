import type { Address, Cidr } from '../../lib/net/cidr.ts';
import type { Finding, HostLink } from '../discover/types.ts';
import type { NexthopRow, RouteRow, RuleRow, Step } from '../iproute2/types.ts';

/**
 * How we know our own. A rule or route is ours when it has our protocol and its table is in our range, a nexthop when
 * it has our protocol and its id is not below the base. All else is somebody's, and stays.
 */
export type RouteConfig = {
  readonly protocol: number;
  readonly tables: { readonly first: number; readonly last: number };
  readonly rulePriority: number;
  readonly nexthopBase: number;
};

/** 155: no entry in rt_protos. 186, say, is BGP: FRR deletes what it finds of its protocols when it starts. */
export const defaultRouteConfig: RouteConfig = {
  protocol: 155,
  tables: { first: 20_000, last: 20_999 },
  rulePriority: 32_000,
  nexthopBase: 20_000_000,
};

/** A peer's podCIDR by the peer's address on a fabric that this host's `dev` is on. */
export type DesiredRoute = { readonly dst: Cidr; readonly via: Address; readonly dev: string };

/** All routes of one L3 network on this host. */
export type DesiredNetwork = {
  readonly network: string;
  readonly subnet: Cidr;
  readonly routes: readonly DesiredRoute[];
};

export type Desired = {
  readonly networks: readonly DesiredNetwork[];
  readonly findings: readonly Finding[];
};

/** What the kernel says. */
export type ObservedRoutes = {
  readonly rules: readonly RuleRow[];
  readonly routes: readonly RouteRow[];
  readonly nexthops: readonly NexthopRow[];
  readonly links: readonly HostLink[];
};

export type RoutePlan = {
  /** In the order to apply: nexthops, routes, rules, then what goes: rules, routes, nexthops. */
  readonly steps: readonly Step[];
  readonly findings: readonly Finding[];
  /** The table of each subnet. */
  readonly tables: ReadonlyMap<string, number>;
};
