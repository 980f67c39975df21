import { randomUUID } from 'node:crypto';
import { lstatSync, statSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { MultiNicError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { compactRecords } from '../journal/compaction.ts';
import {
  decodeJournal,
  encodeHeader,
  encodeRecord,
  type JournalHeader,
} from '../journal/record.ts';
import { replay } from '../journal/replay.ts';
import { findConflict, salvage } from '../journal/salvage.ts';
import type { JournalRecord } from '../journal/types.ts';
import { type Disk, type DiskFile, replaceFile } from './durable-file.ts';

/** `identity` is always there: a journal of before gets one when it is opened. */
export type Header = JournalHeader & { readonly identity: string };

/** How the journal was found at start. */
export type JournalOrigin =
  | { readonly kind: 'found' }
  /** There was none: a new node, one of another product, or a loss. */
  | { readonly kind: 'begun' }
  /** It could not be read as a whole and lies at `aside` now; what could be read of it was taken over. */
  | { readonly kind: 'damaged'; readonly reason: string; readonly aside: string };

export type OpenedJournal = {
  readonly file: DiskFile;
  readonly header: Header;
  readonly records: readonly JournalRecord[];
  /** Bytes of the file. */
  readonly length: number;
  /** Bytes of a record that a crash had cut short; they were removed. */
  readonly tornLength: number;
  readonly origin: JournalOrigin;
};

type Place = { readonly path: string; readonly log: Log; readonly io: Disk };

/**
 * Opens the journal. Where there is none one is begun, and what cannot be read is set aside: both are journals that have not
 * adopted yet what pools and namespaces know.
 *
 * @throws MultiNicError `JOURNAL_UNUSABLE` for a journal of a newer version, which is left as it is, and where the disk refuses
 */
export async function openOrBegin(place: Place): Promise<OpenedJournal> {
  const { path } = place;
  const obstacle = obstacleAt(path);
  if (obstacle === 'nothing') return begin(place, [], { kind: 'begun' });
  if (obstacle !== undefined) return beginAnother(place, obstacle, []);
  const file = await open(place);
  if (typeof file === 'string') return beginAnother(place, file, []);
  try {
    return await read(place, file);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** What keeps the path from being opened as a file; a pipe there would be waited at for ever. */
function obstacleAt(path: string): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 'nothing';
  const target = found.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : found;
  if (target === undefined) return 'it is a symbolic link to what is not there';
  if (target.isDirectory()) return 'it is a directory';
  return target.isFile() ? undefined : 'it is not a regular file';
}

/** Errors of this file, which stay when it is tried again; anything else may be the disk's or the process's. */
const unreadable = new Set(['EIO', 'EACCES', 'EPERM', 'ELOOP', 'EUCLEAN', 'EBADMSG']);

async function open({ path, io }: Place): Promise<DiskFile | string> {
  try {
    return await io.open(path, 'r+');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (unreadable.has(code)) return `it cannot be opened: ${message}`;
    throw unusable(path, 'open', error);
  }
}

async function read(place: Place, file: DiskFile): Promise<OpenedJournal> {
  const { path, log } = place;
  const bytes = await file.readFile().catch((error: Error) => error);
  if (bytes instanceof Error) {
    await file.close();
    return beginAnother(place, `it cannot be read: ${bytes.message}`, []);
  }
  const decoded = decodeJournal(bytes, crc32);
  if (decoded.kind === 'refused') throw refused(path, decoded.reason);
  const { records } = decoded;
  const reason = decoded.kind === 'damaged' ? decoded.reason : findConflict(records);
  if (decoded.kind === 'damaged' || reason !== undefined) {
    await file.close();
    return beginAnother(place, reason ?? '', records);
  }
  const { tornLength, goodLength: length, header } = decoded;
  if (tornLength > 0) {
    await file.truncate(length);
    await file.sync();
    log.warn('cut off a torn record at the end of the journal', { path, bytes: tornLength });
  }
  if (header.identity === undefined) {
    await file.close();
    return identify(place, records, tornLength);
  }
  const known = { ...header, identity: header.identity };
  return { file, header: known, records, length, tornLength, origin: { kind: 'found' } };
}

/** Of a release before there was an identity. With records it is whole; without any it looks like one that was lost. */
async function identify(
  place: Place,
  records: readonly JournalRecord[],
  tornLength: number,
): Promise<OpenedJournal> {
  const kept = compactRecords(replay(records).values());
  const adopted = records.length > 0;
  const begun = await write(place, kept, adopted);
  return { ...begun, records, tornLength, origin: adopted ? { kind: 'found' } : { kind: 'begun' } };
}

async function beginAnother(
  place: Place,
  reason: string,
  readable: readonly JournalRecord[],
): Promise<OpenedJournal> {
  const { path, log, io } = place;
  const aside = freeName(path);
  const kept = compactRecords(salvage(readable));
  try {
    await io.rename(path, aside);
  } catch (error) {
    throw unusable(path, 'set aside', error);
  }
  log.error(
    'the journal is damaged: it was set aside, and what still could be read of it is kept',
    {
      path,
      aside,
      reason,
      attachments: replay(kept).size,
    },
  );
  return begin(place, kept, { kind: 'damaged', reason, aside });
}

async function begin(
  place: Place,
  records: readonly JournalRecord[],
  origin: JournalOrigin,
): Promise<OpenedJournal> {
  return { ...(await write(place, records, false)), tornLength: 0, origin };
}

async function write(
  { path, io }: Place,
  records: readonly JournalRecord[],
  adopted: boolean,
): Promise<Omit<OpenedJournal, 'tornLength' | 'origin'>> {
  const header = { identity: randomUUID(), adopted };
  const bytes = encodeJournal(header, records);
  try {
    const { file } = await replaceFile(path, bytes, io);
    return { file, header, records, length: bytes.length };
  } catch (error) {
    throw unusable(path, 'create', error);
  }
}

/** A whole journal as it stands on the disk. */
export function encodeJournal(header: Header, records: readonly JournalRecord[]): Buffer {
  const lines = records.map((record) => encodeRecord(record, crc32));
  return Buffer.concat([encodeHeader(header, crc32), ...lines]);
}

/** `journal.damaged`, `journal.damaged-2`, …: what was set aside before is evidence as well. */
export function asideName(path: string, count: number): string {
  return count === 1 ? `${path}.damaged` : `${path}.damaged-${count}`;
}

export const mostAside = 9;

function freeName(path: string): string {
  for (let count = 1; count <= mostAside; count += 1) {
    const name = asideName(path, count);
    if (lstatSync(name, { throwIfNoEntry: false }) === undefined) return name;
  }
  const last = asideName(path, mostAside);
  const message = `journal ${path} is damaged, and so were ${mostAside} before it, up to ${last}. Repair the disk, look at these files, and remove them`;
  throw new MultiNicError('JOURNAL_UNUSABLE', message);
}

function refused(path: string, reason: string): MultiNicError {
  const remedy =
    'It says which addresses running pods hold, so nothing is given out: run the version that wrote it; ' +
    'once the node is drained it may be removed';
  return new MultiNicError('JOURNAL_UNUSABLE', `journal ${path}: ${reason}. ${remedy}`);
}

export function unusable(path: string, verb: string, cause: unknown): MultiNicError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const remedy = 'Nothing is attached until that works: free or repair the disk';
  const message = `cannot ${verb} journal ${path}: ${reason}. ${remedy}`;
  return new MultiNicError('JOURNAL_UNUSABLE', message, { cause });
}
