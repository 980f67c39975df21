import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { disk, replaceFile } from '../../host/durable-file.ts';
import type { NetworkObject } from '../types.ts';

/** What a former run knew of the network objects; `undefined` when there is nothing that can be read. */
export async function loadNetworks(
  path: string,
  unreadable: (reason: Error) => void,
): Promise<readonly NetworkObject[] | undefined> {
  try {
    const networks: unknown = JSON.parse(await readFile(path, 'utf8'));
    return Array.isArray(networks) && networks.every(isNetwork) ? networks : undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!('code' in error && error.code === 'ENOENT')) unreadable(error);
    return undefined;
  }
}

/** A reader sees the old snapshot or the new one. */
export async function saveNetworks(
  path: string,
  networks: readonly NetworkObject[],
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { file } = await replaceFile(path, Buffer.from(JSON.stringify(networks)), disk);
  await file.close();
}

function isNetwork(value: unknown): value is NetworkObject {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map(Object.entries(value));
  const texts = fields.get('kind') === 'Network' ? ['plugin', 'args'] : ['config'];
  const needed = ['kind', 'namespace', 'name', ...texts];
  return needed.every((name) => typeof fields.get(name) === 'string');
}
