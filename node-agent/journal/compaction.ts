import type { Recorded } from './replay.ts';
import type { JournalRecord } from './types.ts';

/** Below this many dead records a rewrite costs more than it saves: a node with two pods would compact all day. */
const worthwhile = 256;

/** The fewest records that replay to `live`, in the order of `live`. */
export function compactRecords(live: Iterable<Recorded>): readonly JournalRecord[] {
  return [...live].flatMap(({ attachment, done }): readonly JournalRecord[] => {
    const add: JournalRecord = { op: 'add', attachment };
    return done ? [add, { op: 'done', key: attachment.key }] : [add];
  });
}

/** Whether dead records outnumber the live ones: then a rewrite at least halves the file. */
export function isCompactionDue(counts: {
  readonly written: number;
  readonly live: number;
}): boolean {
  const dead = counts.written - counts.live;
  return dead > Math.max(counts.live, worthwhile);
}
