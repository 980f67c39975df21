import { isTold } from '../../lib/backoff.ts';
import { keyText } from '../journal/replay.ts';
import { type Collected, collect, type Victim } from './collect.ts';
import { messageOf } from './failure.ts';
import type { Context } from './types.ts';

/** In rounds: with one each 5 s a plugin that always refuses is asked every 5 minutes. */
const longestPause = 60;

/**
 * About 40 minutes of refusals. The pod and its links are gone by then, and a plugin that cannot undo without what the node
 * lacks (portmap without iptables) cannot have made it either.
 */
const mostTries = 13;

type Refused = { readonly failures: number; readonly pause: number };

/**
 * The collector with a memory: what could not be undone is tried again after pauses that double, and logged after the first, second,
 * fourth, … refusal. What has no namespace any more is given up in the end, with a word on what may be left.
 */
export function createCollector(context: Context): () => Promise<Collected> {
  const refused = new Map<string, Refused>();
  const due = (victim: Victim): boolean => {
    const key = keyText(victim.attachment.key);
    const before = refused.get(key);
    if (before === undefined || before.pause <= 0) return true;
    refused.set(key, { ...before, pause: before.pause - 1 });
    return false;
  };
  return async () => {
    const collected = await collect(context, due);
    for (const { attachment } of collected.freed) refused.delete(keyText(attachment.key));
    for (const { victim, error } of collected.stuck) {
      const key = keyText(victim.attachment.key);
      const failures = (refused.get(key)?.failures ?? 0) + 1;
      refused.set(key, { failures, pause: Math.min(2 ** (failures - 1), longestPause) });
      // oxlint-disable-next-line no-await-in-loop -- hardly ever more than one
      await report(context, victim, { error, failures });
    }
    const live = new Set(context.ledger.entries().map(({ attachment }) => keyText(attachment.key)));
    for (const key of refused.keys()) if (!live.has(key)) refused.delete(key);
    return collected;
  };
}

async function report(
  { log, ledger, writer }: Context,
  { attachment, reason }: Victim,
  { error, failures }: { readonly error: unknown; readonly failures: number },
): Promise<void> {
  const fields = { ...attachment.key, reason, failures, error: messageOf(error) };
  if (reason !== 'its network namespace is gone' || failures < mostTries) {
    if (isTold(failures)) log.warn('an attachment cannot be undone yet; it is tried again', fields);
    return;
  }
  const record = { op: 'del', key: attachment.key } as const;
  ledger.apply(record);
  await writer.release(record);
  log.error('an attachment is given up; what its plugins keep outside the pod may be left', fields);
}
