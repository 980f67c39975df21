import { until } from '../until.ts';
import { nodeState } from './kernel-state.ts';
import { linesOf } from './lines.ts';
import type { OwnCluster } from './own-cluster.ts';

/** All that a release could leave behind, each as lines that a failed test shows. */
export type Traces = {
  /** Links, addresses, routes, rules, next hops, of the nodes, and the names of their network namespaces. */
  readonly kernel: readonly string[];
  readonly files: readonly string[];
  /** Kind, namespace and name of every object, without the Events, which go by themselves. */
  readonly objects: readonly string[];
};

export async function tracesOf(cluster: OwnCluster): Promise<Traces> {
  const state = await nodeState(cluster);
  // The primary network's bridge comes with the first pod and stays.
  const kernel = state.filter((line) => !/\bcni0\b/.test(line));
  const [sandboxes, files] = [await onNodes(cluster, 'ls /run/netns'), await filesOf(cluster)];
  return { kernel: [...kernel, ...sandboxes], files, objects: await objectsOf(cluster) };
}

/**
 * Of a new cluster, once its own programs have written what they write by themselves: a kubelet makes its Lease some time
 * after its Node is Ready, and the controllers fill each namespace when they get to it.
 */
export async function firstTraces(cluster: OwnCluster): Promise<Traces> {
  const leases = cluster.nodes.map((node) => `Lease kube-node-lease/${node}`);
  await until('all that a new cluster gives itself', async () => {
    const objects = await objectsOf(cluster);
    const namespaces = objects.flatMap((line) => /^Namespace \/(.+)$/.exec(line)?.[1] ?? []);
    const filled = namespaces.flatMap((namespace) => [
      `ConfigMap ${namespace}/kube-root-ca.crt`,
      `ServiceAccount ${namespace}/default`,
    ]);
    return [...leases, ...filled].every((line) => objects.includes(line)) ? true : undefined;
  });
  return tracesOf(cluster);
}

/** When the last pods of ours have ended, some seconds after helm, and their sandboxes with them. */
export async function whenQuiet(cluster: OwnCluster): Promise<Traces> {
  await until('no pod, and no sandbox', async () => {
    const pods = await cluster.kubectl(['get', 'pods', '--all-namespaces', '--output=name']);
    const lists = cluster.nodes.map((node) => cluster.onNode(node, ['ls', '/run/netns']));
    return pods === '' && (await Promise.all(lists)).join('') === '' ? true : undefined;
  });
  return tracesOf(cluster);
}

/**
 * In the folders where the product puts something, in the primary network's book of addresses, and by name wherever a node
 * writes. Not the runtime's own: its images, and what its CNI library noted under the primary network's name.
 */
const find = `for folder in /opt/cni/bin /etc/cni/net.d /var/lib/multi-nic /run/multi-nic /var/lib/cni/networks; do
  [ ! -d "$folder" ] || find "$folder" ! -type d ! -name lock ! -name 'last_reserved_ip.*'
done
find /run /var/lib /etc /opt -xdev -path /var/lib/containerd -prune -o -name '*multi-nic*' -print`;

async function filesOf(cluster: OwnCluster): Promise<readonly string[]> {
  const lines = await onNodes(cluster, find);
  // That folder is on the disk of these nodes from the beginning.
  return [...new Set(lines)].filter((line) => !line.endsWith(': /var/lib/multi-nic')).toSorted();
}

async function onNodes({ nodes, onNode }: OwnCluster, script: string): Promise<readonly string[]> {
  const perNode = nodes.map(async (node) =>
    linesOf(await onNode(node, ['sh', '-c', script])).map((line) => `${node}: ${line}`),
  );
  return (await Promise.all(perNode)).flat();
}

const names = '{range .items[*]}{.kind} {.metadata.namespace}/{.metadata.name}{"\\n"}{end}';

async function objectsOf({ kubectl }: OwnCluster): Promise<readonly string[]> {
  const kinds = linesOf(await kubectl(['api-resources', '--verbs=list', '--output=name']));
  const kept = kinds.filter((kind) => !kind.startsWith('events') && kind !== 'componentstatuses');
  const all = ['get', kept.join(','), '--all-namespaces', `--output=jsonpath=${names}`];
  return linesOf(await kubectl(all)).toSorted();
}
