import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type Request } from '../../cni/protocol/types.ts';
import { word } from './names.ts';
import type { Context } from './types.ts';

/** Where the host's own network namespace is seen: the agent is in it, and so is the first process of the host. */
const hostPaths = ['/proc/self/ns/net', '/proc/1/ns/net'] as const;

/**
 * The namespace that a call is for.
 *
 * @throws CniError `badEnvironment` when there is no network namespace at CNI_NETNS, `badNetns` when it is the host's own, by
 * whichever path: links made there would be the host's
 */
export async function identify(
  context: Pick<Context, 'netnsIdentity'>,
  { netns }: Pick<Request, 'netns'>,
): Promise<string> {
  const identity = await context.netnsIdentity(word(netns));
  if (identity === undefined) {
    const message = `CNI_NETNS: no network namespace at ${netns}; the sandbox is gone or the path is not visible on the host`;
    throw new CniError(cniErrorCodes.badEnvironment, message);
  }
  if (!(await isHost(context, identity))) return identity;
  const message = `CNI_NETNS: ${netns} is the network namespace of the host, which is no pod's; give the path of the sandbox`;
  throw new CniError(cniErrorCodes.badNetns, message);
}

/** Whether a path leads into the host's own network namespace, where no plugin may undo anything. Never rejects. */
export async function isHostNetns(
  context: Pick<Context, 'netnsIdentity'>,
  netns: string,
): Promise<boolean> {
  const identity = await context.netnsIdentity(netns).catch(() => undefined);
  return identity !== undefined && isHost(context, identity);
}

/** One of the paths may be out of reach: then the other one decides. */
async function isHost(
  { netnsIdentity }: Pick<Context, 'netnsIdentity'>,
  identity: string,
): Promise<boolean> {
  const ask = (path: string) => netnsIdentity(path).catch(() => undefined);
  return (await Promise.all(hostPaths.map(ask))).includes(identity);
}
