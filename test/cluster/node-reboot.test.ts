import { expect } from 'chai';

import type { ClusterNode } from '../../hack/cluster/types.ts';
import type { Attachment } from '../../node-agent/journal/types.ts';
import { logOf, rolledOut } from './agents.ts';
import { type AttachedDeployment, attachedDeployment } from './deployment.ts';
import { agreement, journalOf } from './holdings.ts';
import { type NicRoom, openNicRoom } from './nics.ts';
import { until } from './until.ts';

/** What is left of sandboxes whose processes ended: no namespace, and nobody who was told. Somebody may just look at it, or take it away. */
const vanish = `for path; do
  kill -KILL $(ip netns pids "$(basename "$path")")
  umount --lazy "$path"
  rm --force "$path" || exit
done`;

describe('a node that reboots with attached pods', function () {
  this.timeout(300_000);
  let room: NicRoom;
  let node: ClusterNode;
  let many: AttachedDeployment;
  const replicas = 24;
  before(async () => {
    room = await openNicRoom('node-reboot');
    node = room.cluster.node(2);
    many = await attachedDeployment(room);
    await many.scale(replicas);
    await many.settled(replicas);
    await agreement(room.cluster, replicas);
  });
  after(() => room.remove());

  const attached = (): readonly Attachment[] =>
    journalOf(node)
      .map(({ attachment }) => attachment)
      .filter(({ pod }) => pod.namespace === room.namespace);
  const sandboxes = (): ReadonlySet<string> =>
    new Set(attached().map(({ key }) => key.containerID));
  const attachedPaths = (): ReadonlySet<string> =>
    new Set(attached().map(({ netns }) => netns.path));

  it('has freed everything of the dead sandboxes 5 s after its agent started', async () => {
    const dead = sandboxes();
    expect(dead.size).to.be.at.least(replicas / 2);
    await node.reboot();
    expect(sandboxes()).to.deep.equal(dead);
    const freed = await until('a journal without the dead sandboxes', async () =>
      [...sandboxes()].some((id) => dead.has(id)) ? undefined : Date.now(),
    );
    expect(freed - (await agentStart())).to.be.at.most(5_000);
  });

  it('attaches them again, and nobody keeps an address from before', async () => {
    await agreement(room.cluster, replicas, { patienceMs: 150_000 });
    await room.cluster.ready();
    await rolledOut(room.installed);
    await many.settled(replicas);
    await agreement(room.cluster, replicas);
  });

  it('frees what goes away while no kubelet is there to ask for it', async () => {
    await node.kubelet.kill();
    try {
      const dead = sandboxes();
      await node.exec(['sh', '-c', vanish, 'sh', ...attachedPaths()]);
      await until('a journal without the dead sandboxes', async () =>
        [...sandboxes()].some((id) => dead.has(id)) ? undefined : true,
      );
      await agreement(room.cluster, replicas - dead.size);
    } finally {
      await node.kubelet.start();
    }
    await agreement(room.cluster, replicas, { patienceMs: 150_000 });
    await room.cluster.ready();
    await many.settled(replicas);
  });

  it('leaves nothing when they are removed', async () => {
    await many.scale(0);
    await many.settled(0);
    await agreement(room.cluster, 0);
  });

  /** Time of the first line that the agent wrote after the reboot. */
  const agentStart = async (): Promise<number> => {
    const [line = ''] = await logOf(room.installed, node);
    return Date.parse((JSON.parse(line) as { readonly time: string }).time);
  };
});
