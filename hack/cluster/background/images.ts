import type { BuiltImage } from '../../images/types.ts';
import { run } from '../../node/run.ts';
import { nodeLine, type Running } from './command-lines.ts';

/** Puts the images on every node, where pods find them under their references. */
export async function importImages(state: Running, images: readonly BuiltImage[]): Promise<void> {
  await Promise.all(
    state.ready.nodes.map(async ({ name }) => {
      const ctr = nodeLine(state, name, ['ctr', '--namespace=k8s.io', 'images', 'import', '-']);
      // Over stdin, because the node does not see the path.
      const importTar = ['sh', '-c', 'exec "$@" <"$0"'] as const;
      for (const { tar } of images) await run([...importTar, tar, ...ctr], { timeoutMs: 120_000 });
    }),
  );
}
