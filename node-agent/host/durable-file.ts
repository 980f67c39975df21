import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The few calls by which state reaches the disk; a test gives one that fails. */
export type Disk = {
  readonly open: (path: string, flags: string) => Promise<DiskFile>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly unlink: (path: string) => Promise<void>;
};
export type DiskFile = Pick<
  FileHandle,
  'write' | 'readFile' | 'truncate' | 'datasync' | 'sync' | 'close'
>;

export const disk: Disk = { open: (path, flags) => open(path, flags, 0o600), rename, unlink };

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
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, from + done);
    done += bytesWritten;
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
