import type { NexthopRow, RouteRow } from '../iproute2/types.ts';
import type { Ip } from '../types.ts';
import { observeNexthops, observePolicy } from './observe.ts';
import { planRoutes } from './plan.ts';
import type { Desired, RouteConfig, RoutePlan } from './types.ts';

/**
 * Observes and plans. A route tells its next hop, so as long as every route is right the nexthops need not be asked for:
 * they are half of what the kernel has to say. Some of ours that no route uses are then seen only with the next change, or
 * when no network is left.
 * Rejects as `observePolicy`.
 */
export async function planPass(ip: Ip, desired: Desired, config: RouteConfig): Promise<RoutePlan> {
  const policy = await observePolicy(ip);
  const implied = impliedNexthops(policy.routes, config);
  const plan = planRoutes(desired, { ...policy, nexthops: implied }, config);
  if (plan.steps.length === 0 && desired.networks.length > 0) return plan;
  return planRoutes(desired, { ...policy, nexthops: await observeNexthops(ip) }, config);
}

/** The nexthops that routes of ours use, as ours. */
function impliedNexthops(
  routes: readonly RouteRow[],
  { protocol, nexthopBase }: RouteConfig,
): NexthopRow[] {
  return routes.flatMap((row) => {
    const { nhid: id = 0, via, dev } = row;
    return row.protocol === protocol && id >= nexthopBase ? { id, via, dev, protocol } : [];
  });
}
