import { linesOf } from './lines.ts';
import type { OwnCluster } from './own-cluster.ts';

export type Nic = { readonly device: string; readonly address: string };

/** A pod as its node's kernel has it. */
export type Sandbox = {
  readonly pod: string;
  readonly node: string;
  /** Path on the node. */
  readonly netns: string;
  /** Links beside lo and eth0, with their IPv4 address. */
  readonly nics: readonly Nic[];
};

type Pod = {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly nodeName: string };
  readonly status: { readonly podIP?: string };
};

/** The pods of the namespace `default` that are not on the network of their host. */
export async function sandboxesOf(cluster: OwnCluster): Promise<readonly Sandbox[]> {
  const list = await cluster.kubectl(['get', 'pods', '--output=json']);
  const { items } = JSON.parse(list) as { readonly items: readonly Pod[] };
  const namespaces = new Map<string, readonly Found[]>();
  for (const node of cluster.nodes) namespaces.set(node, await look(cluster, node));
  return items.map(({ metadata, spec: { nodeName: node }, status }) => {
    const found = namespaces.get(node)?.find(({ nics }) => isAt(nics, status.podIP));
    if (found === undefined) throw new Error(`${node} has no sandbox of pod ${metadata.name}`);
    const nics = found.nics.filter(({ device }) => device !== 'eth0');
    return { pod: metadata.name, node, netns: found.netns, nics };
  });
}

/** @throws naming the pods that there are */
export function sandboxOf(sandboxes: readonly Sandbox[], pod: string): Sandbox {
  const found = sandboxes.find((one) => one.pod === pod);
  if (found !== undefined) return found;
  throw new Error(`no pod ${pod} (available: ${sandboxes.map((one) => one.pod).join(', ')})`);
}

type Found = { readonly netns: string; readonly nics: readonly Nic[] };

const isAt = (nics: readonly Nic[], address: string | undefined): boolean =>
  nics.some((nic) => nic.device === 'eth0' && nic.address === address);

const script =
  'for name in $(ls /run/netns); do echo "/run/netns/$name $(ip -n "$name" -j address)"; done';

async function look({ onNode }: OwnCluster, node: string): Promise<readonly Found[]> {
  const text = await onNode(node, ['sh', '-c', script]);
  return linesOf(text).map((line) => {
    const [netns = '', json = ''] = line.split(/ (.*)/s);
    return { netns, nics: parseNics(json) };
  });
}

type Shown = {
  readonly ifname: string;
  readonly addr_info: readonly { readonly family: string; readonly local: string }[];
};

function parseNics(json: string): readonly Nic[] {
  const shown = JSON.parse(json) as readonly Shown[];
  return shown.flatMap(({ ifname: device, addr_info }) => {
    const ipv4 = addr_info.filter(({ family }) => family === 'inet');
    return device === 'lo' ? [] : ipv4.map(({ local }) => ({ device, address: local }));
  });
}
