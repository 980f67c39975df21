import { linksOf } from '../meta/plan/links.ts';
import { commands } from '../iproute2/commands.ts';
import { parseLinks } from '../iproute2/parse.ts';
import type { Attachment } from '../journal/types.ts';
import { findDifferences } from './differences.ts';
import { isThere } from './scan.ts';
import type { Context } from './types.ts';
import { undoAttachment } from './undo.ts';

/**
 * Ends what an agent before this one began: what stands complete in a namespace that lives is done, because all that is missing
 * is the word for it, which a power cut can take; anything else is undone.
 *
 * @returns whether it was undone
 * @throws when the kernel cannot be asked, or not all could be undone
 */
export async function settleInterrupted(
  context: Context,
  attachment: Attachment,
): Promise<boolean> {
  const { key, netns } = attachment;
  if ((await isThere(context, netns)) && (await isComplete(context, attachment))) {
    const record = { op: 'done', key } as const;
    await context.writer.append([record]);
    context.ledger.apply(record);
    context.log.info('an attachment without its last record stands, and is kept', { ...key });
    return false;
  }
  await undoAttachment(context, attachment);
  return true;
}

/** Without its result it is not known of a network whether it has one link of the name, or one for each NIC. */
const isThatLink = (name: string, wanted: string): boolean =>
  name === wanted || name.startsWith(`${wanted}-`);

/** The links are made last. Addresses alone are complete with their record; their link is of another plugin. */
async function isComplete(context: Context, attachment: Attachment): Promise<boolean> {
  const { meta, netns, links, delegates } = attachment;
  if (meta === undefined) {
    if (links.length === 0) return delegates.length === 0;
    return (await findDifferences(context, attachment)).length === 0;
  }
  const answer = await context.ip({ netns: netns.path, args: commands.links });
  const there = parseLinks(commands.links, answer, context.ip.onUnreadable).map(({ name }) => name);
  return meta.flatMap(linksOf).every((wanted) => there.some((name) => isThatLink(name, wanted)));
}
