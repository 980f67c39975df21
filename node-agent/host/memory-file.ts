import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A file without a name in memory, for a child to write and for us to read once it ended. */
export type MemoryFile = {
  readonly fd: number;
  readonly size: () => number;
  readonly text: () => string;
  readonly close: () => void;
};

/** @param folder on a tmpfs: /dev/shm is one in every container, and writable in those with a read-only root too */
export function openMemoryFile(folder = '/dev/shm'): MemoryFile {
  const path = join(folder, `multi-nic-${randomUUID()}`);
  const fd = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  const size = (): number => fstatSync(fd).size;
  return { fd, size, text: () => readAll(fd, size()), close: () => closeSync(fd) };
}

function readAll(fd: number, size: number): string {
  const bytes = Buffer.allocUnsafe(size);
  let offset = 0;
  while (offset < size) {
    const read = readSync(fd, bytes, offset, size - offset, offset);
    if (read === 0) break;
    offset += read;
  }
  return bytes.toString('utf8', 0, offset);
}
