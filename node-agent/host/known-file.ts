import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Known } from '../types.ts';
import { disk, replaceFile } from './durable-file.ts';
import { readKnown } from './known-shape.ts';
import { readSnapshot } from './snapshot-file.ts';

/**
 * The last snapshot of what the API server said, so that an agent that starts while the server is away still serves
 * the networks it knew. `undefined` when there is none or it cannot be read: the caches fill it again.
 *
 * @param unreadable told what is left out, naming file and field
 */
export function loadKnown(
  path: string,
  unreadable: (reason: Error) => void,
): Promise<Known | undefined> {
  return readSnapshot(path, unreadable, readKnown);
}

/** A reader sees the old snapshot or the new one. One that a power cut undoes is only older: the caches fill it again. */
export async function saveKnown(path: string, known: Known): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { file } = await replaceFile(path, Buffer.from(JSON.stringify(known)), disk);
  await file.close();
}
