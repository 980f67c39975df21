import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isName } from '../../cni/protocol/name.ts';
import { MultiNicError } from '../../lib/errors.ts';
import { statOf, unlinkIfThere } from './present.ts';

export type InstallOptions = {
  /** The shim that this agent brings. */
  readonly source: string;
  /** Where the runtime looks for plugins, like /opt/cni/bin; made when absent. */
  readonly directory: string;
  /** The plugin names that the agent serves. */
  readonly names: readonly string[];
};

const mode = 0o755;

/**
 * Puts the shim under each plugin name. A name always has a whole program: the new one is written beside it, synced and renamed, so
 * a shim that runs meanwhile keeps its file ("text file busy" is for those who write into it). What is there already is left alone.
 * @returns the names that were written
 * @throws MultiNicError `CONFIG_INVALID` for a name that is none or is taken by a directory; the system's error otherwise
 */
export async function installShim({ source, directory, names }: InstallOptions): Promise<string[]> {
  const bad = names.find((name) => !isName(name));
  if (bad !== undefined)
    throw invalid(JSON.stringify(bad), 'is not a file name', 'rename the plugin');
  const shim = await readFile(source);
  await mkdir(directory, { recursive: true });
  const written: string[] = [];
  for (const name of names) {
    const path = join(directory, name);
    if (await isInstalled(path, shim)) continue;
    await replace(path, join(directory, `.${name}.new`), shim);
    written.push(name);
  }
  if (written.length > 0) await syncDirectory(directory);
  return written;
}

async function isInstalled(path: string, shim: Uint8Array): Promise<boolean> {
  const found = await statOf(path);
  if (found === undefined) return false;
  if (found.isDirectory()) throw invalid(path, 'is a directory', 'remove it');
  if (!found.isFile() || (found.mode & 0o7777) !== mode || found.size !== shim.length) return false;
  return (await readFile(path)).equals(shim);
}

async function replace(path: string, temporary: string, shim: Uint8Array): Promise<void> {
  await unlinkIfThere(temporary);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(shim);
      await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlinkIfThere(temporary);
    throw error;
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function invalid(path: string, reason: string, remedy: string): MultiNicError {
  return new MultiNicError('CONFIG_INVALID', `plugin directory: ${path} ${reason}; ${remedy}`);
}
