import type { NexthopStep, RouteStep, RuleStep, Step } from './types.ts';

/** One step as one line for `ip -batch -`: put `ip` in front, and a person can paste it. */
export function renderStep(step: Step): string {
  if (step.object === 'nexthop') return renderNexthop(step);
  return step.object === 'route' ? renderRoute(step) : renderRule(step);
}

function renderNexthop(step: NexthopStep): string {
  if (step.verb === 'del') return `nexthop del id ${step.id}`;
  return `nexthop add id ${step.id} via ${step.via} dev ${step.dev} protocol ${step.protocol}`;
}

function renderRoute(step: RouteStep): string {
  const { verb, dst, table, protocol, nhid, metric, tos } = step;
  const nexthop = nhid === undefined ? '' : ` nhid ${nhid}`;
  const rank = metric === undefined ? '' : ` metric ${metric}`;
  const service = tos === undefined ? '' : ` tos ${tos}`;
  return `route ${verb} ${dst}${service}${nexthop} table ${table} protocol ${protocol}${rank}`;
}

function renderRule({ verb, from, table, priority, protocol }: RuleStep): string {
  return `rule ${verb} from ${from} table ${table} priority ${priority} protocol ${protocol}`;
}
