import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes, type JsonObject } from '../../../cni/protocol/types.ts';
import { messageOf } from '../../attach/failure.ts';
import type { Delegate, DelegateExec } from '../../attach/types.ts';
import type { NetworkList, PlannedNetwork } from '../types.ts';

/** The sandbox that a chain works on; `netns` is empty when the namespace is gone. */
export type Sandbox = { readonly containerID: string; readonly netns: string };

export type Member = NetworkList['plugins'][number];

/** One execution for a member of a pod's network (specification, section 2): who and where, but for the configuration. */
export function execOf(
  command: DelegateExec['command'],
  { ifName, args, path }: Pick<PlannedNetwork, 'ifName' | 'args' | 'path'>,
  { type: plugin }: Member,
  { containerID, netns }: Sandbox,
): Omit<DelegateExec, 'config'> {
  return { command, plugin, containerID, netns, ifName, args, path };
}

/** One execution that concerns no container: GC and STATUS. */
export function listExecOf(
  command: 'GC' | 'STATUS',
  list: NetworkList,
  member: Member,
  of: { readonly path: readonly string[]; readonly keys?: JsonObject },
): DelegateExec {
  const { cniVersion, name } = list;
  const config = { ...member, ...of.keys, cniVersion, name };
  const nobody = { containerID: '', netns: '', ifName: '', args: '' };
  return { command, plugin: member.type, ...nobody, path: of.path, config };
}

/**
 * Runs one member. @throws CniError with the plugin's code and message behind the words that say whose they are; a STATUS
 * code stays what it is (50, 51)
 */
export async function runMember(
  run: Delegate,
  exec: DelegateExec,
  network: string,
): Promise<JsonObject | undefined> {
  try {
    return await run(exec);
  } catch (error) {
    const own = error instanceof CniError && error.code !== 0 ? error : undefined;
    const code = own?.code ?? cniErrorCodes.delegateFailed;
    const on = exec.ifName === '' ? '' : ` for ${exec.ifName}`;
    const message = `network ${network}: ${exec.command} of plugin ${exec.plugin}${on} failed: ${messageOf(error)}`;
    throw new CniError(code, message, own?.details, { cause: error });
  }
}
