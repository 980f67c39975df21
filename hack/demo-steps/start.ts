import { type Running, running } from '../cluster/background/command-lines.ts';
import { importImages } from '../cluster/background/images.ts';
import { follow } from '../cluster/background/up.ts';
import type { State } from '../cluster/background/state.ts';
import type { BuiltImage } from '../images/types.ts';
import type { Narrator } from './narrator.ts';

/** Until the cluster that was launched has Ready nodes with these images on them. */
export async function untilReady(
  state: State,
  images: readonly BuiltImage[],
  { say }: Narrator,
): Promise<Running> {
  // The cluster counts seconds of its own.
  const print = (text: string): void => {
    for (const line of text.trimEnd().split('\n')) say(line.replace(/^\[ *[\d.]+ s\] /, ''));
  };
  if (!(await follow(state, print))) throw new Error('the cluster did not start, see above');
  const cluster = running();
  await importImages(cluster, images);
  say(`images on both nodes: ${images.map(({ ref }) => ref).join(', ')}`);
  return cluster;
}
