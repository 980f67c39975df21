import PQueue from 'p-queue';
import type { Entry } from '../journal/ledger.ts';
import type { Attachment } from '../journal/types.ts';
import { isAdopted } from './adopted.ts';
import { settleInterrupted } from './interrupted.ts';
import { turnOf } from './serial.ts';
import type { Context } from './types.ts';
import { undoAttachment } from './undo.ts';

export type Victim = {
  readonly attachment: Attachment;
  readonly reason: 'its network namespace is gone' | 'it was begun and never finished';
};

/**
 * Which attachments are over. A path that is not in `identities` could not be asked: whoever is there is left alone, because
 * an error is no proof that a pod is gone.
 *
 * @param identities of the namespaces by path; `undefined` where no namespace is
 */
export function planCollection(
  entries: readonly Entry[],
  identities: ReadonlyMap<string, string | undefined>,
): readonly Victim[] {
  return entries.flatMap(({ attachment, state }): readonly Victim[] => {
    // Held as long as its pod or its address is there, whatever its namespace: adoption.ts looks.
    if (isAdopted(attachment)) return [];
    const { path, identity } = attachment.netns;
    const gone = identities.has(path) && identities.get(path) !== identity;
    if (state !== 'attaching' && gone)
      return [{ attachment, reason: 'its network namespace is gone' }];
    if (state === 'abandoned' || state === 'interrupted')
      return [{ attachment, reason: 'it was begun and never finished' }];
    return [];
  });
}

export type Collected = {
  readonly freed: readonly Victim[];
  /** What could not be undone or asked. */
  readonly problems: readonly unknown[];
  /** Those that could not be undone. */
  readonly stuck: readonly { readonly victim: Victim; readonly error: unknown }[];
};

/** As many as calls of runtimes side by side: after a reboot all pods of the node are over, and plugins must run for each. */
const concurrency = 8;

/** Undoes what is over, as far as `due` says so, and writes what is owed to the journal. Never rejects. */
export async function collect(
  context: Context,
  due: (victim: Victim) => boolean = () => true,
): Promise<Collected> {
  const problems: unknown[] = [];
  const stuck: { victim: Victim; error: unknown }[] = [];
  await context.writer.settle().catch((error: unknown) => problems.push(error));
  const entries = context.ledger.entries();
  const { identities, failures } = await readIdentities(context, entries);
  problems.push(...failures);
  const queue = new PQueue({ concurrency });
  const undo = async (victim: Victim): Promise<readonly Victim[]> => {
    try {
      return (await collectOne(context, victim)) ? [victim] : [];
    } catch (error) {
      problems.push(error);
      stuck.push({ victim, error });
      return [];
    }
  };
  const victims = planCollection(entries, identities).filter(due);
  const freed = await queue.addAll(victims.map((victim) => () => undo(victim)));
  return { freed: freed.flat(), problems, stuck };
}

async function readIdentities({ netnsIdentity }: Context, entries: readonly Entry[]) {
  const paths = [...new Set(entries.map(({ attachment }) => attachment.netns.path))];
  const identities = new Map<string, string | undefined>();
  const failures: unknown[] = [];
  const read = async (path: string): Promise<void> => {
    try {
      identities.set(path, await netnsIdentity(path));
    } catch (error) {
      failures.push(error);
    }
  };
  await Promise.all(paths.map(read));
  return { identities, failures };
}

async function lives({ netnsIdentity }: Context, { netns }: Attachment): Promise<boolean> {
  return (await netnsIdentity(netns.path)) === netns.identity;
}

/** Looks again once it is this container's turn: an ADD or DEL may have been faster. */
async function collectOne(context: Context, { attachment, reason }: Victim): Promise<boolean> {
  const { plugin, key } = attachment;
  return context.serial(turnOf({ plugin, containerID: key.containerID }), async () => {
    const now = context.ledger.get(attachment.key);
    if (now?.attachment !== attachment || now.state === 'attaching') return false;
    if (now.state === 'attached' && (await lives(context, attachment))) return false;
    if (now.state === 'interrupted') {
      if (!(await settleInterrupted(context, attachment))) return false;
    } else await undoAttachment(context, attachment);
    context.log.info('collected an attachment', { ...attachment.key, reason });
    return true;
  });
}
