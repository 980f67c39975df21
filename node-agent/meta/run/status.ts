import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes, type Request } from '../../../cni/protocol/types.ts';
import { messageOf } from '../../attach/failure.ts';
import { requireJournal } from '../../attach/status.ts';
import { parseMetaConf } from '../plan/meta-conf.ts';
import { knowsCommand } from '../plan/requests.ts';
import { bareNetwork, nobody, runMember } from './member.ts';
import type { Meta, Primary } from './types.ts';

/** A signal of the past: who waits with it looks once. */
const once = AbortSignal.abort();

/**
 * STATUS: whether an ADD could succeed now.
 *
 * @throws CniError `unavailable` when the journal cannot be written, or the primary network or its readiness file is not there;
 * else what a member of the primary network says, with its code
 */
export async function reportNetworkStatus(meta: Meta, request: Request): Promise<void> {
  const { context } = meta;
  await requireJournal(context);
  const { list, path } = await primaryOrUnavailable(meta, request);
  if (!knowsCommand(list, 'STATUS')) return;
  const network = bareNetwork(list, path);
  for (const index of list.plugins.keys())
    await runMember(context.member, network, index, { command: 'STATUS', sandbox: nobody });
}

async function primaryOrUnavailable(
  { effects, planner }: Meta,
  request: Request,
): Promise<Primary> {
  try {
    const { readinessFile } = parseMetaConf(request.config.raw);
    if (readinessFile !== undefined) await effects.waitForFile(readinessFile, once);
    return await planner.findPrimary(request);
  } catch (error) {
    const message = `the primary network is not there yet: ${messageOf(error)}`;
    throw new CniError(cniErrorCodes.unavailable, message, '', { cause: error });
  }
}
