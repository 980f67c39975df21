import { expect } from 'chai';
import { pingMesh } from '../../../hack/bare-nodes/ping.ts';
import type { AttachedPod } from '../../../hack/bare-nodes/pods.ts';
import { createFabric, type Fabric, type Node, type Pod } from '../../../hack/node/fabric.ts';
import { run } from '../../../hack/node/run.ts';
import { receivedPackets } from './link.ts';

/** Who makes an L3 network out of nodes and NICs: iproute2 by hand, or the product. */
export type L3Hands = {
  /** Makes every node know the way to the pods of the others; resolves when it is in place. */
  readonly connect: (fabric: Fabric) => Promise<void>;
  /** Gives the pod, which runs on `node`, one link for each of the node's NICs. */
  readonly attach: (pod: Pod, node: Node) => Promise<AttachedPod>;
  /** Before the fabric goes. */
  readonly disconnect: () => Promise<void>;
};

export type L3World = { readonly fabric: Fabric; readonly pods: readonly AttachedPod[] };

const nics = 4;

/**
 * What L3 promises, whoever makes it: two nodes with four NICs on four fabrics, two pods on each. `more` adds tests of its
 * own; the world that it gets exists from the first test on.
 *
 * @param prefix of the fabric's names, another one for each call: links of a fabric that has gone linger for a while
 */
export function describeL3(
  title: string,
  prefix: string,
  hands: L3Hands,
  more?: (world: () => L3World) => void,
): void {
  describe(title, () => {
    let fabric: Fabric;
    let pods: readonly AttachedPod[] = [];
    before(async () => {
      fabric = await createFabric({ nodes: 2, nics, prefix });
      await hands.connect(fabric);
      pods = await attachTwoEach(fabric, hands.attach);
    });
    after(async () => {
      await hands.disconnect();
      await fabric.destroy();
    });
    const world = (): L3World => ({ fabric, pods });
    l3Promises(world);
    more?.(world);
  });
}

/** The tests alone, for a world that somebody else makes and takes down. */
export function l3Promises(world: () => L3World): void {
  it('gives each pod one address per NIC, none of them twice', () => {
    const { pods } = world();
    const addresses = pods.flatMap((pod) => pod.addresses.map(({ address }) => address));
    expect(addresses).to.have.length(pods.length * nics);
    expect(new Set(addresses).size).to.equal(addresses.length);
  });

  it('lets every pod ping every other pod over every NIC', async () => {
    const { pods } = world();
    const rows = await pingMesh(pods);
    expect(rows).to.have.length(pods.length * nics);
    for (const row of rows)
      expect(row, `${row.pod} ${row.link}`).to.include({ reached: 3, peers: 3 });
  });

  it('takes another fabric for each link of a pod', async () => {
    const { fabric, pods } = world();
    const [from, to] = [podOn(pods, fabric.nodes[0]), podOn(pods, fabric.nodes[1])];
    const taken: string[] = [];
    for (const { link } of from.addresses) taken.push(...(await nicsUsed(from, to, link)));
    expect(taken.sort()).to.deep.equal(['eth1', 'eth2', 'eth3', 'eth4']);
  });
}

/** @param round makes the names of the pods of several rounds differ */
export async function attachTwoEach(
  fabric: Fabric,
  attach: L3Hands['attach'],
  round = 'pod',
): Promise<AttachedPod[]> {
  const pods: AttachedPod[] = [];
  for (const node of fabric.nodes) {
    for (const number of [1, 2]) {
      const pod = await fabric.createPod(node, `${node.name}-${round}-${number}`);
      pods.push(await attach(pod, node));
    }
  }
  return pods;
}

export function podOn(pods: readonly AttachedPod[], node: Node | undefined): AttachedPod {
  const pod = pods.find((candidate) => candidate.node === node?.name);
  if (pod === undefined) throw new Error(`no pod on ${node?.name}`);
  return pod;
}

/** The NICs of the other pod's node at which a burst of pings over one link arrives. */
async function nicsUsed(from: AttachedPod, to: AttachedPod, link: string): Promise<string[]> {
  const target = to.addresses.find((candidate) => candidate.link === link);
  if (target === undefined) throw new Error(`${to.name} has no ${link}`);
  const count = 30;
  const before = await receivedPackets(to.node);
  await run([
    'ip',
    'netns',
    'exec',
    from.name,
    ...`ping -q -c ${count} -i 0.01 -I ${link} ${target.address}`.split(' '),
  ]);
  const after = await receivedPackets(to.node);
  return [...after]
    .filter(([nic, packets]) => packets - (before.get(nic) ?? 0) >= count)
    .map(([nic]) => nic);
}
