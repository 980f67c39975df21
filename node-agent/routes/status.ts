import type { HostNetworkStatus } from '../../lib/api/types.ts';
import type { Applied } from './apply.ts';
import type { StepFailure } from './batch-failures.ts';
import type { Desired, RoutePlan } from './types.ts';

type Pass = { readonly desired: Desired; readonly plan: RoutePlan; readonly applied: Applied };

/** What a pass achieved, network by network: the first thing that is in the way of its routes, or Ready. */
export function routeStatus({ desired, plan, applied }: Pass): HostNetworkStatus[] {
  const unhoused = desired.findings.flatMap(({ network }) => network ?? []);
  const names = new Set([...desired.networks.map(({ network }) => network), ...unhoused]);
  const tableOf = new Map(
    desired.networks.map(({ network, subnet }) => [network, plan.tables.get(subnet)]),
  );
  return [...names].map((name) => {
    const finding = plan.findings.find(({ network }) => network === name);
    const failure = applied.failures.find((each) => concerns(each, tableOf.get(name)));
    const message = finding?.message ?? (failure && sentence(failure)) ?? givenUp(applied);
    return message === undefined ? { name, routes: 'Ready' } : { name, routes: 'Failed', message };
  });
}

function givenUp({ givenUp: reason }: Applied): string | undefined {
  return reason === undefined
    ? undefined
    : `iproute2 gave up in the middle of its commands: ${reason}; they are tried again`;
}

/** A nexthop may serve every network. */
function concerns({ step }: StepFailure, table: number | undefined): boolean {
  return step.object === 'nexthop' || step.table === table;
}

function sentence({ command, reason }: StepFailure): string {
  return `\`ip ${command}\` failed: ${reason}; it is tried again, run it on the node to see more`;
}
