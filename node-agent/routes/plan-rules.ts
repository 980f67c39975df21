import type { RuleStep } from '../iproute2/types.ts';
import type { Sorted } from './own.ts';
import type { Housed } from './reachable.ts';
import type { RouteConfig } from './types.ts';

/** One rule `from <subnet>` per table. A rule of ours with the same source and another table or priority goes afterwards. */
export function planRules(housed: readonly Housed[], { ours }: Sorted, config: RouteConfig) {
  const { rulePriority: priority, protocol } = config;
  const wanted = new Map(housed.map(({ subnet, id }) => [subnet as string, id]));
  const kept = new Set<string>();
  const del: RuleStep[] = [];
  for (const { from, table = 0, priority: rank, plain } of ours.rules) {
    const right = plain && rank === priority && wanted.get(from) === table && !kept.has(from);
    if (right) kept.add(from);
    else del.push({ object: 'rule', verb: 'del', from, table, priority: rank, protocol });
  }
  const add = [...wanted]
    .filter(([from]) => !kept.has(from))
    .map(([from, table]): RuleStep => {
      return { object: 'rule', verb: 'add', from, table, priority, protocol };
    });
  return { add, del };
}
