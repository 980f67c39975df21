import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { imageRef, layout } from '../images/oci.ts';
import { archive, packLayer } from '../images/pack.ts';
import { release } from '../images/release.ts';
import type { Image } from '../images/types.ts';
import { run } from '../node/run.ts';

const version = '1';

/** Reference of the sandbox image, which is imported and never pulled. */
export const sandboxImage = imageRef('pause', version);

const image: Image = {
  name: 'pause',
  title: 'Pause',
  description: 'Holds the namespaces of a pod',
  layers: [],
  user: '65532:65532',
  command: ['/pause'],
};

const source = fileURLToPath(new URL('../../images/pause/pause.c', import.meta.url));

/** `program` sleeps and reaps: the first process of a node as well as of a sandbox, whose image is `tar`. */
export type Pause = { readonly program: string; readonly tar: string };

export async function makePause(dir: string): Promise<Pause> {
  mkdirSync(dir, { recursive: true });
  const program = join(dir, 'pause');
  await run(['gcc', '-static', '-Os', '-o', program, source]);
  const content = readFileSync(program);
  const entries = [{ path: 'pause', mode: 0o755, type: 'file', content }] as const;
  const layer = await packLayer({ name: 'pause', entries }, dir);
  const tar = `${program}.tar`;
  writeFileSync(tar, await archive(layout(image, [layer], { ...release, version }).entries));
  return { program, tar };
}
