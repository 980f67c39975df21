import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { installedPackages } from './debian.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const files = ['LICENSE', 'package.json', 'package-lock.json'];
const folders = ['cni', 'hack/bundle', 'hack/images', 'images', 'lib', 'node-agent'];

/** What of this tree ends up in an image, or decides what does. The lock file stands for node_modules. */
export const sources: readonly string[] = [...files, ...folders];

const made = /(^|\/)(shim|[^/]+\.(o|new))$/;

/**
 * A digest over everything that the images are made from; alike when a build would make the same images again. Node's
 * binary counts by size and time, because reading 120 MiB takes longer than all the rest.
 */
export async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) addTree(hash, join(root, source));
  hash.update(await installedPackages());
  const { size, mtimeMs } = statSync(join(root, 'node_modules/node/bin/node'));
  return hash.update(`${process.version} ${size} ${mtimeMs}`).digest('hex');
}

function addTree(hash: Hash, path: string): void {
  const name = relative(root, path);
  if (statSync(path).isDirectory()) {
    for (const child of readdirSync(path).sort()) addTree(hash, join(path, child));
  } else if (!made.test(name)) {
    const content = readFileSync(path);
    hash.update(`${name} ${content.length}\n`).update(content);
  }
}
