import PQueue from 'p-queue';
import { commands } from '../iproute2/commands.ts';
import { parseLinks } from '../iproute2/parse.ts';
import type { Attachment } from '../journal/types.ts';
import type { FoundAddress } from './adopted.ts';
import type { Context } from './types.ts';

type Netns = Attachment['netns'];

export type Scanned = {
  readonly found: readonly FoundAddress[];
  /** Namespaces that are still there and could not be looked into: what they have is not known. */
  readonly failures: readonly unknown[];
};

/** As many as calls of runtimes side by side. */
const concurrency = 8;

/** The IPv4 addresses of all network namespaces that live on this host, but the host's own. Never rejects. */
export async function scanNamespaces(
  context: Pick<Context, 'ip' | 'netnsIdentity'>,
  namespaces: () => Promise<readonly Netns[]>,
): Promise<Scanned> {
  const failures: unknown[] = [];
  const list = await namespaces().catch((error: unknown) => {
    failures.push(error);
    return [];
  });
  const queue = new PQueue({ concurrency });
  const look = async (netns: Netns): Promise<readonly FoundAddress[]> => {
    try {
      return await addressesIn(context, netns);
    } catch (error) {
      if (await isThere(context, netns)) failures.push(error);
      return [];
    }
  };
  const found = await queue.addAll(list.map((netns) => () => look(netns)));
  return { found: found.flat(), failures };
}

/** @throws MultiNicError when the kernel cannot be asked */
export async function addressesIn(
  { ip }: Pick<Context, 'ip'>,
  netns: Netns,
): Promise<readonly FoundAddress[]> {
  const answer = await ip({ netns: netns.path, args: commands.links });
  return parseLinks(commands.links, answer, ip.onUnreadable).flatMap(({ name, addresses }) =>
    addresses
      .filter(({ family }) => family === 'inet')
      .map(({ address }) => ({ address, netns, link: name })),
  );
}

/** What cannot be asked may be there. */
export async function isThere(
  { netnsIdentity }: Pick<Context, 'netnsIdentity'>,
  { path, identity }: Netns,
): Promise<boolean> {
  if (path === '') return false;
  try {
    return (await netnsIdentity(path)) === identity;
  } catch {
    return true;
  }
}
