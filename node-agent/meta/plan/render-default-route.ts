import { word } from '../../attach/names.ts';
import type { Hop } from '../../iproute2/types.ts';
import type { DefaultRouteStep } from './default-routes.ts';

/**
 * A step as a line for `ip -batch -` in the pod's namespace. The destination is written out, because of `default` alone
 * iproute2 takes IPv4.
 *
 * @throws CniError `badEnvironment` for a link whose name cannot be given to ip
 */
export function renderDefaultRoute({ verb, family, hops, metric }: DefaultRouteStep): string {
  const dst = family === 4 ? '0.0.0.0/0' : '::/0';
  const rank = metric === 0 ? '' : ` metric ${metric}`;
  const mark = hops.length > 1 ? ' nexthop' : '';
  const legs = hops.map((hop) => `${mark}${renderHop(hop)}`).join('');
  return hops.length > 1
    ? `route ${verb} ${dst}${rank}${legs}`
    : `route ${verb} ${dst}${legs}${rank}`;
}

function renderHop({ via, dev }: Hop): string {
  const gateway = via === undefined ? '' : ` via ${word(via)}`;
  return dev === undefined ? gateway : `${gateway} dev ${word(dev)}`;
}
