/** An address of a link, as `ip addr` lists it. */
export type AddressRow = {
  readonly family: string;
  readonly address: string;
  readonly length: number;
  readonly scope: string;
  /** The other end; the prefix is then of its network, not of ours. */
  readonly peer?: string;
  /** `false`: deprecated, tentative or found to be a duplicate. */
  readonly usable?: false;
  /** Not the first address of its network on this link. */
  readonly secondary?: true;
};

/** A link, as `ip -j -d addr` or `ip -j -d link` lists it. */
export type LinkRow = {
  readonly index: number;
  readonly name: string;
  readonly mac: string;
  readonly mtu: number;
  /** Administratively up (`UP`). */
  readonly up: boolean;
  /** The wire answers (`LOWER_UP`). */
  readonly carrier: boolean;
  readonly loopback: boolean;
  readonly group: string;
  /** `veth`, `macvlan`, `vlan`, …; absent for a link that a device driver made. */
  readonly kind?: string;
  /** What the kind's driver adds: mode of a macvlan, id of a vlan. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The link that this one is enslaved to: bond, bridge, vrf. */
  readonly master?: string;
  /** What it is in its master: `bridge`, `bond`, `team`, `openvswitch`, `vrf`, …. */
  readonly slaveKind?: string;
  /** The link that this one sits on; only its index is known when it is in another namespace. */
  readonly parent?: string;
  readonly parentIndex?: number;
  readonly addresses: readonly AddressRow[];
};

/** One leg of a multipath route. */
export type Hop = {
  readonly via: string | undefined;
  readonly dev: string | undefined;
  /** The kernel does not use it: its link is down or has no carrier. */
  readonly dead?: true;
};

/** A route; `dst` is a prefix with its length, or `default`. */
export type RouteRow = {
  /** `unicast`, or the number that `ip -N` prints for another type. */
  readonly type: string;
  readonly dst: string;
  readonly table: number;
  readonly protocol: number;
  readonly metric: number;
  readonly tos?: string | undefined;
  readonly via?: string | undefined;
  /** The next hop is a router of the other family (`via inet6 …`); `via` is then absent. */
  readonly viaOtherFamily?: true;
  readonly dev?: string | undefined;
  readonly nhid?: number | undefined;
  /** The address that the host speaks from over this route. */
  readonly source?: string;
  /** Number that `ip -N` prints, or its name; absent for one behind a gateway. */
  readonly scope?: string;
  /** As `Hop.dead`, for a route with one leg. */
  readonly dead?: true;
  readonly hops?: readonly Hop[] | undefined;
};

/** A policy-routing rule. */
export type RuleRow = {
  readonly priority: number;
  /** A prefix with its length, or `all`. */
  readonly from: string;
  readonly protocol: number;
  /** Absent for rules that do not look up a table: goto, blackhole. */
  readonly table?: number;
  /** Whether source and table are all that the rule has: no mark, no interface, no inversion. */
  readonly plain: boolean;
};

/** A nexthop object (kernel >= 5.3). */
export type NexthopRow = {
  readonly id: number;
  readonly protocol: number;
  readonly via?: string | undefined;
  readonly dev?: string | undefined;
  /** Ids of the members, when it is a group. */
  readonly group?: readonly number[] | undefined;
};

/** A change of the kernel's routing that the agent can make: exactly one `ip` command each. */
export type Step = NexthopStep | RouteStep | RuleStep;

/**
 * `add`, not `replace`: an id is only given when nobody uses it, and if somebody takes it meanwhile he keeps it.
 */
export type NexthopStep =
  | {
      readonly object: 'nexthop';
      readonly verb: 'add';
      readonly id: number;
      readonly via: string;
      readonly dev: string;
      readonly protocol: number;
    }
  | { readonly object: 'nexthop'; readonly verb: 'del'; readonly id: number };

export type RouteStep = {
  readonly object: 'route';
  readonly verb: 'replace' | 'del';
  readonly dst: string;
  readonly table: number;
  /** Given on `del` too: the kernel then leaves a foreign route to the same destination alone. */
  readonly protocol: number;
  readonly nhid?: number;
  readonly metric?: number;
  readonly tos?: string;
};

export type RuleStep = {
  readonly object: 'rule';
  readonly verb: 'add' | 'del';
  readonly from: string;
  readonly table: number;
  readonly priority: number;
  readonly protocol: number;
};
