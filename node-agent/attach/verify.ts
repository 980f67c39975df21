import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type Request } from '../../cni/protocol/types.ts';
import { keyOf } from './assemble.ts';
import { runCheck } from './delegates.ts';
import { identify } from './namespace.ts';
import { findDifferences } from './differences.ts';
import type { Context } from './types.ts';

/** CHECK: the kernel against the record, then the delegates. @throws CniError `checkFailed` naming every item; as `identify` */
export async function checkAttachment(context: Context, request: Request): Promise<void> {
  const identity = await identify(context, request);
  const entry = context.ledger.get(keyOf(request));
  const { containerID, ifName, netns, config } = request;
  const failed = (what: string): CniError => {
    const message = `CHECK of ${ifName} of ${containerID} in network ${config.name}: ${what}`;
    return new CniError(cniErrorCodes.checkFailed, message);
  };
  if (entry?.state !== 'attached') throw failed('no such attachment is recorded; restart the pod');
  const { attachment } = entry;
  if (identity !== attachment.netns.identity)
    throw failed(`${netns} is not the namespace that was attached; restart the pod`);
  const here = { ...attachment, netns: { path: netns, identity } };
  const differences = await findDifferences(context, here);
  if (differences.length > 0) throw failed(`${differences.join('; ')}; restart the pod`);
  for (const call of attachment.delegates) await runCheck(context, here, call);
}
