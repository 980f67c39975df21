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

/** Those of the names under which a folder has a shim of ours. */
export async function ourShims(
  directory: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const ours = await Promise.all(names.map((name) => isOurShim(join(directory, name))));
  return names.filter((_name, index) => ours[index]);
}

/** Takes our shim away from under the names; a program of somebody else's stays. @returns the names that were freed */
export async function removeShim(
  directory: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const removed = await ourShims(directory, names);
  for (const name of removed) await unlinkIfThere(join(directory, name));
  return removed;
}
