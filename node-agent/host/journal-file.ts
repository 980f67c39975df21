import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { MultiNicError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { compactRecords, isCompactionDue } from '../journal/compaction.ts';
import type { Append } from '../journal/debts.ts';
import { encodeRecord } from '../journal/record.ts';
import { applyRecord, type Recorded, replay } from '../journal/replay.ts';
import type { JournalRecord } from '../journal/types.ts';
import { type Disk, type DiskFile, disk, replaceFile, writeAt } from './durable-file.ts';
import {
  encodeJournal,
  type Header,
  type JournalOrigin,
  openOrBegin,
  unusable,
} from './journal-open.ts';

export type JournalFile = {
  /** What the file held when it was opened, in order. */
  readonly records: readonly JournalRecord[];
  /** Bytes of a record that a crash had cut short; they were removed. */
  readonly tornLength: number;
  readonly origin: JournalOrigin;
  /** Random; the pools name it, so that a lost journal is told from that of a new node. */
  readonly identity: string;
  /** Whether what pools and namespaces knew when the journal was begun has been recorded in it. */
  readonly adopted: () => boolean;
  /** Says in the file that it has; when that fails, the next start only looks again. */
  readonly confirmAdopted: () => Promise<void>;
  /**
   * Resolves when the records are written, and on disk if one of them is an `add`; rejects with JOURNAL_UNUSABLE when
   * none of them is. `written` is called between the two. Later `del` and `done` ride on the next sync: they precede every
   * `add` that builds on them, and what a power cut loses of them concerns namespaces that went with it.
   */
  readonly append: Append;
  /** Why the last write failed; `undefined` while writing works. An `append` tries again. */
  readonly problem: () => string | undefined;
  /**
   * Does to the disk what an `add` does, without leaving anything, unless one was written, or tried, a moment ago.
   * Rejects with JOURNAL_UNUSABLE when an `add` would.
   */
  readonly probe: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Options = {
  readonly path: string;
  readonly log: Log;
  readonly disk?: Disk;
  /** Milliseconds of a clock that does not jump. */
  readonly now?: () => number;
};

type Store = {
  readonly path: string;
  readonly log: Log;
  readonly io: Disk;
  readonly now: () => number;
  readonly live: Map<string, Recorded>;
  file: DiskFile;
  header: Header;
  /** Bytes of good records; what lies behind them belongs to a write that failed. */
  length: number;
  /** Records in the file, dead ones included. */
  written: number;
  compactFrom: number;
  dirty: boolean;
  failure: MultiNicError | undefined;
  /** The file has to be written as a whole, whether that is worth it or not. */
  rewrite: boolean;
  /** When a sync was last tried. */
  triedAt: number | undefined;
};

type Waiting = {
  readonly records: readonly JournalRecord[];
  readonly written: (() => void) | undefined;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Opens the journal, or begins one; see `openOrBegin`. A torn tail is cut off and reported.
 *
 * @throws MultiNicError `JOURNAL_UNUSABLE`
 */
export async function openJournal(options: Options): Promise<JournalFile> {
  const { path, log, now = () => performance.now() } = options;
  const io = options.disk ?? disk;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { file, header, records, length, tornLength, origin } = await openOrBegin({
    path,
    log,
    io,
  });
  const begun = { compactFrom: 0, dirty: false, failure: undefined, written: records.length };
  const proof = { rewrite: false, triedAt: undefined };
  const live = replay(records);
  const store: Store = { path, log, io, now, file, header, length, live, ...begun, ...proof };
  return { records, tornLength, origin, identity: header.identity, ...serve(store) };
}

/** A runtime asks for STATUS every few seconds; a disk that failed may work again sooner than it is proven again. */
const provenForMs = 10_000;
const failedForMs = 1_000;

/** One writer; whatever waits while a sync runs shares the next one (group commit). */
function serve(store: Store): Omit<JournalFile, 'records' | 'tornLength' | 'origin' | 'identity'> {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (waiting.length > 0 || store.rewrite) {
      const batch = Object.groupBy(waiting.splice(0), ({ records }) =>
        records.length > 0 ? 'appends' : 'probes',
      );
      if (batch.appends !== undefined) await commit(store, batch.appends);
      if (batch.probes !== undefined) await settle(store, batch.probes, () => tryOut(store));
      await compact(store);
    }
    running = undefined;
  };
  const append: Append = (records, written) =>
    new Promise((resolve, reject) => {
      waiting.push({ records, written, resolve, reject });
      running ??= run();
    });
  return {
    append,
    adopted: () => store.header.adopted,
    confirmAdopted: async () => {
      if (store.header.adopted) return;
      store.header = { ...store.header, adopted: true };
      store.rewrite = true;
      running ??= run();
      await running;
    },
    problem: () => store.failure?.message,
    probe: () => probe(store, () => append([])),
    close: async () => {
      await running;
      await store.file.close();
    },
  };
}

/** @param add does what an `add` does; the answer of the last time counts for a while */
async function probe(store: Store, add: () => Promise<void>): Promise<void> {
  const { failure, triedAt = -Infinity } = store;
  const isRecent = store.now() - triedAt < (failure === undefined ? provenForMs : failedForMs);
  if (!isRecent) await add();
  else if (failure !== undefined) throw failure;
}

async function commit(store: Store, batch: readonly Waiting[]): Promise<void> {
  const records = batch.flatMap((one) => one.records);
  const written = (): void => batch.forEach((one) => one.written?.());
  const done = await settle(store, batch, () => write(store, records, written));
  if (!done) return;
  store.written += records.length;
  for (const record of records) applyRecord(store.live, record);
}

/** @returns whether the work was done, as those who wait were told */
async function settle(
  store: Store,
  batch: readonly Waiting[],
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
  } catch (error) {
    const failure = unusable(store.path, 'write', error);
    store.failure = failure;
    store.triedAt = store.now();
    await cutBack(store);
    for (const { reject } of batch) reject(failure);
    return false;
  }
  store.failure = undefined;
  for (const { resolve } of batch) resolve();
  return true;
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
  if (records.some(({ op }) => op === 'add')) await sync(store);
  store.dirty = false;
  store.length += bytes.length;
}

async function sync(store: Store): Promise<void> {
  await store.file.datasync();
  store.triedAt = store.now();
}

/** Longer than what is left of a block: a full disk takes no more than that. Left behind by a crash it says nothing. */
const nothing = encodeRecord(
  { op: 'del', key: { plugin: '', containerID: '', ifName: '', network: ' '.repeat(8_192) } },
  crc32,
);

async function tryOut(store: Store): Promise<void> {
  if (store.dirty) await store.file.truncate(store.length);
  store.dirty = true;
  await writeAt(store.file, nothing, store.length);
  await sync(store);
  await store.file.truncate(store.length);
  store.dirty = false;
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
  const { path, log, io, live, written, rewrite, header } = store;
  const due = isCompactionDue({ written, live: live.size * 2 });
  if (!rewrite && (written < store.compactFrom || !due)) return;
  store.rewrite = false;
  const kept = compactRecords(live.values());
  const bytes = encodeJournal(header, kept);
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
