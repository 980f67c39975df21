import type { Request } from '../../../cni/protocol/types.ts';
import { keyOf } from '../../attach/assemble.ts';
import { undoAttachment } from '../../attach/undo.ts';
import type { Meta } from './types.ts';

/**
 * DEL of all networks, the last one first, from the record alone: neither the API server, nor the networks, nor the pod are
 * needed. What is not recorded is gone: success, however often it is asked.
 *
 * @throws CniError with everything that failed; it stays recorded, and the collector tries again
 */
export async function deleteNetworks({ context }: Meta, request: Request): Promise<void> {
  const entry = context.ledger.get(keyOf(request));
  if (entry?.attachment.meta === undefined) return;
  await undoAttachment(context, entry.attachment, request.netns);
}
