import { until } from '../until.ts';
import { linesOf } from './lines.ts';
import type { OwnCluster } from './own-cluster.ts';
import { sandboxesOf } from './sandboxes.ts';

/** Lines of `ip` that nothing of ours may change behind a running pod, each with where it was seen. */
export type KernelState = readonly string[];

const questions = ['link', 'address', 'route show table all', '-6 route show table all'];
const more = ['rule', '-6 rule', 'nexthop'];

/**
 * The primary network's own links: they come and go with every pod, also with the operator's, and the bridge has the
 * hardware address of one of them.
 */
const ofPrimary = /\bveth[0-9a-f]{8}\b|^\d+: cni0:/;

/** Links, addresses, routes, rules and next hops of every node, without those of the primary network. */
export const nodeState = (cluster: OwnCluster): Promise<KernelState> =>
  settled(() => lookAtNodes(cluster));

/** The same of every pod in the namespace `default`, the primary network's with it. */
export const podState = (cluster: OwnCluster): Promise<KernelState> =>
  settled(() => lookAtPods(cluster));

/** For some seconds the kernel looks for duplicates of a new IPv6 address, and its routes come after that. */
async function settled(look: () => Promise<KernelState>): Promise<KernelState> {
  return until('addresses that the kernel has made up its mind about', async () => {
    const state = await look();
    return state.some((line) => line.includes(' tentative')) ? undefined : state;
  });
}

async function lookAtNodes(cluster: OwnCluster): Promise<KernelState> {
  const lines: string[] = [];
  for (const node of cluster.nodes) {
    const text = await cluster.onNode(node, ['sh', '-ec', script('ip -oneline')]);
    const ours = linesOf(text).filter((line) => !ofPrimary.test(line));
    lines.push(...ours.map((line) => `${node}: ${line}`));
  }
  return lines;
}

async function lookAtPods(cluster: OwnCluster): Promise<KernelState> {
  const lines: string[] = [];
  for (const { node, pod, netns } of await sandboxesOf(cluster)) {
    const name = netns.replace('/run/netns/', '');
    const text = await cluster.onNode(node, ['sh', '-ec', script(`ip -oneline -n ${name}`)]);
    lines.push(...linesOf(text).map((line) => `${pod}: ${line}`));
  }
  return lines.toSorted();
}

const script = (ip: string): string =>
  [...questions, ...more].map((question) => `${ip} ${question}`).join('\n');
