import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type Request, type Result } from '../../cni/protocol/types.ts';
import type { Entry } from '../journal/ledger.ts';
import type { Attachment } from '../journal/types.ts';
import { keyOf } from './assemble.ts';
import { findDifferences } from './differences.ts';
import { settleInterrupted } from './interrupted.ts';
import { isThere } from './scan.ts';
import type { Context } from './types.ts';
import { undoAttachment } from './undo.ts';

/**
 * Makes way for an ADD: what an earlier sandbox or an unfinished try left under the same key is undone, unless that sandbox lives.
 *
 * @param differencesOf what of a living attachment is not as it was made
 * @returns the earlier result when this ADD is a repetition and everything is in place
 * @throws CniError `badConfig` when the attachment lives and the request is another one, or of another namespace, or its links
 * were tampered with
 */
export async function settleEarlier(
  context: Context,
  request: Request,
  now: { readonly identity: string; readonly digest: string },
  differencesOf: (attachment: Attachment) => Promise<readonly string[]> = (attachment) =>
    findDifferences(context, attachment),
): Promise<Result | undefined> {
  const entry = await earlierEntry(context, request, now.identity);
  if (entry === undefined) return undefined;
  if (isOver(entry, now.identity)) {
    await undoAttachment(context, entry.attachment);
    return undefined;
  }
  if (entry.attachment.digest !== now.digest)
    throw taken(entry.attachment, 'by a different request');
  const [difference] = await differencesOf(entry.attachment);
  if (difference === undefined) return entry.attachment.result;
  throw taken(entry.attachment, `and is not as it was made: ${difference}`);
}

/** @throws CniError `badConfig` when it is of another namespace that lives: whose container that is can be told by DEL alone */
async function earlierEntry(
  context: Context,
  request: Request,
  identity: string,
): Promise<Entry | undefined> {
  const before = context.ledger.get(keyOf(request));
  if (before?.state === 'interrupted') await settleInterrupted(context, before.attachment);
  const entry = context.ledger.get(keyOf(request));
  if (entry === undefined) return undefined;
  const { netns } = entry.attachment;
  if (netns.identity === identity || !(await isThere(context, netns))) return entry;
  throw taken(entry.attachment, `in another network namespace, ${netns.path}, which lives`);
}

function isOver({ attachment, state }: Entry, identity: string): boolean {
  return state !== 'attached' || attachment.netns.identity !== identity || isUnanswered(attachment);
}

/** An agent ended before it could record what the plugins answered: the links stand, and there is nothing to answer from. */
function isUnanswered({ meta = [] }: Attachment): boolean {
  return meta.some(({ result }) => result === undefined);
}

function taken({ key }: Attachment, why: string): CniError {
  const message = `CNI_IFNAME: ${key.ifName} of ${key.containerID} is attached to network ${key.network} already ${why}; DEL it first`;
  return new CniError(cniErrorCodes.badConfig, message);
}
