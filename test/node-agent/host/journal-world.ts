import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { createLog } from '../../../lib/log.ts';
import type { Disk } from '../../../node-agent/host/durable-file.ts';
import { type JournalFile, openJournal } from '../../../node-agent/host/journal-file.ts';
import { replay } from '../../../node-agent/journal/replay.ts';
import type { JournalRecord } from '../../../node-agent/journal/types.ts';
import { add, del, done, sampleAttachment } from '../journal/sample.ts';

export const attachment = (container: number) =>
  sampleAttachment(`c${container}`, [{ pool: 'p', index: container }]);

export const failure = async (run: Promise<unknown>): Promise<unknown> =>
  run.then(() => 'no failure').catch((error: unknown) => error);

/** A line of a journal with a checksum that is right, whatever it says. */
export const lineOf = (value: unknown): Buffer => {
  const json = JSON.stringify(value);
  return Buffer.from(`${crc32(json).toString(16).padStart(8, '0')} ${json}\n`);
};

export const churn = async (file: JournalFile, count: number): Promise<void> => {
  for (let container = 0; container < count; container++) {
    const records: JournalRecord[] = [add(attachment(7)), done(attachment(7)), del(attachment(7))];
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await file.append(records);
  }
};

/** A folder for journals, made before each test and gone after it. */
export function journalWorld() {
  const world = { folder: '', path: '', lines: [] as string[] };
  const opened: JournalFile[] = [];
  const log = createLog(
    (line) => world.lines.push(line),
    () => new Date(0),
  );
  const openIt = async (io?: Disk, now?: () => number): Promise<JournalFile> => {
    const file = await openJournal({
      path: world.path,
      log,
      ...(io === undefined ? {} : { disk: io }),
      ...(now === undefined ? {} : { now }),
    });
    opened.push(file);
    return file;
  };
  const stored = async (): Promise<string[]> => [...replay((await openIt()).records).keys()];
  beforeEach(async () => {
    world.lines = [];
    world.folder = await mkdtemp(join(tmpdir(), 'journal-'));
    world.path = join(world.folder, 'state', 'journal');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((file) => file.close()));
    await rm(world.folder, { recursive: true });
  });
  return { world, log, openIt, stored };
}
