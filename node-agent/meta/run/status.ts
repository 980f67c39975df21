import type { Request } from '../../../cni/protocol/types.ts';
import { atLeast } from '../../../cni/protocol/version.ts';
import { requireJournal } from '../../attach/status.ts';
import { listExecOf, runMember } from './member.ts';
import type { Meta } from './types.ts';

/**
 * STATUS: whether an ADD could succeed now.
 *
 * @throws CniError `unavailable` when the journal cannot be written or there is no primary network; else what a member of the
 * primary network says, with its code
 */
export async function reportNetworkStatus(
  { context, planner }: Meta,
  request: Request,
): Promise<void> {
  await requireJournal(context);
  const { list, path } = await planner.findPrimary(request);
  if (!atLeast(list.cniVersion, '1.1.0')) return;
  for (const member of list.plugins)
    await runMember(context.member, listExecOf('STATUS', list, member, { path }), list.name);
}
