import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { generated } from './update/index.ts';
import { findStale } from './update/stale.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
// The second round makes what is made of what the first one wrote: the manifest of the chart.
for (let round = 1; round <= 2; round += 1) {
  // oxlint-disable-next-line no-await-in-loop -- one round after the other
  for (const { path, text } of await findStale(generated)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`updated ${path}`);
  }
}
