import { expect } from 'chai';
import type { AttachedPod } from '../../hack/bare-nodes/pods.ts';
import type { Node } from '../../hack/node/fabric.ts';
import { ipBatch, run } from '../../hack/node/run.ts';
import { byHand, table } from './support/by-hand.ts';
import { describeL3, podOn, type L3World } from './support/l3-conformance.ts';
import { showLink } from './support/link.ts';

describeL3('ipvlan l3s by hand', 'l3s', byHand('l3s'), (world) => {
  it('has links of mode l3s', async () => {
    const { pod } = firstPod(world());
    const { linkinfo } = await showLink(pod.name, 'net1-3');
    expect(linkinfo?.info_data).to.include({ mode: 'l3s' });
  });
});

describeL3('ipvlan l3 by hand', 'l3', byHand('l3'), (world) => {
  it('cuts a pod off from its own node', async () => {
    const { node, pod, address } = firstPod(world());
    expect(await pings(node.name, address)).to.equal(false);
    const [own = ''] = (node.nics[0]?.address ?? '').split('/');
    expect(await pings(pod.name, own, 'net1-0')).to.equal(false);
  });

  it('lets a node ping pods of another node only with a rule to them and a route back', async () => {
    const { fabric } = world();
    const { pod, address } = firstPod(world());
    const [, other] = fabric.nodes as [Node, Node];
    const before = await pings(other.name, address);
    await ipBatch([`rule add to 192.168.0.0/16 lookup ${table}`], other.name);
    const withRule = await pings(other.name, address);
    await ipBatch(['route add 10.242.1.0/24 dev net1-0'], pod.name);
    const withBoth = await pings(other.name, address);
    await ipBatch([`rule del to 192.168.0.0/16 lookup ${table}`], other.name);
    await ipBatch(['route del 10.242.1.0/24'], pod.name);
    expect({ before, withRule, withBoth }).to.deep.equal({
      before: false,
      withRule: false,
      withBoth: true,
    });
  });

  it('does not take another fabric for an address that the fabric of the link does not have', async () => {
    const { fabric, pods } = world();
    const from = podOn(pods, fabric.nodes[0]);
    const onSecondFabric = podOn(pods, fabric.nodes[1]).addresses[1]?.address ?? '';
    expect(await pings(from.name, onSecondFabric, 'net1-0')).to.equal(false);
    expect(await pings(from.name, onSecondFabric, 'net1-1')).to.equal(true);
  });
});

function firstPod({ fabric, pods }: L3World): { node: Node; pod: AttachedPod; address: string } {
  const [node] = fabric.nodes as [Node];
  const pod = podOn(pods, node);
  return { node, pod, address: pod.addresses[0]?.address ?? '' };
}

/** Whether one of two pings from a namespace is answered. */
async function pings(netns: string, address: string, link?: string): Promise<boolean> {
  const by = link === undefined ? '' : `-I ${link}`;
  const script = `ping -q -c 2 -i 0.2 -W 2 ${by} ${address} || true`;
  const report = await run(['ip', 'netns', 'exec', netns, 'sh', '-c', script]);
  const [, received] = /(\d+) received/.exec(report) ?? [];
  if (received === undefined)
    throw new Error(`${netns}: ping sent nothing to ${address}: ${report}`);
  return Number(received) > 0;
}
