import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../cni/protocol/types.ts';
import type { Attachment } from '../journal/types.ts';
import { undoNetworks } from '../meta/run/undo.ts';
import { runDelete } from './delegates.ts';
import { messageOf } from './failure.ts';
import { deleteLinks } from './kernel.ts';
import { isHostNetns } from './namespace.ts';
import type { Context } from './types.ts';

/**
 * Takes back all of an attachment that is there, from its record alone: links, then delegates or networks in reverse, then the addresses.
 * Can be repeated. What fails keeps its record, so that the next DEL or the collector finds it; an address is never
 * free while the link that bears it may live.
 *
 * @param otherPath where the caller says the namespace is; used only when it is the same namespace
 * @throws CniError that lists everything that failed
 */
export async function undoAttachment(
  context: Context,
  attachment: Attachment,
  otherPath = '',
): Promise<void> {
  const problems = await undoKernel(context, attachment, otherPath);
  if (problems.length > 0) {
    context.ledger.abandon(attachment.key);
    const { network, containerID, ifName } = attachment.key;
    const message = `cannot undo ${ifName} of ${containerID} in network ${network}: ${problems.map(messageOf).join('; ')}`;
    const [first] = problems;
    const code = first instanceof CniError ? first.code : cniErrorCodes.linkFailed;
    throw new CniError(code, message, '', { cause: new AggregateError(problems) });
  }
  const record = { op: 'del', key: attachment.key } as const;
  await context.writer.release(record);
  context.ledger.apply(record);
}

async function undoKernel(
  context: Context,
  attachment: Attachment,
  otherPath: string,
): Promise<readonly unknown[]> {
  try {
    const netns = await locate(context, attachment, otherPath);
    if (netns !== undefined && attachment.links.length > 0)
      await deleteUnlessGone(context, attachment, netns);
    // A record of an earlier release may be of the host's own namespace: there our group is ours, but no plugin may delete links.
    const outside = netns === undefined || (await isHostNetns(context, netns));
    const problems = await undoDelegates(context, attachment, outside ? '' : netns);
    return [...problems, ...(await undoNetworks(context, attachment, outside ? '' : netns))];
  } catch (error) {
    return [error];
  }
}

/** Where the attachment's namespace is now, or `undefined` when no path leads to it: then it is gone with all its links. */
async function locate(
  { netnsIdentity }: Context,
  { netns }: Attachment,
  otherPath: string,
): Promise<string | undefined> {
  for (const path of [netns.path, otherPath])
    if (path !== '' && (await netnsIdentity(path)) === netns.identity) return path;
  return undefined;
}

/** A namespace can vanish between the look and the command. */
async function deleteUnlessGone(
  context: Context,
  attachment: Attachment,
  netns: string,
): Promise<void> {
  try {
    await deleteLinks(context, attachment, netns);
  } catch (error) {
    if ((await context.netnsIdentity(netns)) === attachment.netns.identity) throw error;
  }
}

async function undoDelegates(
  context: Context,
  attachment: Attachment,
  netns: string,
): Promise<readonly unknown[]> {
  const problems: unknown[] = [];
  for (const call of attachment.delegates.toReversed()) {
    try {
      await runDelete(context, attachment, call, netns);
    } catch (error) {
      problems.push(error);
    }
  }
  return problems;
}
