import type { JournalRecord } from './types.ts';

/**
 * Resolves when the records are durable, rejects when none of them is.
 *
 * @param written called before that, when the end of this process would not lose them any more, only a power cut; not every
 * journal calls it
 */
export type Append = (records: readonly JournalRecord[], written?: () => void) => Promise<void>;

/** A journal in which a freed address can always be freed: what cannot be written now is owed and comes first. */
export type Writer = {
  /** @throws what the journal throws; nothing was recorded then */
  append: Append;
  /** Records a `del`, now or later. Never rejects: `owed` tells how it went. */
  release(record: JournalRecord & { readonly op: 'del' }): Promise<void>;
  /** Tries to write what is owed. @throws what the journal throws */
  settle(): Promise<void>;
  owed(): readonly JournalRecord[];
};

/**
 * An address that was freed in memory may be given again before its `del` is on disk. Were the new `add` written and the old
 * `del` never, replay would find the address twice. So no `add` is written before all debts are.
 *
 * @param report told of every `del` that could not be written, once
 */
export function createWriter(append: Append, report: (error: unknown) => void): Writer {
  const owed: JournalRecord[] = [];
  let settling: Promise<void> | undefined;
  const pay = async (): Promise<void> => {
    const paid = [...owed];
    await append(paid);
    owed.splice(0, paid.length);
  };
  const settle = async (): Promise<void> => {
    while (owed.length > 0) {
      settling ??= pay().finally(() => {
        settling = undefined;
      });
      await settling;
    }
  };
  return {
    append: async (records, written) => {
      await settle();
      await append(records, written);
    },
    release: async (record) => {
      try {
        await settle();
        await append([record]);
      } catch (error) {
        owed.push(record);
        report(error);
      }
    },
    settle,
    owed: () => owed,
  };
}
