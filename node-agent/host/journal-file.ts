import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { MultiNicError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { compactRecords, isCompactionDue } from '../journal/compaction.ts';
import type { Append } from '../journal/debts.ts';
import { decodeJournal, encodeHeader, encodeRecord } from '../journal/record.ts';
import { applyRecord, type Recorded, replay } from '../journal/replay.ts';
import type { JournalRecord } from '../journal/types.ts';
import { type Disk, type DiskFile, disk, replaceFile, writeAt } from './durable-file.ts';

export type JournalFile = {
  /** What the file held when it was opened, in order. */
  readonly records: readonly JournalRecord[];
  /** Bytes of a record that a crash had cut short; they were removed. */
  readonly tornLength: number;
  /**
   * Resolves when the records are written, and on disk if one of them is an `add`; rejects with JOURNAL_UNUSABLE when
   * none of them is. `written` is called between the two. Later `del` and `done` ride on the next sync: they precede every
   * `add` that builds on them, and what a power cut loses of them concerns namespaces that went with it.
   */
  readonly append: Append;
  /** Why the last write failed; `undefined` while writing works. An `append` tries again. */
  readonly problem: () => string | undefined;
  readonly close: () => Promise<void>;
};

type Options = { readonly path: string; readonly log: Log; readonly disk?: Disk };

type Store = {
  readonly path: string;
  readonly log: Log;
  readonly io: Disk;
  readonly live: Map<string, Recorded>;
  file: DiskFile;
  /** Bytes of good records; what lies behind them belongs to a write that failed. */
  length: number;
  /** Records in the file, dead ones included. */
  written: number;
  compactFrom: number;
  dirty: boolean;
  problem: string | undefined;
};

type Waiting = {
  readonly records: readonly JournalRecord[];
  readonly written: (() => void) | undefined;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Opens the journal, or begins one where there is none. A torn tail is cut off and reported.
 *
 * @throws MultiNicError `JOURNAL_UNUSABLE` for a file that is damaged, empty or of another version: it is left as it is
 */
export async function openJournal(options: Options): Promise<JournalFile> {
  const { path, log } = options;
  const io = options.disk ?? disk;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await openOrBegin(path, io);
  try {
    const { records, tornLength, goodLength: length } = await readRecords(file, path);
    if (tornLength > 0) {
      await file.truncate(length);
      await file.sync();
      log.warn('cut off a torn record at the end of the journal', { path, bytes: tornLength });
    }
    const begun = { compactFrom: 0, dirty: false, problem: undefined, written: records.length };
    const store: Store = { path, log, io, file, length, live: replay(records), ...begun };
    return { records, tornLength, ...serve(store) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openOrBegin(path: string, io: Disk): Promise<DiskFile> {
  try {
    return await io.open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unusable(path, 'open', error);
  }
  try {
    return (await replaceFile(path, encodeHeader(crc32), io)).file;
  } catch (error) {
    throw unusable(path, 'create', error);
  }
}

async function readRecords(file: DiskFile, path: string) {
  const decoded = decodeJournal(await file.readFile(), crc32);
  if (decoded.kind === 'readable') return decoded;
  const remedy =
    'It says which addresses running pods hold, so nothing is given out: restore the file, or the version that wrote it; ' +
    'once the node is drained it may be removed';
  throw new MultiNicError('JOURNAL_UNUSABLE', `journal ${path}: ${decoded.reason}. ${remedy}`);
}

/** One writer; whatever waits while a sync runs shares the next one (group commit). */
function serve(store: Store): Omit<JournalFile, 'records' | 'tornLength'> {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      await commit(store, waiting.splice(0));
      await compact(store);
    }
    running = undefined;
  };
  return {
    append: (records, written) =>
      new Promise((resolve, reject) => {
        waiting.push({ records, written, resolve, reject });
        running ??= run();
      }),
    problem: () => store.problem,
    close: async () => {
      await running;
      await store.file.close();
    },
  };
}

async function commit(store: Store, batch: readonly Waiting[]): Promise<void> {
  const records = batch.flatMap((one) => one.records);
  try {
    await write(store, records, () => batch.forEach(({ written }) => written?.()));
  } catch (error) {
    const failure = unusable(store.path, 'write', error);
    store.problem = failure.message;
    await cutBack(store);
    for (const { reject } of batch) reject(failure);
    return;
  }
  store.problem = undefined;
  store.written += records.length;
  for (const record of records) applyRecord(store.live, record);
  for (const { resolve } of batch) resolve();
}

async function write(
  store: Store,
  records: readonly JournalRecord[],
  written: () => void,
): Promise<void> {
  if (store.dirty) await store.file.truncate(store.length);
  const bytes = Buffer.concat(records.map((record) => encodeRecord(record, crc32)));
  store.dirty = true;
  await writeAt(store.file, bytes, store.length);
  written();
  if (records.some(({ op }) => op === 'add')) await store.file.datasync();
  store.dirty = false;
  store.length += bytes.length;
}

/** When even this fails, `dirty` makes the next write begin with it. */
async function cutBack(store: Store): Promise<void> {
  try {
    await store.file.truncate(store.length);
  } catch (error) {
    const { path, log } = store;
    log.error('cannot cut the journal back, will try before the next write', { path, error });
  }
}

async function compact(store: Store): Promise<void> {
  const { path, log, io, live, written } = store;
  if (written < store.compactFrom || !isCompactionDue({ written, live: live.size * 2 })) return;
  const kept = compactRecords(live.values());
  const lines = kept.map((record) => encodeRecord(record, crc32));
  const bytes = Buffer.concat([encodeHeader(crc32), ...lines]);
  try {
    const { file, unsynced } = await replaceFile(path, bytes, io);
    const old = store.file;
    Object.assign(store, { file, length: bytes.length, written: kept.length, compactFrom: 0 });
    await old.close();
    if (unsynced !== undefined)
      log.warn('the compacted journal may not outlive a power cut', { path, error: unsynced });
  } catch (error) {
    store.compactFrom = written * 2;
    log.warn('cannot compact the journal, it goes on growing', { path, error });
  }
}

function unusable(path: string, verb: string, cause: unknown): MultiNicError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const remedy = 'Nothing is attached until that works: free or repair the disk';
  const message = `cannot ${verb} journal ${path}: ${reason}. ${remedy}`;
  return new MultiNicError('JOURNAL_UNUSABLE', message, { cause });
}
