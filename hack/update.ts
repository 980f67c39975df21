import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { generated } from './update/index.ts';
import { findStale } from './update/stale.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
for (const { path, text } of await findStale(generated)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`updated ${path}`);
}
