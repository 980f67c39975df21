import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { statOf, unlinkIfThere } from './present.ts';

/** What every shim of ours, of any version, has in its text. */
const mark = 'CNI plugin of multi-nic-operator';

/** A shim is below 1 MiB; a plugin in Go has many. */
const largest = 4 * 1024 * 1024;

/** Whether the program under a plugin's name is a shim of ours; `undefined` where there is none. */
export async function isOurShim(path: string): Promise<boolean | undefined> {
  const found = await statOf(path);
  if (found === undefined) return undefined;
  if (!found.isFile() || found.size > largest) return false;
  return (await readFile(path)).includes(mark);
}

/** Takes our shim away from under the names; a program of somebody else's stays. @returns the names that were freed */
export async function removeShim(
  directory: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of names) {
    const path = join(directory, name);
    if ((await isOurShim(path)) !== true) continue;
    await unlinkIfThere(path);
    removed.push(name);
  }
  return removed;
}
