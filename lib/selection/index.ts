import { none } from './none.ts';
import type { Strategy } from './types.ts';

/** Adding a strategy: write `<name>.ts`, add it here. The conformance suite does the rest. */
export const strategies: readonly Strategy[] = [none];

/** The names that the API accepts. One that is not in `strategies` has its slot and no code yet. */
export const strategyNames = ['none', 'costOpt', 'perfOpt', 'devClass', 'topology'] as const;

export type FoundStrategy =
  | { readonly ok: true; readonly strategy: Strategy }
  /** `known`: the API has the name, this version has not the strategy. */
  | { readonly ok: false; readonly known: boolean; readonly message: string };

/** @param name `attachPolicy.strategy`; absent and empty mean `none`, as upstream has it */
export function findStrategy(name: string | undefined): FoundStrategy {
  const wanted = name === undefined || name === '' ? none.name : name;
  const strategy = strategies.find((candidate) => candidate.name === wanted);
  if (strategy !== undefined) return { ok: true, strategy };
  const available = strategies.map((candidate) => candidate.name).join(', ');
  const known = (strategyNames as readonly string[]).includes(wanted);
  const reason = known ? 'is not available in this version' : 'is unknown';
  const message = `attachPolicy.strategy: ${JSON.stringify(wanted)} ${reason}; use one of: ${available}`;
  return { ok: false, known, message };
}
