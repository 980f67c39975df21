import { familyOfPrefix } from '../../../cni/protocol/address.ts';
import type { Result, Route } from '../../../cni/protocol/types.ts';
import type { AttachedNetwork } from '../types.ts';
import { type DefaultRouteStep, isDefault } from './default-routes.ts';
import { linksOf } from './links.ts';

/**
 * The networks with results that say what the pod's routes are after the steps: plugins are asked at CHECK whether every
 * route of their result is there, and the status tells gateways from it. The first one's result is what the runtime gets.
 */
export function rewriteResults(
  networks: readonly AttachedNetwork[],
  steps: readonly DefaultRouteStep[],
): readonly AttachedNetwork[] {
  return networks.map((network) => {
    const { result } = network;
    const links = linksOf(network);
    const own = steps.filter(({ hops }) => links.includes(hops[0]?.dev ?? ''));
    if (result === undefined || own.length === 0) return network;
    return { ...network, result: rewrite(result, own) };
  });
}

function rewrite(result: Result, steps: readonly DefaultRouteStep[]): Result {
  const gone = (route: Route): boolean =>
    isDefault(route.dst) &&
    inMain(route) &&
    steps.some((step) => step.verb === 'del' && isSame(step, route));
  const kept = result.routes.filter((route) => !gone(route));
  const added = steps.filter(({ verb }) => verb === 'add').map(routeOf);
  return { ...result, routes: [...kept, ...added] };
}

function inMain({ table }: Route): boolean {
  return table === undefined || table === 0 || table === 254;
}

/** A route without priority got the metric that the kernel gives. */
function isSame({ family, metric }: DefaultRouteStep, { dst, priority }: Route): boolean {
  return familyOfPrefix(dst) === family && (priority === undefined || priority === metric);
}

function routeOf({ family, hops: [hop] }: DefaultRouteStep): Route {
  const dst = family === 4 ? '0.0.0.0/0' : '::/0';
  return hop?.via === undefined ? { dst } : { dst, gw: hop.via };
}
