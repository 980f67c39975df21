import type { ClusterNode } from '../../hack/cluster/types.ts';
import type { Installed } from '../support/installed.ts';
import { until } from './until.ts';

/** Name of the agent's pod of a node; waits for one that is not being deleted. */
export function agentOf({ cluster, namespace }: Installed, node: ClusterNode): Promise<string> {
  const agents = ['get', 'pods', `--namespace=${namespace}`, '--selector=app=multi-nicd'];
  return until(`an agent on ${node.name}`, async () => {
    const text = await cluster.kubectl([
      ...agents,
      `--field-selector=spec.nodeName=${node.name}`,
      '--output=json',
    ]);
    const { items } = JSON.parse(text) as {
      readonly items: readonly {
        readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
      }[];
    };
    return items.find(({ metadata }) => metadata.deletionTimestamp === undefined)?.metadata.name;
  });
}

/** Lines that the agent of a node logged since its container started, as JSON. */
export async function logOf(world: Installed, node: ClusterNode): Promise<readonly string[]> {
  const pod = await agentOf(world, node);
  const text = await world.cluster.kubectl(['logs', `--namespace=${world.namespace}`, pod]);
  return text.split('\n');
}

/** Waits until the agent of a node has logged a line with all of these words. */
export function untilSaid(
  world: Installed,
  node: ClusterNode,
  words: readonly string[],
): Promise<string> {
  return until(`${words.join(' … ')} in the log of the agent of ${node.name}`, async () =>
    (await logOf(world, node)).find((line) => words.every((word) => line.includes(word))),
  );
}

/** Pids of the agent's process of a node, as the node counts. @throws when none runs */
export async function agentPids(node: ClusterNode): Promise<readonly string[]> {
  // Not the shell that looks: the pattern does not match itself.
  const find = `grep -lz 'node-agent\\.mj[s]' /proc/[0-9]*/cmdline | cut -d/ -f3`;
  const pids = (await node.exec(['sh', '-c', find])).trim().split('\n').filter(Boolean);
  if (pids.length === 0) throw new Error(`no agent runs on ${node.name}`);
  return pids;
}

/** SIGKILL to the agent's process of a node; kubelet starts it again. @throws when none runs */
export async function killAgent(node: ClusterNode): Promise<void> {
  await node.exec(['kill', '-KILL', ...(await agentPids(node))]);
}

/** Until the DaemonSet's pods are of its newest template and Ready on every node. */
export async function rolledOut({ cluster, namespace }: Installed): Promise<void> {
  const agents = ['daemonset/multi-nicd', `--namespace=${namespace}`];
  await cluster.kubectl(['rollout', 'status', ...agents, '--timeout=120s']);
}
