import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes, type JsonObject } from '../../../cni/protocol/types.ts';
import { messageOf } from '../../attach/failure.ts';
import type { Delegate, DelegateExec } from '../../attach/types.ts';
import { type MemberCall, memberConfig } from '../plan/requests.ts';
import type { NetworkList, PlannedNetwork } from '../types.ts';

/** The sandbox that a chain works on; `netns` is empty when the namespace is gone. */
export type Sandbox = { readonly containerID: string; readonly netns: string };

export type MemberRun = MemberCall & {
  readonly command: DelegateExec['command'];
  readonly signal?: AbortSignal;
};

/**
 * Runs the member at `index` (specification, sections 2 and 3). @returns its answer, `undefined` when it printed none
 * @throws CniError with the plugin's own code, and its message behind the words that say which plugin of which network it was
 */
export async function runMember(
  run: Delegate,
  network: PlannedNetwork,
  index: number,
  { sandbox, ...call }: MemberRun & { readonly sandbox: Sandbox },
): Promise<JsonObject | undefined> {
  const { command, signal } = call;
  const { name, ifName, args, path, list } = network;
  const plugin = list.plugins[index]?.type ?? '';
  const config = memberConfig(network, index, call);
  const exec = { command, plugin, ...sandbox, ifName, args, path, config };
  try {
    return await run(signal === undefined ? exec : { ...exec, signal });
  } catch (error) {
    throw explain(error, exec, name);
  }
}

function explain(error: unknown, exec: DelegateExec, network: string): CniError {
  const { command, plugin, ifName } = exec;
  const own = error instanceof CniError && error.code !== 0 ? error : undefined;
  const code = own?.code ?? cniErrorCodes.delegateFailed;
  const on = ifName === '' ? '' : ` for ${ifName}`;
  const message = `network ${network}: ${command} of plugin ${plugin}${on} failed: ${messageOf(error)}`;
  return new CniError(code, message, own?.details, { cause: error });
}

/** GC and STATUS concern no container, and none of what was said for one. */
export const nobody: Sandbox = { containerID: '', netns: '' };

/** A list as a network of nobody's. */
export function bareNetwork(list: NetworkList, path: readonly string[]): PlannedNetwork {
  const { name } = list;
  const none = { ifName: '', args: '', capabilityArgs: {}, withoutDefault: [] };
  return { name, list, path, primary: false, ...none };
}
