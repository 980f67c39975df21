import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bundlePrograms } from '../bundle/programs.ts';
import { run } from '../node/run.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const made = join(root, 'dist/images/made');

/** Makes the files that the table takes from this tree: both bundles, the shim, pause, and Node without its symbols. */
export async function makeParts(say: (line: string) => void): Promise<void> {
  await bundlePrograms(say);
  await run(['make', '--silent', '-C', join(root, 'cni/shim')]);
  await makePause(made);
  await run(['strip', '-o', join(made, 'node'), join(root, 'node_modules/node/bin/node')]);
}

/**
 * The static program that waits, as `<folder>/pause`: the test pod's, and in the test cluster the sandbox's and the nodes'.
 *
 * @returns its path
 */
export async function makePause(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const flags = [
    '-std=c11',
    '-D_GNU_SOURCE',
    '-Wall',
    '-Wextra',
    '-Werror',
    '-static',
    '-Os',
    '-s',
  ];
  const program = join(folder, 'pause');
  await run(['gcc', ...flags, '-o', program, join(root, 'images/pause/pause.c')]);
  return program;
}
