import { encodeCall } from '../../../cni/protocol/call.ts';
import { CniError } from '../../../cni/protocol/error.ts';
import { parseRequest } from '../../../cni/protocol/request.ts';
import type { Delegate, DelegateExec } from '../../attach/types.ts';
import { perform } from '../../server/handler.ts';
import { refuseItself } from '../../server/refuse-itself.ts';
import type { Plugins } from '../../server/types.ts';

type Options = {
  /** What this agent serves and a network may name; asked at each call, because the verbs need the context that needs this. */
  readonly plugins: () => Plugins;
  /** The names of the meta plugin itself: a network of them would call itself for ever. */
  readonly metaNames: readonly string[];
  readonly execute: Delegate;
};

const notOne = 'attaches networks and cannot be one; name the plugin that makes the link';

/**
 * Runs a member of a pod's networks: what this agent serves itself is called in this process, with the same reading of the
 * request as over the socket; any other is executed. It takes no place in the server's order: the call that needs it holds
 * one already, and a GC that waits there would wait for it. The verbs' own turn for each container still holds.
 */
export function createMember({ plugins, metaNames, execute }: Options): Delegate {
  return async (exec) => {
    if (metaNames.includes(exec.plugin)) return refuseItself(exec, notOne);
    const served = plugins();
    const verbs = Object.hasOwn(served, exec.plugin) ? served[exec.plugin] : undefined;
    if (verbs === undefined) return execute(exec);
    // What is ours is freed by DEL and by the collector; no list of somebody else's says more about it than the kernel.
    if (exec.command === 'GC') return undefined;
    const { outcome } = parseRequest(payloadOf(exec));
    if (outcome instanceof CniError) throw outcome;
    return perform(verbs, outcome, exec.signal ?? new AbortController().signal);
  };
}

function payloadOf(exec: DelegateExec): Uint8Array {
  const variables: readonly (readonly [string, string])[] = [
    ['CNI_COMMAND', exec.command],
    ['CNI_CONTAINERID', exec.containerID],
    ['CNI_NETNS', exec.netns],
    ['CNI_IFNAME', exec.ifName],
    ['CNI_ARGS', exec.args],
    ['CNI_PATH', exec.path.join(':')],
  ];
  const stdin = new TextEncoder().encode(JSON.stringify(exec.config));
  return encodeCall({ plugin: exec.plugin, env: new Map(variables), stdin });
}
