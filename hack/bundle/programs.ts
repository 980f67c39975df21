import { statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { licencesOf } from './licences.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const programs = [
  { entry: 'lib/main.ts', outfile: 'dist/operator.mjs' },
  { entry: 'node-agent/main.ts', outfile: 'dist/node-agent.mjs' },
];

/** Every program as the images ship it, and beside it the licences of what it contains: `dist/<program>.licences.txt`. */
export async function bundlePrograms(say: (line: string) => void): Promise<void> {
  for (const { entry, outfile } of programs) {
    const metafile = await bundle(`${root}/${entry}`, `${root}/${outfile}`);
    const licences = `${root}/${outfile}`.replace(/\.mjs$/, '.licences.txt');
    writeFileSync(licences, licencesOf(metafile, root));
    const size = Math.round(statSync(`${root}/${outfile}`).size / 1024);
    say(`${entry} -> ${outfile}: ${size} KiB`);
  }
}
