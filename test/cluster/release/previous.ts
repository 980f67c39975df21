import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { buildImages, writeImage } from '../../../hack/images/build.ts';
import { release } from '../../../hack/images/release.ts';
import { imageNamed } from '../../../hack/images/table.ts';
import type { BuiltImage } from '../../../hack/images/types.ts';
import { run } from '../../../hack/node/run.ts';
import { tool } from '../../../hack/node/tool.ts';
import { chart } from './chart.ts';

const programs = ['multi-nic-operator', 'multi-nic-node-agent'] as const;

export const previousVersion = '1.99.0';

/** The programs' images of this tree, and the test pod's. */
export async function presentImages(): Promise<readonly BuiltImage[]> {
  const wanted: readonly string[] = [...programs, 'multi-nic-test-pod'];
  return (await buildImages(() => {})).filter(({ name }) => wanted.includes(name));
}

/**
 * A release to upgrade from, as long as there is no earlier one: this tree under an earlier version. Its images have other
 * references and other digests, its chart another version, so that an upgrade replaces every pod of ours.
 *
 * @param present where the layers are that it shares with this tree's
 */
export async function makePrevious(
  dir: string,
  present: readonly BuiltImage[],
): Promise<{ readonly chart: string; readonly images: readonly BuiltImage[] }> {
  const folder = join(dir, 'previous');
  mkdirSync(folder);
  // What is packed already is not packed again.
  symlinkSync(join(dirname(present[0]?.tar ?? ''), 'layers'), join(folder, 'layers'));
  const images: BuiltImage[] = [];
  for (const name of programs) {
    const as = { ...release, version: previousVersion };
    images.push(await writeImage(imageNamed(name), folder, as));
  }
  const versions = [`--version=${previousVersion}`, `--app-version=${previousVersion}`];
  await run([tool('helm'), 'package', chart, ...versions, `--destination=${folder}`]);
  return { chart: join(folder, `multi-nic-operator-${previousVersion}.tgz`), images };
}
