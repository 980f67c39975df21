import { type Stats, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveBelow } from '../meta/host/host-paths.ts';
import { programRefusal } from './program-header.ts';

/** A plugin by the path that those call it by who have the finder's root; `refused` says why it must not be executed. */
export type Plugin = { readonly path: string; readonly refused: string | undefined };

/** The first regular file of that name in `folders`, `undefined` when it is in none. Rejects when that cannot be known. */
export type PluginFinder = (
  name: string,
  folders: readonly string[],
) => Promise<Plugin | undefined>;

type FileAt = { readonly seen: string; readonly identity: string };

const mostRemembered = 500;

/**
 * @param root where the root of those who execute the plugins is seen from here, like /proc/1/root; empty for our own
 */
export function createPluginFinder(root: string): PluginFinder {
  // A file is read once: what stat tells changes with what is in it.
  const verdicts = new Map<string, string | undefined>();
  const judge = async ({ seen, identity }: FileAt): Promise<string | undefined> => {
    if (verdicts.has(identity)) return verdicts.get(identity);
    const verdict = programRefusal(await readStart(seen));
    if (verdicts.size >= mostRemembered) verdicts.clear();
    verdicts.set(identity, verdict);
    return verdict;
  };
  return async (name, folders) => {
    for (const folder of folders) {
      const path = join('/', folder, name);
      const file = fileAt(join(root, path)) ?? (await fileBelow(root, path));
      if (file !== undefined) return { path, refused: await judge(file) };
    }
    return undefined;
  };
}

function fileAt(seen: string): FileAt | undefined {
  const found = targetOf(seen);
  if (found?.isFile() !== true) return undefined;
  const { dev, ino, size, mtimeMs, ctimeMs } = found;
  return { seen, identity: [dev, ino, size, mtimeMs, ctimeMs].join(':') };
}

/** A link with an absolute target leads below `root` for those who live there, and elsewhere for us. */
const fileBelow = async (root: string, path: string): Promise<FileAt | undefined> =>
  root === '' ? undefined : fileAt(await resolveBelow(root, path));

async function readStart(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(20), 0, 20, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * What a path leads to. Any other error is no proof that nothing is there. At once: the way through other threads takes
 * longer than the answer.
 */
function targetOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined;
    throw error;
  }
}
