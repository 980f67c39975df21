import type { Context } from '../../attach/types.ts';
import type { Attachment } from '../../journal/types.ts';
import { deviceInfoFiles } from '../plan/devices.ts';
import { deleteChain } from './chain.ts';

/**
 * Undoes the networks that a meta plugin attached, the last one first, from the record alone; goes on over failures.
 *
 * @param netns empty when the namespace is gone: the plugins then free what they hold elsewhere
 * @returns what failed
 */
export async function undoNetworks(
  context: Pick<Context, 'member' | 'removeDeviceInfo'>,
  { key: { containerID }, meta = [] }: Attachment,
  netns: string,
): Promise<readonly unknown[]> {
  const problems: unknown[] = [];
  for (const network of meta.toReversed()) {
    problems.push(...(await deleteChain(context.member, network, { containerID, netns })));
    const path = deviceInfoFiles(network)?.to;
    if (path === undefined) continue;
    await context.removeDeviceInfo?.(path).catch((error: unknown) => problems.push(error));
  }
  return problems;
}
