import type { Attachment } from '../../journal/types.ts';
import type { AttachedNetwork, MetaEffects } from '../types.ts';

/** What of the networks' links the namespace at `netns` does not have, each by name; empty when all are there. */
export async function missingLinks(
  { linksOf }: Pick<MetaEffects, 'linksOf'>,
  { meta = [] }: Attachment,
  netns: string,
): Promise<readonly string[]> {
  const there = await linksOf(netns);
  return meta.flatMap((network) =>
    podLinks(network)
      .filter((name) => !there.has(name))
      .map((name) => `link ${name} of network ${network.name} is missing`),
  );
}

/** A link of the result is in the pod when it names a sandbox. Host ends and bridges do not. */
function podLinks({ result }: AttachedNetwork): readonly string[] {
  return (result?.interfaces ?? [])
    .filter(({ sandbox = '' }) => sandbox !== '')
    .map(({ name }) => name);
}
