import { fileURLToPath } from 'node:url';

import { generated } from './update/index.ts';
import { findStale } from './update/stale.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const stale = await findStale(generated);
for (const { path } of stale) console.error(`${path} is not what its sources make: npm run update`);
process.exitCode = stale.length === 0 ? 0 : 1;
