import type { Attachment } from '../journal/types.ts';
import { isAdopted } from './adopted.ts';
import type { Scanned } from './scan.ts';
import type { Context } from './types.ts';

export type ReviewEffects = {
  readonly context: Pick<Context, 'ledger' | 'writer' | 'log'>;
  /** Whether a pod of that name is on this node and has not ended. Rejects when that cannot be asked. */
  readonly podLives: (pod: {
    readonly namespace: string;
    readonly name: string;
  }) => Promise<boolean>;
};

/** An adopted address is complete with its record. */
export const recordsOf = (attachment: Attachment) =>
  [
    { op: 'add', attachment },
    { op: 'done', key: attachment.key },
  ] as const;

/** Lets go of what is over: the address in no namespace and the pod gone, both twice. @returns what could not be asked */
export async function reviewAdopted(
  effects: ReviewEffects,
  over: Set<string>,
  { scanned, before }: { readonly scanned: Scanned; readonly before: readonly Attachment[] },
): Promise<readonly unknown[]> {
  const places = new Map(scanned.found.map(({ address, netns }) => [address, netns]));
  const problems: unknown[] = [];
  const isWhole = scanned.failures.length === 0;
  const look = async (attachment: Attachment): Promise<void> => {
    const name = attachment.key.ifName;
    const netns = places.get(attachment.reservations[0]?.address ?? '');
    if (netns !== undefined) await moveTo(effects.context, attachment, netns);
    const isOver = netns === undefined && isWhole && !(await needsIt(effects, attachment));
    if (!isOver) over.delete(name);
    else if (over.delete(name)) await freeAdopted(effects.context, attachment);
    else over.add(name);
  };
  for (const attachment of before)
    await look(attachment).catch((error: unknown) => problems.push(error));
  return problems;
}

/** A pod that has an attachment of ours to the network was attached again: what it had before is over. */
async function needsIt(
  { context: { ledger }, podLives }: ReviewEffects,
  { pod, key }: Attachment,
): Promise<boolean> {
  if (pod.name === '') return false;
  const isAgain = ledger
    .entries()
    .some(
      ({ attachment, state }) =>
        state === 'attached' &&
        !isAdopted(attachment) &&
        attachment.key.network === key.network &&
        attachment.pod.name === pod.name &&
        attachment.pod.namespace === pod.namespace,
    );
  return !isAgain && podLives(pod);
}

async function moveTo(
  { ledger, writer }: ReviewEffects['context'],
  attachment: Attachment,
  netns: Attachment['netns'],
): Promise<void> {
  const { path, identity } = attachment.netns;
  if (path === netns.path && identity === netns.identity) return;
  if (ledger.get(attachment.key)?.attachment !== attachment) return;
  const records = recordsOf({ ...attachment, netns });
  await writer.append(records);
  records.forEach(ledger.apply);
}

/** Frees an adopted address, unless somebody was faster. */
export async function freeAdopted(
  { ledger, writer, log }: Pick<Context, 'ledger' | 'writer' | 'log'>,
  attachment: Attachment,
): Promise<void> {
  const { key, pod, reservations } = attachment;
  if (ledger.get(key)?.attachment !== attachment) return;
  const record = { op: 'del', key } as const;
  await writer.release(record);
  ledger.apply(record);
  log.info('let go of an adopted address', { network: key.network, pod, ...reservations[0] });
}
