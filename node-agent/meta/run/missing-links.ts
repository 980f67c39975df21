import type { Attachment } from '../../journal/types.ts';
import { linksOf } from '../plan/links.ts';
import type { MetaEffects } from '../types.ts';

/** What of the networks' links the namespace at `netns` does not have, each by name; empty when all are there. */
export async function missingLinks(
  effects: Pick<MetaEffects, 'linksOf'>,
  { meta = [] }: Attachment,
  netns: string,
): Promise<readonly string[]> {
  const there = await effects.linksOf(netns);
  return meta.flatMap((network) =>
    linksOf(network)
      .filter((name) => !there.has(name))
      .map((name) => `link ${name} of network ${network.name} is missing`),
  );
}
