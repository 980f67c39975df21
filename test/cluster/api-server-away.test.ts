import { expect } from 'chai';
import { setTimeout as delay } from 'node:timers/promises';

import type { ClusterNode } from '../../hack/cluster/types.ts';
import { killAgent, rolledOut } from './agents.ts';
import { agreement } from './holdings.ts';
import { type NicRoom, openNicRoom } from './nics.ts';
import { until } from './until.ts';

const outageMs = 60_000;

describe('an API server that is away for a minute', function () {
  this.timeout(300_000);
  let room: NicRoom;
  const added = new Map<string, ClusterNode>();
  before(async () => {
    room = await openNicRoom('api-server-away');
    // The agents have seen the network at work, and have it on disk.
    await room.run(
      room.attached({ name: 'one', node: 1 }),
      room.attached({ name: 'two', node: 2 }),
    );
    await agreement(room.cluster, 2);
    await Promise.all(room.cluster.nodes.map(snapshotTaken));
  });
  after(async () => {
    const { controlPlane } = room.cluster;
    if (controlPlane.pids().apiserver === 0) await controlPlane.startApiServer();
    removeAll();
    await restartKubelets();
    await room.remove();
  });

  /** A kubelet follows its own node with a back-off of a minute, in which it does not see that it counts as dead. */
  const restartKubelets = async (): Promise<void> => {
    for (const { kubelet } of room.cluster.nodes) {
      await kubelet.kill();
      await kubelet.start();
    }
    await room.cluster.ready();
    await rolledOut(room.installed);
  };
  const snapshotTaken = (node: ClusterNode): Promise<string> =>
    until(`a snapshot on ${node.name}`, () =>
      node.exec(['grep', '-l', room.installed.network, '/var/lib/multi-nic/networks.json']),
    );
  /** A static pod: kubelet runs it without asking anybody. */
  const add = async (name: string, node: ClusterNode): Promise<void> => {
    node.addStaticPod(name, await room.manifest(room.attached({ name })));
    added.set(name, node);
  };
  const removeAll = (): void => {
    for (const [name, node] of added) node.removeStaticPod(name);
    added.clear();
  };
  const addTwo = async (round: string): Promise<void> => {
    for (const node of room.cluster.nodes) await add(`away-${round}-${node.index}`, node);
  };
  const agreed = async (pods: number): Promise<void> => {
    await agreement(room.cluster, pods, { withoutApi: true, patienceMs: 60_000 });
  };

  it('keeps no pod from coming and going, nor an agent from restarting', async () => {
    const { controlPlane, nodes } = room.cluster;
    await controlPlane.killApiServer();
    const since = performance.now();
    let rounds = 0;
    do {
      await addTwo(`${rounds}`);
      await agreed(4);
      removeAll();
      await agreed(2);
      rounds += 1;
      // What a former run has written is all that the agent has now.
      if (rounds === 1) await Promise.all(nodes.map(killAgent));
    } while (performance.now() - since < outageMs * 0.8);
    await addTwo('last');
    await agreed(4);
    await delay(Math.max(0, outageMs - (performance.now() - since)));
    await controlPlane.startApiServer();
    expect(rounds).to.be.at.least(2);
  });

  it('learns all of it when it is back', async () => {
    await agreement(room.cluster, 4, { patienceMs: 60_000 });
    removeAll();
    await agreement(room.cluster, 2, { patienceMs: 60_000 });
    for (const pod of ['one', 'two'])
      expect(await room.exec(pod, 'echo', 'alive')).to.equal('alive\n');
  });
});
