import type { JsonObject } from '../../cni/protocol/types.ts';
import type { ClusterNode } from '../../hack/cluster/types.ts';

export type CniCall = {
  /** Name under which the shim is installed. */
  readonly plugin: string;
  readonly command: 'ADD' | 'DEL' | 'CHECK';
  /** Name of a network namespace of the node; also the container's id. */
  readonly netns: string;
  readonly ifName: string;
  /** The pod, in namespace and name, that the call is for. */
  readonly pod: readonly [namespace: string, name: string];
  readonly conf: JsonObject;
};

/** Calls a plugin on a node as a runtime or another meta plugin does. @returns what it printed: a result or an error of CNI */
export async function callPlugin(node: ClusterNode, call: CniCall): Promise<JsonObject> {
  const { plugin, command, netns, ifName, pod, conf } = call;
  const env = {
    CNI_COMMAND: command,
    CNI_CONTAINERID: netns,
    CNI_NETNS: `/run/netns/${netns}`,
    CNI_IFNAME: ifName,
    CNI_PATH: '/opt/cni/bin',
    CNI_ARGS: `IgnoreUnknown=1;K8S_POD_NAMESPACE=${pod[0]};K8S_POD_NAME=${pod[1]};K8S_POD_INFRA_CONTAINER_ID=${netns}`,
  };
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  // An error of CNI is on stdout, with a status that would hide it.
  const argv = ['env', ...settings, 'sh', '-c', '"$0" || true', `/opt/cni/bin/${plugin}`] as const;
  const said = await node.exec(argv, { input: JSON.stringify(conf) });
  return said.trim() === '' ? {} : (JSON.parse(said) as JsonObject);
}
