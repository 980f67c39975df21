import { lutimesSync, mkdirSync, symlinkSync, utimesSync, writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';

import { fillLayers } from './fill.ts';
import { makeParts } from './make.ts';
import type { Entry, Image } from './types.ts';

/** Writes the image's content with one folder for each layer, for the COPY lines of its Dockerfile. */
export async function writeRootFolders(
  image: Image,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  await makeParts(say);
  for (const { name, entries } of await fillLayers(image.layers)) {
    writeEntries(entries, join(folder, name));
    say(`${image.name}: layer ${name}, ${entries.length} paths`);
  }
}

/** Parents must come before their children, as they do in a filled layer. Modes do not depend on the umask. */
export function writeEntries(entries: readonly Entry[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const entry of entries) write(entry, join(folder, entry.path));
  // Afterwards, because whatever is written into a folder changes its time.
  for (const { path } of entries) lutimesSync(join(folder, path), 0, 0);
  utimesSync(folder, 0, 0);
}

function write(entry: Entry, path: string): void {
  if (entry.type === 'link') return symlinkSync(entry.to, path);
  if (entry.type === 'folder') mkdirSync(path);
  else writeFileSync(path, entry.content);
  chmodSync(path, entry.mode);
}
