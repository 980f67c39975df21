import { writeSync } from 'node:fs';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The few calls by which state reaches the disk; a test gives one that fails. */
export type Disk = {
  readonly open: (path: string, flags: string) => Promise<DiskFile>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly unlink: (path: string) => Promise<void>;
};
export type DiskFile = Pick<FileHandle, 'readFile' | 'truncate' | 'datasync' | 'sync' | 'close'> & {
  /** @returns how many bytes it took */
  readonly write: (
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ) => Promise<number>;
};

export const disk: Disk = { open: openFile, rename, unlink };

async function openFile(path: string, flags: string): Promise<DiskFile> {
  const file = await open(path, flags, 0o600);
  return {
    write: writerOf(file),
    readFile: file.readFile.bind(file),
    truncate: (length) => file.truncate(length),
    datasync: () => file.datasync(),
    sync: () => file.sync(),
    close: () => file.close(),
  };
}

/** A record of the journal is less. */
const mostAtOnce = 64 * 1024;

/**
 * What is little is handed to the kernel at once: it takes a copy and does not wait for the disk, and the way through another
 * thread and back would be two more turns for the CPU before and behind every plugin.
 */
const writerOf =
  (file: FileHandle): DiskFile['write'] =>
  async (bytes, offset, length, position) =>
    length > mostAtOnce
      ? (await file.write(bytes, offset, length, position)).bytesWritten
      : writeSync(file.fd, bytes, offset, length, position);

export type Replacement = {
  readonly file: DiskFile;
  /** Set when the new name may not survive a power cut; the file itself is in place. */
  readonly unsynced: unknown;
};

/**
 * A new file with `bytes` in place of `path`, or `path` untouched: temporary file, sync, rename, sync of the directory.
 *
 * @throws the error of the system; the temporary file is gone then
 */
export async function replaceFile(path: string, bytes: Uint8Array, io: Disk): Promise<Replacement> {
  const temporary = `${path}.new`;
  const file = await io.open(temporary, 'w+');
  try {
    await writeAt(file, bytes, 0);
    await file.sync();
    await io.rename(temporary, path);
  } catch (error) {
    await Promise.allSettled([file.close(), io.unlink(temporary)]);
    throw error;
  }
  return { file, unsynced: await syncDirectory(dirname(path), io) };
}

/** A short write is no error for the kernel: it is what a nearly full disk answers first. */
export async function writeAt(file: DiskFile, bytes: Uint8Array, from: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    done += await file.write(bytes, done, bytes.length - done, from + done);
  }
}

async function syncDirectory(path: string, io: Disk): Promise<unknown> {
  try {
    const directory = await io.open(path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
    return undefined;
  } catch (error) {
    return error;
  }
}
