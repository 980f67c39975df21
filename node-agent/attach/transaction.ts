import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../cni/protocol/types.ts';
import type { Session } from '../journal/ledger.ts';
import type { Attachment, JournalRecord } from '../journal/types.ts';
import { cleanUpMs, messageOf, toCniError } from './failure.ts';
import type { Context } from './types.ts';
import { undoAttachment } from './undo.ts';

type Draft = (session: Session) => Attachment;

/**
 * Takes what the attachment needs and records it; when this resolves the record is durable and nothing else has happened. When
 * it rejects, nothing is taken.
 */
export async function begin(context: Context, draft: Draft): Promise<Attachment> {
  const { attachment } = await take(context, draft, (drafted) =>
    context.writer.append([{ op: 'add', attachment: drafted }]),
  );
  return attachment;
}

/**
 * Like `begin`, but resolves when the record would outlive this process; that it is on disk may take as long as a plugin does.
 *
 * @returns `unsafe`: the reason why the record is not on disk, or `undefined` once it is; never rejects
 */
export async function beginEarly(
  context: Context,
  draft: Draft,
): Promise<{ readonly attachment: Attachment; readonly unsafe: Promise<unknown> }> {
  const { attachment, recorded } = await take(context, draft, async (drafted) => {
    const written = Promise.withResolvers<void>();
    const durable = context.writer.append([{ op: 'add', attachment: drafted }], written.resolve);
    await Promise.race([written.promise, durable]);
    const unsafe = durable.then(
      () => undefined,
      (error: unknown) => error,
    );
    return { unsafe };
  });
  return { attachment, ...recorded };
}

/** Gives back what was taken when `record` rejects. */
async function take<T>(
  { ledger }: Context,
  draft: Draft,
  record: (attachment: Attachment) => Promise<T>,
): Promise<{ readonly attachment: Attachment; readonly recorded: T }> {
  const session = ledger.open();
  try {
    const attachment = draft(session);
    const recorded = await record(attachment);
    session.commit(attachment);
    return { attachment, recorded };
  } catch (error) {
    session.cancel();
    throw error;
  }
}

/**
 * Does the work of an attachment that was begun, and records that it is done; or undoes all of it and throws what went wrong.
 * What could not be undone is added to the details and left to the collector.
 *
 * @param doneWith the record of what the work gave; absent: that it is done is all there is to say
 */
export async function finish<T>(
  context: Context,
  { key }: Attachment,
  work: () => Promise<T>,
  doneWith: (outcome: T) => JournalRecord = () => ({ op: 'done', key }),
): Promise<T> {
  try {
    const outcome = await work();
    const record = doneWith(outcome);
    await context.writer.append([record]);
    context.ledger.apply(record);
    return outcome;
  } catch (error) {
    throw await rollBack(context, key, error);
  }
}

async function rollBack(
  context: Context,
  key: Attachment['key'],
  error: unknown,
): Promise<unknown> {
  const cause = toCniError(error);
  const entry = context.ledger.get(key);
  if (entry === undefined) return cause;
  try {
    await context.scope.extend(cleanUpMs, () => undoAttachment(context, entry.attachment));
    return cause;
  } catch (left) {
    const code = cause instanceof CniError ? cause.code : cniErrorCodes.linkFailed;
    const message = `${messageOf(cause)}; and ${messageOf(left)}, the agent goes on trying`;
    return new CniError(code, message, messageOf(left), { cause: error });
  }
}
