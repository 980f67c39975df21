import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import type { AttachedPod } from '../../../hack/bare-nodes/pods.ts';
import { startAgent } from '../../../hack/bare-nodes/programs.ts';
import { startProgram } from '../../../hack/node/program.ts';
import { run } from '../../../hack/node/run.ts';
import { type AgentWorld, macvlanNetwork, within } from './world.ts';

const routedIpam = JSON.stringify({
  type: 'multi-nic-ipam',
  hostBlock: 6,
  interfaceBlock: 2,
  vlanMode: 'l3',
});

export function outageSuite(world: () => AgentWorld): void {
  describe('outages', () => {
    before(() => world().addNetwork(macvlanNetwork('steady', '172.27.0.0/16')));
    after(() => world().removeNetwork('steady'));

    it('of the API server keep no pod from starting or stopping, with the agent restarted meanwhile too', async () => {
      const { cluster, first, attach, detach, agent, restartAgent, pools } = world();
      const before = await attach('steady', await cluster.fabric.createPod(first, 'out-1'));
      await cluster.controlPlane.stopApiServer();
      const during = await attach('steady', await cluster.fabric.createPod(first, 'out-2'));
      await agent(first).kill();
      await restartAgent(first);
      const after = await attach('steady', await cluster.fabric.createPod(first, 'out-3'));
      expectDistinct([before, during, after]);
      await detach('steady', before);
      await cluster.controlPlane.startApiServer();
      await within(
        10_000,
        () => pools('steady'),
        (list) =>
          list
            .flatMap(({ spec }) => spec.allocations.map(({ pod }) => pod))
            .sort()
            .join() === 'out-2,out-2,out-3,out-3',
      );
      for (const pod of [during, after]) await detach('steady', pod);
      for (const pod of [before, during, after]) await cluster.fabric.destroyPod(pod);
    });

    it('of the agent alone cost nothing: started again it writes neither to the API server nor to the kernel', async () => {
      const { cluster, first, addNetwork, removeNetwork, agent, restartAgent } = world();
      await addNetwork(macvlanNetwork('routed', '172.26.0.0/16', { ipam: routedIpam }));
      const routes = () => run(['ip', '-n', first.name, 'route', 'show', 'table', '20000']);
      await within(
        5_000,
        routes,
        (text) => text.includes('172.26.1.0/24') || text.includes('172.26.0.0/24'),
      );
      await delay(1_500);
      const mark = await cluster.controlPlane.auditMark();
      const changes = await kernelChanges(first.netns, async () => {
        await agent(first).kill();
        await restartAgent(first);
        await delay(4_000);
      });
      expect(changes).to.equal('');
      const writes = Object.keys(await cluster.controlPlane.auditCounts(mark));
      expect(writes.filter((key) => key.startsWith('node-agent-1'))).to.deep.equal([]);
      await removeNetwork('routed');
      await within(
        5_000,
        () => run(['ip', '-n', first.name, 'rule', 'show']),
        (text) => !text.includes('172.26.0.0/16'),
      );
    });

    it('do not come from a second agent with a socket of its own: it ends and names the folder and the first', async () => {
      const { cluster, first } = world();
      const folder = join(cluster.installation.dir, first.name);
      const socket = join(folder, 'run-2/agent.sock');
      const second = await startAgent(cluster.installation, first, { MULTINIC_SOCKET: socket });
      expect(await second.ended).to.equal(1);
      expect(second.tail())
        .to.contain(`the state folder ${join(folder, 'state')} is in use by another node agent`)
        .and.to.contain(join(folder, 'run/agent.sock'));
    });

    it('do not come from a second agent on the node: it ends and says why, the first goes on', async () => {
      const { cluster, first, attach, detach } = world();
      const second = await startAgent(cluster.installation, first);
      expect(await second.ended).to.equal(1);
      expect(second.tail()).to.contain('is served by another node agent');
      const pod = await attach('steady', await cluster.fabric.createPod(first, 'one-agent'));
      await detach('steady', pod);
      await cluster.fabric.destroyPod(pod);
    });

    it('of the agent: killed -9 it forgets nothing, and gives no address twice', async () => {
      const { cluster, first, attach, detach, agent, restartAgent } = world();
      const one = await attach('steady', await cluster.fabric.createPod(first, 'kill-1'));
      await agent(first).kill();
      await restartAgent(first);
      const two = await attach('steady', await cluster.fabric.createPod(first, 'kill-2'));
      expectDistinct([one, two]);
      for (const pod of [one, two]) {
        await detach('steady', pod);
        await cluster.fabric.destroyPod(pod);
      }
    });
  });
}

/** What the kernel tells of changes of routes, rules, next hops and links in a namespace while `during` runs. */
async function kernelChanges(netns: string, during: () => Promise<void>): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-monitor-'));
  const argv: [string, ...string[]] = ['ip', 'monitor', 'route', 'rule', 'nexthop', 'link'];
  const monitor = await startProgram({ argv, netns, logFile: join(dir, 'log') });
  await delay(300);
  await during();
  await monitor.stop();
  const said = readFileSync(join(dir, 'log'), 'utf8');
  rmSync(dir, { recursive: true });
  return said;
}

function expectDistinct(pods: readonly AttachedPod[]): void {
  const addresses = pods.flatMap((pod) => pod.addresses.map(({ address }) => address));
  expect(addresses).to.have.length(pods.length * 2);
  expect(new Set(addresses).size, addresses.join()).to.equal(addresses.length);
}
