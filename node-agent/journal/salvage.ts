import { keyText, type Recorded, replay } from './replay.ts';
import type { Attachment, JournalRecord } from './types.ts';

/** Two living records that have one address; `undefined` when each address is one record's. */
export function findConflict(records: readonly JournalRecord[]): string | undefined {
  const holders = new Map<string, string>();
  for (const [key, { attachment }] of replay(records))
    for (const { pool, index } of attachment.reservations) {
      const address = `${pool}#${index}`;
      const holder = holders.get(address);
      if (holder !== undefined)
        return `index ${index} of ${pool} is held by ${holder} and by ${key}`;
      holders.set(address, key);
    }
  return undefined;
}

/**
 * What the readable records of a damaged journal say is attached. Where a `del` was lost, two records have one address: the
 * later one keeps it, and the earlier one keeps its links and plugins, which are undone as ever.
 */
export function salvage(records: readonly JournalRecord[]): readonly Recorded[] {
  const lastAdd = new Map<string, number>();
  records.forEach((record, at) => {
    if (record.op === 'add') lastAdd.set(keyText(record.attachment.key), at);
  });
  const holders = new Map<string, string>();
  const latestFirst = [...replay(records)].toSorted(
    ([one], [other]) => (lastAdd.get(other) ?? 0) - (lastAdd.get(one) ?? 0),
  );
  const kept = latestFirst.map(([key, { attachment, done }]) => ({
    attachment: withoutTaken(attachment, key, holders),
    done,
  }));
  return kept.toReversed();
}

function withoutTaken(
  attachment: Attachment,
  key: string,
  holders: Map<string, string>,
): Attachment {
  const reservations = attachment.reservations.filter(({ pool, index }) => {
    const address = `${pool}#${index}`;
    if (holders.has(address)) return false;
    holders.set(address, key);
    return true;
  });
  return { ...attachment, reservations };
}
