import type { Request } from '../../../cni/protocol/types.ts';
import { compareNames } from '../../discover/nic.ts';
import { parseCached } from '../plan/multus-cache.ts';
import type { AttachedNetwork } from '../types.ts';
import { deleteChain } from './chain.ts';
import type { Sandbox } from './member.ts';
import type { Meta } from './types.ts';

/**
 * DEL of what Multus attached to a sandbox before it was taken away: its cache has all that is needed, and without that call the
 * addresses of other IPAM plugins would stay taken for good. What fails is logged, and its file stays for the next DEL. Never
 * rejects.
 *
 * @returns whether the sandbox's own interface was among it
 */
export async function deleteFromMultus(
  { context, effects }: Meta,
  request: Request,
  sandbox: Sandbox,
): Promise<boolean> {
  const cache = effects.multusCache;
  if (cache === undefined || !/^[\w-]+$/.test(request.containerID)) return false;
  try {
    const networks = await readAll({ context, effects }, request);
    for (const { path, network } of networks) {
      // oxlint-disable-next-line no-await-in-loop -- the last one first, as Multus does it
      const problems = await deleteChain(context.member, network, sandbox);
      for (const error of problems)
        context.log.warn('DEL of what Multus attached failed', { path, error });
      // oxlint-disable-next-line no-await-in-loop
      if (problems.length === 0) await cache.forget(path);
    }
    if (networks.length > 0) {
      await cache.forgetSandbox(request.containerID);
      const names = networks.map(({ network }) => `${network.name} ${network.ifName}`);
      context.log.info('undid what Multus attached', { ...sandbox, networks: names });
    }
    return networks.some(({ network }) => network.ifName === request.ifName);
  } catch (error) {
    context.log.warn("Multus' cache cannot be read", { ...sandbox, error });
    return false;
  }
}

type Cached = { readonly path: string; readonly network: AttachedNetwork };

/** The last interface first. A file that cannot be read costs that file. */
async function readAll(
  { context, effects }: Pick<Meta, 'context' | 'effects'>,
  { containerID, path: cniPath }: Request,
): Promise<readonly Cached[]> {
  const files = (await effects.multusCache?.read(containerID)) ?? [];
  const found = files.flatMap(({ path, content }): readonly Cached[] => {
    try {
      const network = parseCached(content, { where: path, containerID, path: cniPath });
      return network === undefined ? [] : [{ path, network }];
    } catch (error) {
      context.log.warn("a file of Multus' cache cannot be read", { path, error });
      return [];
    }
  });
  return found.toSorted((one, other) => compareNames(other.network.ifName, one.network.ifName));
}
