import * as plan from './plan.ts';
import type { FabricSize, Nic, Node, Pod } from './plan.ts';
import { ipBatch, run } from './run.ts';

export type { Nic, Node, Pod } from './plan.ts';

export type Fabric = {
  readonly nodes: readonly Node[];
  /** Where an API server must listen so that the nodes reach it. */
  readonly managementAddress: string;
  /** The link that has it. */
  readonly managementLink: string;
  /** A further NIC, `eth<fabric>`; with the planned address unless told otherwise (`''`: none). */
  readonly addNic: (node: Node, fabric: number, address?: string) => Promise<Nic>;
  /** Takes the NIC out as if its card was pulled. */
  readonly removeNic: (node: Node, name: string) => Promise<void>;
  /** What a reboot does to a node's network: its namespace anew, with the NICs as planned. Nothing may live in the old one. */
  readonly rewire: (node: Node) => Promise<void>;
  /** A pod's sandbox: a network namespace with nothing but loopback, as a runtime makes it. */
  readonly createPod: (node: Node, name: string) => Promise<Pod>;
  readonly destroyPod: (pod: Pod) => Promise<void>;
  /** All namespaces of pods and nodes, and the bridges. */
  readonly destroy: () => Promise<void>;
};

/**
 * Nodes as network namespaces: `eth0` on a management network with the default route (10.250.0.<10+n>/24, gateway and
 * API server 10.250.0.1 in this namespace), `eth1`… on one bridge per fabric (10.242.<k>.<10+n>/24). Call it under
 * `enterWorld()`; two fabrics cannot live in one world, their management networks are the same.
 */
export async function createFabric(size: Partial<FabricSize> = {}): Promise<Fabric> {
  const whole: FabricSize = { nodes: 4, nics: 4, prefix: 'node', ...size };
  const nodes = plan.planNodes(whole);
  await ipBatch([
    ...nodes.map(({ name }) => `netns add ${name}`),
    ...plan.bridgeLines(whole),
    ...nodes.flatMap((node) => cables(whole.prefix, node)),
  ]);
  await Promise.all(nodes.map(raise));
  return {
    nodes,
    managementAddress: plan.managementAddress,
    managementLink: plan.managementLink(whole.prefix),
    ...hands(whole, nodes),
  };
}

const nicsOf = (node: Node): Nic[] => [plan.planNic(node.index, 0), ...node.nics];

const cables = (prefix: string, node: Node): string[] =>
  nicsOf(node).flatMap((nic) => plan.cableLines(prefix, node, nic));

const raise = (node: Node): Promise<void> =>
  ipBatch(['link set lo up', ...nicsOf(node).flatMap(plan.nicLines)], node.name);

async function linkNames(): Promise<ReadonlySet<string>> {
  const links = JSON.parse(await run(['ip', '-j', 'link'])) as readonly { ifname: string }[];
  return new Set(links.map(({ ifname }) => ifname));
}

const removeNic: Fabric['removeNic'] = (node, name) => ipBatch([`link del ${name}`], node.name);

function hands(
  size: FabricSize,
  nodes: readonly Node[],
): Omit<Fabric, 'nodes' | 'managementAddress' | 'managementLink'> {
  const pods = new Map<string, Pod>();
  const addNic: Fabric['addNic'] = async (node, fabric, address) => {
    const planned = plan.planNic(node.index, fabric);
    const nic = address === undefined ? planned : { ...planned, address };
    await ipBatch(plan.cableLines(size.prefix, node, nic));
    await ipBatch(plan.nicLines(nic).slice(nic.address === '' ? 1 : 0), node.name);
    return nic;
  };
  const rewire: Fabric['rewire'] = async (node) => {
    const ports = nicsOf(node).map((nic) => plan.portOf(size.prefix, node, nic));
    const plugged = await linkNames();
    // A port takes its NIC along at once; with a namespace they would go some time later.
    const removals = ports.filter((port) => plugged.has(port)).map((port) => `link del ${port}`);
    const anew = [`netns del ${node.name}`, `netns add ${node.name}`];
    await ipBatch([...removals, ...anew, ...cables(size.prefix, node)]);
    await raise(node);
  };
  const createPod: Fabric['createPod'] = async (node, name) => {
    const pod = { name, node: node.name, netns: plan.netnsPath(name) };
    await ipBatch([`netns add ${name}`]);
    pods.set(name, pod);
    await ipBatch(['link set lo up'], name);
    return pod;
  };
  const destroyPod: Fabric['destroyPod'] = async ({ name }) => {
    await ipBatch([`netns del ${name}`]);
    pods.delete(name);
  };
  const destroy: Fabric['destroy'] = () => {
    const namespaces = [...pods.keys(), ...nodes.map(({ name }) => name)];
    pods.clear();
    return ipBatch([...namespaces.map((name) => `netns del ${name}`), ...plan.bridgeRemoval(size)]);
  };
  return { addNic, removeNic, rewire, createPod, destroyPod, destroy };
}
