import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Metafile } from 'esbuild';

type Package = { readonly name: string; readonly version: string; readonly license?: string };

/** What every package whose code is in the bundle asks to be passed on with it: name, version and licence text, by folder. */
export function licencesOf({ inputs }: Metafile, root: string): string {
  const folders = new Set(Object.keys(inputs).flatMap(packageFolder));
  return [...folders]
    .sort()
    .map((folder) => licence(join(root, folder)))
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** `node_modules/a/node_modules/@b/c/lib/d.js` -> `node_modules/a/node_modules/@b/c`; none for a file of ours. */
export function packageFolder(input: string): readonly string[] {
  const [folder] = /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
  return folder === undefined ? [] : [folder.replace(/^.*?(?=node_modules\/)/, '')];
}

function licence(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Package;
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version}: ${license ?? 'see below'}`, ...texts, ''].join('\n\n');
}
