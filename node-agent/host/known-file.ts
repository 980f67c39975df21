import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Known } from '../types.ts';

/**
 * The last snapshot of what the API server said, so that an agent that starts while the server is away still serves
 * the networks it knew. `undefined` when there is none or it cannot be read: the caches fill it again.
 */
export async function loadKnown(
  path: string,
  unreadable: (reason: Error) => void,
): Promise<Known | undefined> {
  try {
    const known: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isKnown(known) ? known : undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!('code' in error && error.code === 'ENOENT')) unreadable(error);
    return undefined;
  }
}

function isKnown(value: unknown): value is Known {
  const lists = ['networks', 'pools', 'cidrs'] as const;
  return (
    typeof value === 'object' &&
    value !== null &&
    lists.every((name) => name in value && Array.isArray((value as Known)[name]))
  );
}

/** Temp file, fsync, rename: a reader sees the old snapshot or the new one. */
export async function saveKnown(path: string, known: Known): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(known));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
