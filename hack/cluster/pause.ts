import { readFileSync, writeFileSync } from 'node:fs';

import { makePause as makeProgram } from '../images/make.ts';
import { imageRef, layout } from '../images/oci.ts';
import { archive, packLayer } from '../images/pack.ts';
import { release } from '../images/release.ts';
import type { Image } from '../images/types.ts';

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

/** `program` sleeps and reaps: the first process of a node as well as of a sandbox, whose image is `tar`. */
export type Pause = { readonly program: string; readonly tar: string };

export async function makePause(dir: string): Promise<Pause> {
  const program = await makeProgram(dir);
  const content = readFileSync(program);
  const entries = [{ path: 'pause', mode: 0o755, type: 'file', content }] as const;
  const layer = await packLayer({ name: 'pause', entries }, dir);
  const tar = `${program}.tar`;
  writeFileSync(tar, await archive(layout(image, [layer], { ...release, version }).entries));
  return { program, tar };
}
