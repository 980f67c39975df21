import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isName } from '../../cni/protocol/name.ts';
import { MultiNicError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { statOf, unlinkIfThere } from './present.ts';
import { isOurShim } from './uninstall-shim.ts';

export type InstallOptions = {
  /** The shim that this agent brings. */
  readonly source: string;
  /** Where the runtime looks for plugins, like /opt/cni/bin; made when absent. */
  readonly directory: string;
  /** The plugin names that the agent serves. */
  readonly names: readonly string[];
  readonly log: Pick<Log, 'error'>;
  /** Failures that were logged before, for who installs again and again; a new one is added. */
  readonly told?: Set<string>;
};

const mode = 0o755;

/**
 * Puts the shim under each plugin name. A name always has a whole program: the new one is written beside it, synced and renamed, so
 * a shim that runs meanwhile keeps its file ("text file busy" is for those who write into it). What is there already is left alone.
 * A shim of another version is left, too, where it cannot be renewed: it works, and a full disk must not stop the agent.
 * @returns the names that were written
 * @throws MultiNicError `CONFIG_INVALID` for a name that is none or is taken by a directory, or without a shim and not writable
 */
export async function installShim(options: InstallOptions): Promise<string[]> {
  const { source, directory, names } = options;
  const bad = names.find((name) => !isName(name));
  if (bad !== undefined)
    throw invalid(JSON.stringify(bad), 'is not a file name', 'rename the plugin');
  const shim = await readFile(source);
  await mkdir(directory, { recursive: true }).catch((error: Error) => {
    throw unwritable(directory, error);
  });
  const written: string[] = [];
  for (const name of names) {
    const path = join(directory, name);
    if (await isInstalled(path, shim)) continue;
    try {
      await replace(path, join(directory, `.${name}.new`), shim);
      written.push(name);
    } catch (error) {
      await leave(path, error as Error, options);
    }
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

/** @throws MultiNicError when what is there cannot work */
async function leave(
  path: string,
  error: Error,
  { log, told = new Set() }: InstallOptions,
): Promise<void> {
  const found = await statOf(path);
  if (((found?.mode ?? 0) & 0o111) === 0 || (await isOurShim(path)) !== true)
    throw unwritable(path, error);
  const failure = `${path}: ${error.message}`;
  if (told.has(failure)) return;
  told.add(failure);
  log.error('cannot renew the shim; the one of another version is there and goes on working', {
    path,
    error,
  });
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function unwritable(path: string, cause: Error): MultiNicError {
  const message = `plugin directory: ${path} cannot be written: ${cause.message}; repair the disk or free space on it, or give the agent a directory that is writable`;
  return new MultiNicError('CONFIG_INVALID', message, { cause });
}

function invalid(path: string, reason: string, remedy: string): MultiNicError {
  return new MultiNicError('CONFIG_INVALID', `plugin directory: ${path} ${reason}; ${remedy}`);
}
