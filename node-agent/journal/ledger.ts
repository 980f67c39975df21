import { createPoolUse, type PoolUse, type Taken } from './pool-use.ts';
import { createGiven, type PodName } from './given.ts';
import { applyRecord, keyText, type Recorded, replay } from './replay.ts';
import type { Attachment, AttachmentKey, JournalRecord } from './types.ts';

export type { PodName };

/**
 * `interrupted`: begun by an agent that ended before it recorded the end; it may be complete or not. `abandoned`: begun and
 * not undone, because the undoing failed. The collector takes up both.
 */
export type AttachmentState = 'attaching' | 'attached' | 'interrupted' | 'abandoned';

export type Entry = { readonly attachment: Attachment; readonly state: AttachmentState };

/** Picks a free index, or `undefined` when the pool is full. Must not return a used one. */
export type Choose = (used: ReadonlySet<number>, highest: number | undefined) => number | undefined;

/** Indexes held for an ADD whose record is not yet durable. Ends with `commit` or `cancel`, once. */
export type Session = {
  take(pool: string, choose: Choose): number | undefined;
  /** The attachment is recorded: from now on its indexes are the attachment's. */
  commit(attachment: Attachment): void;
  cancel(): void;
};

/** The journal in memory: what is attached, and which addresses are therefore not free. */
export type Ledger = {
  readonly get: (key: AttachmentKey) => Entry | undefined;
  readonly entries: () => readonly Entry[];
  readonly used: (pool: string) => ReadonlySet<number>;
  /** Whether this journal gave the address to the pod, as far as it remembers what it freed. */
  readonly gave: (taken: Taken, pod: PodName) => boolean;
  readonly open: () => Session;
  /** Follows a record that was written, or must be taken for written. */
  readonly apply: (record: JournalRecord) => void;
  /** Leaves an attachment, begun and not undone, to the collector. */
  readonly abandon: (key: AttachmentKey) => void;
};

/** Begins where the journal ended: what it holds without `done` was interrupted. */
export function createLedger(records: readonly JournalRecord[]): Ledger {
  const live = replay(records);
  const use = createPoolUse();
  const given = createGiven(records);
  const unfinished = new Map<string, 'interrupted' | 'abandoned'>();
  let sessions = 0;
  for (const [key, { attachment, done }] of live) {
    claim(use, attachment.reservations, key);
    if (!done) unfinished.set(key, 'interrupted');
  }
  const entry = (key: string, { attachment, done }: Recorded): Entry => ({
    attachment,
    state: unfinished.get(key) ?? (done ? 'attached' : 'attaching'),
  });
  const apply = (record: JournalRecord): void => {
    const key = keyText(record.op === 'add' ? record.attachment.key : record.key);
    const before = live.get(key)?.attachment.reservations ?? [];
    if (record.op !== 'done') for (const taken of before) use.release(taken, key);
    if (record.op === 'add') claim(use, record.attachment.reservations, key);
    given.note(record);
    unfinished.delete(key);
    applyRecord(live, record);
  };
  return {
    get: (key) => {
      const found = live.get(keyText(key));
      return found && entry(keyText(key), found);
    },
    entries: () => [...live].map(([key, recorded]) => entry(key, recorded)),
    used: (pool) => use.used(pool),
    gave: given.gave,
    open: () => openSession(use, apply, `session ${sessions++}`),
    apply,
    abandon: (key) => {
      if (live.has(keyText(key))) unfinished.set(keyText(key), 'abandoned');
    },
  };
}

function claim(use: PoolUse, reservations: readonly Taken[], owner: string): void {
  for (const taken of reservations) {
    const holder = use.owner(taken.pool, taken.index) ?? owner;
    if (holder !== owner)
      throw new Error(`index ${taken.index} of ${taken.pool} is ${holder}'s, wanted by ${owner}`);
    use.take(taken, owner);
  }
}

/** Its owner name holds a space, which no attachment key does. */
function openSession(use: PoolUse, apply: Ledger['apply'], owner: string): Session {
  const held: Taken[] = [];
  const release = (): void => {
    for (const taken of held.splice(0)) use.release(taken, owner);
  };
  return {
    take: (pool, choose) => {
      const index = choose(use.used(pool), use.highest(pool));
      if (index === undefined) return undefined;
      claim(use, [{ pool, index }], owner);
      held.push({ pool, index });
      return index;
    },
    commit: (attachment) => {
      release();
      apply({ op: 'add', attachment });
    },
    cancel: release,
  };
}
