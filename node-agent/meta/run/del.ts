import type { Request } from '../../../cni/protocol/types.ts';
import { keyOf } from '../../attach/assemble.ts';
import { isCalledAsIpam } from '../../attach/own-names.ts';
import { isHostNetns } from '../../attach/namespace.ts';
import { undoAttachment } from '../../attach/undo.ts';
import { renderCniArgs } from '../plan/cni-args.ts';
import { runtimeArgsOf } from '../plan/capabilities.ts';
import { parseMetaConf } from '../plan/meta-conf.ts';
import { possibleNames } from '../settings.ts';
import type { PlannedNetwork } from '../types.ts';
import { deleteChain } from './chain.ts';
import { deleteFromMultus } from './del-multus.ts';
import { bareNetwork } from './member.ts';
import type { Meta } from './types.ts';

/**
 * DEL of all networks, the last one first, from the record alone: neither the API server, nor the networks, nor the pod are
 * needed. What is not recorded is success, however often it is asked.
 *
 * @throws CniError with everything that failed; it stays recorded, and the collector tries again
 */
export async function deleteNetworks(meta: Meta, request: Request): Promise<void> {
  const { context } = meta;
  const entry = context.ledger.get(keyOf(request));
  if (entry?.attachment.meta === undefined) {
    if (!isCalledAsIpam(request, possibleNames)) await deleteStranger(meta, request);
  } else await undoAttachment(context, entry.attachment, request.netns);
}

/**
 * A sandbox that is not recorded may have been attached before us, by Multus, or by the primary network alone: the runtime would
 * have called its DEL, so we do, as well as it goes. Never rejects: such a sandbox may be nobody's, and must not stay for ever.
 */
async function deleteStranger(meta: Meta, request: Request): Promise<void> {
  const { containerID } = request;
  const { context } = meta;
  // Without a namespace a plugin frees what it holds elsewhere; in the host's it would delete the host's links.
  const netns = (await isHostNetns(context, request.netns)) ? '' : request.netns;
  if (await deleteFromMultus(meta, request, { containerID, netns })) return;
  try {
    const network = await primaryOf(meta, request);
    const problems = await deleteChain(context.member, network, { containerID, netns });
    for (const error of problems)
      context.log.warn('DEL of a sandbox that is not ours failed', { containerID, error });
  } catch (error) {
    context.log.warn('no primary network to undo a sandbox with', { containerID, error });
  }
}

async function primaryOf({ planner }: Meta, request: Request): Promise<PlannedNetwork> {
  const { list, path } = await planner.findPrimary(request);
  return {
    ...bareNetwork(list, path),
    ifName: request.ifName,
    primary: true,
    args: renderCniArgs(request.args, {}, true),
    capabilityArgs: runtimeArgsOf(parseMetaConf(request.config.raw)),
  };
}
