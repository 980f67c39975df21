import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { bundle } from './bundle/bundle.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const programs = [
  { entry: 'lib/main.ts', outfile: 'dist/operator.mjs' },
  { entry: 'node-agent/main.ts', outfile: 'dist/node-agent.mjs' },
].filter(({ entry }) => existsSync(entry));

if (programs.length === 0)
  throw new Error('nothing to build: neither lib/main.ts nor node-agent/main.ts exists');
for (const { entry, outfile } of programs) {
  await bundle(entry, outfile);
  console.log(`${entry} -> ${outfile}: ${Math.round(statSync(outfile).size / 1024)} KiB`);
}
