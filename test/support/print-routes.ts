import type { RouteRow } from '../../node-agent/iproute2/types.ts';
import { observeRoutes } from '../../node-agent/routes/observe.ts';
import type { Ip } from '../../node-agent/types.ts';

const kernelsOwn = 2;

/** What routes packets in a namespace, as the commands that would make it; without what the kernel makes by itself. */
export async function printRoutes(ip: Ip): Promise<string[]> {
  const { nexthops, routes, rules } = await observeRoutes(ip);
  return [
    ...nexthops
      .map(
        ({ id, via, dev, protocol }) => `nexthop ${id} via ${via} dev ${dev} protocol ${protocol}`,
      )
      .toSorted(),
    ...routes
      .filter(({ protocol }) => protocol !== kernelsOwn)
      .map(printRoute)
      .toSorted(),
    ...rules
      .filter(({ from }) => from !== 'all')
      .map(
        ({ from, table, priority, protocol }) =>
          `rule ${priority} from ${from} table ${table} protocol ${protocol}`,
      )
      .toSorted(),
  ];
}

function printRoute({ dst, table, nhid, via, dev, protocol, metric }: RouteRow): string {
  const object = nhid === undefined ? '' : ` nhid ${nhid}`;
  const rank = metric === 0 ? '' : ` metric ${metric}`;
  return `route ${dst}${object} via ${via} dev ${dev} table ${table} protocol ${protocol}${rank}`;
}
