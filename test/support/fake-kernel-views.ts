import { type Address, type Cidr, indexOf, range } from '../../lib/net/cidr.ts';

export type Link = { name: string; index: number; up: boolean; nets: Cidr[] };
export type Nexthop = { id: number; via: string; dev: string; protocol: number };
export type Route = {
  dst: string;
  table: number;
  protocol: number;
  metric: number;
  nhid: number | undefined;
  via: string | undefined;
  dev: string | undefined;
};
export type Rule = { from: string; table: number; priority: number; protocol: number };

/** All that the fake remembers. */
export type State = {
  readonly links: Map<string, Link>;
  readonly nexthops: Map<number, Nexthop>;
  routes: Route[];
  rules: Rule[];
};

export const boot = 3;

/** What `ip -j` answers, the state as commands, and where packets go. */
export function createViews(state: State) {
  return {
    links: () =>
      [...state.links.values()].map(({ name, index, up }) => ({
        ifindex: index,
        ifname: name,
        flags: up ? ['UP', 'LOWER_UP'] : [],
        mtu: 1500,
        address: '02:00:00:00:00:01',
        addr_info: [],
      })),
    nexthops: () =>
      [...state.nexthops.values()].map(({ id, via, dev, protocol }) => ({
        id,
        gateway: via,
        dev,
        scope: '253',
        flags: [],
        ...(protocol === 0 ? {} : { protocol: `${protocol}` }),
      })),
    routes: () =>
      state.routes.map((route) => ({
        dst: route.dst.replace(/\/32$/, ''),
        ...(route.nhid === undefined ? {} : { nhid: route.nhid }),
        gateway: hopOf(state, route).via,
        dev: hopOf(state, route).dev,
        ...(route.table === 254 ? {} : { table: `${route.table}` }),
        ...(route.protocol === boot ? {} : { protocol: `${route.protocol}` }),
        ...(route.metric === 0 ? {} : { metric: route.metric }),
        flags: [],
      })),
    rules: () =>
      state.rules.map(({ from, table, priority, protocol }) => {
        const [src, length] = from.split('/') as [string, string];
        const srclen = length === '32' ? {} : { srclen: Number(length) };
        return { priority, src, ...srclen, table: `${table}`, protocol: `${protocol}` };
      }),
    print: (): string[] => [
      ...[...state.nexthops.values()]
        .map(
          ({ id, via, dev, protocol }) =>
            `nexthop add id ${id} via ${via} dev ${dev} protocol ${protocol}`,
        )
        .toSorted(),
      ...state.routes.map(printRoute).toSorted(),
      ...state.rules
        .map(
          ({ from, table, priority, protocol }) =>
            `rule add from ${from} table ${table} priority ${priority} protocol ${protocol}`,
        )
        .toSorted(),
    ],
    lookup: (source: string, destination: string): string | undefined => {
      for (const { from, table } of state.rules) {
        if (!holds(from, source)) continue;
        const [best] = state.routes
          .filter((route) => route.table === table && holds(route.dst, destination))
          .toSorted(
            (one, other) => lengthOf(other.dst) - lengthOf(one.dst) || one.metric - other.metric,
          );
        const { via, dev } = best === undefined ? {} : hopOf(state, best);
        if (best !== undefined) return `via ${via} dev ${dev}`;
      }
      return undefined;
    },
  };
}

function hopOf(
  { nexthops }: State,
  { nhid, via, dev }: Route,
): { via?: string | undefined; dev?: string | undefined } {
  return nhid === undefined ? { via, dev } : (nexthops.get(nhid) ?? {});
}

function printRoute({ dst, nhid, via, dev, table, protocol, metric }: Route): string {
  const hop = nhid === undefined ? `via ${via} dev ${dev}` : `nhid ${nhid}`;
  const rank = metric === 0 ? '' : ` metric ${metric}`;
  return `route replace ${dst} ${hop} table ${table} protocol ${protocol}${rank}`;
}

function holds(prefix: string, address: string): boolean {
  return indexOf(prefix as Cidr, address as Address) !== undefined;
}

function lengthOf(prefix: string): number {
  return range(prefix as Cidr).length;
}
