import { expect } from 'chai';

import type { ClusterNode } from '../../hack/cluster/types.ts';
import { killAgent, rolledOut } from './agents.ts';
import {
  type AnnotatedRoom,
  hostLocal,
  macvlan,
  networksKey,
  openAnnotatedRoom,
} from './annotated.ts';
import { makeCrowd, readyCrowd, removeCrowd } from './crowd.ts';
import { journalOf } from './holdings.ts';
import { until } from './until.ts';

describe('the agent restarts while pods are being made', function () {
  this.timeout(300_000);
  let room: AnnotatedRoom;
  let node: ClusterNode;
  before(async () => {
    room = await openAnnotatedRoom('meta-agent');
    node = room.cluster.node(2);
    await room.addNetworks({
      one: macvlan(hostLocal('10.14.0.0/24'), { master: 'eth2' }),
      two: macvlan(hostLocal('10.15.0.0/24'), { master: 'eth3' }),
    });
  });
  after(() => room.remove());

  const replicas = 20;
  const held = async (network: string): Promise<readonly string[]> => {
    const files = await node.exec(['ls', `/var/lib/cni/networks/${network}`]);
    return files.split('\n').filter((file) => /^\d/.test(file));
  };
  const attached = (): number =>
    journalOf(node).filter(({ attachment }) => attachment.pod.namespace === room.namespace).length;

  for (const { way, restart } of [
    { way: 'killed', restart: () => killAgent(node) },
    {
      way: 'rolled out anew',
      restart: async () => {
        const { cluster, namespace } = room.installed;
        const agents = ['daemonset/multi-nicd', `--namespace=${namespace}`];
        await cluster.kubectl(['rollout', 'restart', ...agents]);
      },
    },
  ]) {
    it(`and all become ready with addresses of their own, which are free afterwards (${way})`, async () => {
      const name = way.split(' ')[0] ?? '';
      await makeCrowd(room, { name, node: 2, annotations: { [networksKey]: 'one,two' } }, replicas);
      await until('the first pods', async () => (attached() >= 3 ? true : undefined));
      await restart();
      const pods = await readyCrowd(room, name, { replicas, patienceMs: 150_000 });
      await rolledOut(room.installed);
      for (const [index, network] of ['one', 'two'].entries()) {
        const addresses = pods.map(({ status }) => status[index + 1]?.ips?.[0] ?? '');
        expect(new Set(addresses).size).to.equal(replicas);
        expect(await until('what is held', () => onlyHeld(network, replicas))).to.have.members(
          addresses,
        );
      }
      await removeCrowd(room, name);
      for (const network of ['one', 'two']) await until('nothing held', () => onlyHeld(network, 0));
      expect(attached()).to.equal(0);
    });
  }

  /** What was begun before the restart is freed a moment after it. */
  const onlyHeld = async (
    network: string,
    count: number,
  ): Promise<readonly string[] | undefined> => {
    const files = await held(network);
    return files.length === count ? files : undefined;
  };
});
