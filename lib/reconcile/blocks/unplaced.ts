import type { Finding } from '../types.ts';
import { listNames } from '../text.ts';
import type { BlockConfig, Nic } from './types.ts';

/** One finding per host network that ran out of host blocks, naming the NICs that got none. */
export function noHostBlock(config: BlockConfig, unplaced: readonly Nic[]): readonly Finding[] {
  const byNet = Map.groupBy(unplaced, ({ net }) => net);
  return [...byNet].map(([net, nics]) => ({
    reason: 'HostBlocksExhausted',
    message:
      `MultiNicNetwork ${config.network}: no host block is left on host network ${net} for ` +
      `${listNames(nics.map(({ host, name }) => `${host} (${name})`))}; hostBlock ${config.hostBlock} allows ` +
      `${2 ** config.hostBlock} less the excluded ones: raise hostBlock, or remove hosts`,
  }));
}
