import type { Ip, Known } from '../types.ts';
import { desiredRoutes } from './desired.ts';
import { planPass } from './pass.ts';
import type { Protected } from './protected.ts';
import type { RouteConfig } from './types.ts';

type Input = {
  readonly ip: Ip;
  /** What the API server has now; `undefined` while it does not answer. */
  readonly known: Known | undefined;
  readonly nodeName: string;
  readonly config: RouteConfig;
  readonly ranges: readonly Protected[];
};

/**
 * How many routes, rules and next hops of ours the kernel has that no network needs; `undefined` while the networks are not
 * known. Only looks: taking them away is the routes' own pass.
 */
export async function countStaleRoutes({
  ip,
  known,
  nodeName,
  config,
  ranges,
}: Input): Promise<number | undefined> {
  if (known === undefined) return undefined;
  const { steps } = await planPass(ip, desiredRoutes(known, nodeName, ranges), config);
  return steps.filter(({ verb }) => verb === 'del').length;
}
