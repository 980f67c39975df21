import { readFileSync } from 'node:fs';

import { manifest } from './chart.ts';

/** The commands of the file's header under the line that begins like that, as a person copies them. */
export function commands(heading: string): string {
  const [header = ''] = readFileSync(manifest, 'utf8').split('\n---\n');
  const [, after = ''] = header.split(`\n# ${heading}`);
  const [block = ''] = after.split('\n#\n');
  const lines = block.split('\n').filter((line) => line.startsWith('#   '));
  return lines.map((line) => line.slice(4)).join('\n');
}
