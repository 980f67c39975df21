import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes, type Request } from '../../../cni/protocol/types.ts';
import { keyOf } from '../../attach/assemble.ts';
import { identify } from '../../attach/namespace.ts';
import { checkChain } from './chain.ts';
import { missingLinks } from './missing-links.ts';
import type { Meta } from './types.ts';

/** CHECK of every network of the pod: its links, then its chain. @throws CniError `checkFailed`, or the plugin's own */
export async function checkNetworks({ context, effects }: Meta, request: Request): Promise<void> {
  const { containerID, ifName, netns, config } = request;
  const failed = (what: string): CniError => {
    const message = `CHECK of ${ifName} of ${containerID} in network ${config.name}: ${what}; restart the pod`;
    return new CniError(cniErrorCodes.checkFailed, message);
  };
  const identity = await identify(context, request);
  const entry = context.ledger.get(keyOf(request));
  if (entry?.state !== 'attached' || entry.attachment.meta === undefined)
    throw failed('no such attachment is recorded');
  if (identity !== entry.attachment.netns.identity)
    throw failed(`${netns} is not the namespace that was attached`);
  const missing = await missingLinks(effects, entry.attachment, netns);
  if (missing.length > 0) throw failed(missing.join('; '));
  for (const network of entry.attachment.meta)
    await checkChain(context.member, network, { containerID, netns });
}
