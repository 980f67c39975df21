import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { disk, replaceFile } from '../../host/durable-file.ts';
import { readSnapshot } from '../../host/snapshot-file.ts';
import { isObject, objectOf, optional, text } from '../../shape.ts';
import type { NetworkObject } from '../types.ts';

/**
 * What a former run knew of the network objects; `undefined` when there is nothing that can be read. An object of another shape
 * costs that object.
 */
export function loadNetworks(
  path: string,
  unreadable: (reason: Error) => void,
): Promise<readonly NetworkObject[] | undefined> {
  return readSnapshot(path, unreadable, readNetworks);
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

const nad = objectOf({ namespace: text, name: text, config: text, resourceName: optional(text) });
const early = objectOf({ namespace: text, name: text, plugin: text, args: text });

function readNetworks(
  value: unknown,
  report: (problem: string) => void,
): readonly NetworkObject[] | undefined {
  if (!Array.isArray(value)) {
    report('it is not a list');
    return undefined;
  }
  return value.filter((item: unknown, index): item is NetworkObject => {
    const problem = problemOf(item, `[${index}]`);
    if (problem !== undefined) report(problem);
    return problem === undefined;
  });
}

function problemOf(item: unknown, at: string): string | undefined {
  const kind = isObject(item) ? item['kind'] : undefined;
  if (kind === 'NetworkAttachmentDefinition') return nad(item, at);
  return kind === 'Network' ? early(item, at) : `${at}.kind is not one that this version knows`;
}
