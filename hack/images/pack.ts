import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import { packTar, type TarEntry } from 'modern-tar';

import { replaceFile } from './replace-file.ts';
import type { Entry, FilledLayer, PackedLayer } from './types.ts';

export const sha256 = (content: Uint8Array): string =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`;

/** The archive of these entries, in their order; the same bytes whenever and wherever it is made. */
export function archive(entries: readonly Entry[]): Promise<Uint8Array> {
  return packTar(entries.map(tarEntry));
}

function tarEntry(entry: Entry): TarEntry {
  const { path, mode, type } = entry;
  const always = { mode, uid: 0, gid: 0, mtime: new Date(0), size: 0 };
  if (type === 'folder') return { header: { ...always, name: `${path}/`, type: 'directory' } };
  if (type === 'link') {
    return { header: { ...always, name: path, type: 'symlink', linkname: entry.to } };
  }
  const size = entry.content.length;
  return { header: { ...always, name: path, type, size }, body: entry.content };
}

/**
 * The layer as it is pushed: gzip writes no name and no time. Level 6, because level 9 takes three times as long for half a
 * percent. Compressed archives are kept in `cache` under the digest of what they hold.
 */
export async function packLayer(layer: FilledLayer, cache: string): Promise<PackedLayer> {
  const tar = await archive(layer.entries);
  const diffId = sha256(tar);
  const kept = join(cache, `${diffId.replace(':', '-')}.tar.gz`);
  if (!existsSync(kept)) replaceFile(kept, await promisify(gzip)(tar, { level: 6 }));
  const blob = readFileSync(kept);
  return { name: layer.name, diffId, digest: sha256(blob), blob };
}
