import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isName } from '../../../cni/protocol/name.ts';
import { ownFile } from '../conf/own-conf.ts';
import { type ConfFile, isConf } from '../plan/conf-folder.ts';

/**
 * All that may count in a conf folder, sorted by name: what the runtimes load, what was made of our own file, and `*.conf` of the
 * folders that networks have for further members. A folder that is not there is empty.
 */
export async function readConfFiles(folder: string): Promise<readonly ConfFile[]> {
  const names = await namesIn(folder);
  const files = names.filter((name) => isConf(name) || name.startsWith(`${ownFile}.`));
  const further = await Promise.all(
    names.filter(mayBeFolder).map((name) => membersIn(folder, name)),
  );
  return readAll(folder, [...files, ...further.flat()]);
}

/** One conf of a folder, with the further members of the networks there. @returns no conf when it is not there */
export async function readConfFile(path: string): Promise<readonly ConfFile[]> {
  const files = await readConfFiles(dirname(path));
  const name = basename(path);
  return files.filter((file) => file.name === name || file.name.includes('/'));
}

function mayBeFolder(name: string): boolean {
  return isName(name) && !isConf(name);
}

async function membersIn(folder: string, name: string): Promise<readonly string[]> {
  const members = await namesIn(join(folder, name));
  return members.filter((member) => member.endsWith('.conf')).map((member) => `${name}/${member}`);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await unlessGone(() => readdir(folder)))?.toSorted() ?? [];
}

async function readAll(folder: string, names: readonly string[]): Promise<readonly ConfFile[]> {
  const read = async (name: string): Promise<readonly ConfFile[]> => {
    const text = await unlessGone(() => readFile(join(folder, name), 'utf8'));
    return text === undefined ? [] : [{ name, text }];
  };
  return (await Promise.all(names.map(read))).flat();
}

/** What vanishes between two looks, or is of another sort than its name says, was not there. */
async function unlessGone<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
}
