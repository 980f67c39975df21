import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Known } from '../types.ts';
import { disk, replaceFile } from './durable-file.ts';

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

/** A reader sees the old snapshot or the new one. One that a power cut undoes is only older: the caches fill it again. */
export async function saveKnown(path: string, known: Known): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { file } = await replaceFile(path, Buffer.from(JSON.stringify(known)), disk);
  await file.close();
}
