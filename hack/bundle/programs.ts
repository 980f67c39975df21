import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const programs = [
  { entry: 'lib/main.ts', outfile: 'dist/operator.mjs' },
  { entry: 'node-agent/main.ts', outfile: 'dist/node-agent.mjs' },
];

/** Every program as the images ship it. */
export async function bundlePrograms(say: (line: string) => void): Promise<void> {
  for (const { entry, outfile } of programs) {
    await bundle(`${root}/${entry}`, `${root}/${outfile}`);
    const size = Math.round(statSync(`${root}/${outfile}`).size / 1024);
    say(`${entry} -> ${outfile}: ${size} KiB`);
  }
}
