import { lstatSync } from 'node:fs';
import { unlink } from 'node:fs/promises';

/**
 * What is at a path, `undefined` when nothing is; a link is not followed. Rejects for any other error. Asked at once, and not
 * by another thread: every ADD looks at the conf folder, and the way there and back takes longer than the answer.
 */
export async function statOf(path: string) {
  try {
    return lstatSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What is gone already, or goes in this moment by another hand, is gone. */
export async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
