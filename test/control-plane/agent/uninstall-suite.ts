import { existsSync, mkdirSync, readdirSync, unlinkSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { binDirOf, confDirOf } from '../../../hack/bare-nodes/programs.ts';
import type { Node } from '../../../hack/node/fabric.ts';
import { run } from '../../../hack/node/run.ts';
import { agentLabels } from '../../../lib/api/node-agent.ts';
import { configObject } from '../operator/objects.ts';
import { type AgentWorld, macvlanNetwork, within } from './world.ts';

const ipam = JSON.stringify({
  type: 'multi-nic-ipam',
  hostBlock: 6,
  interfaceBlock: 2,
  vlanMode: 'l3',
});
const primary = {
  cniVersion: '1.0.0',
  name: 'primary',
  plugins: [{ type: 'bridge', ipam: { type: 'host-local', subnet: '10.88.0.0/16' } }],
};
const own = '00-multi-nic-meta.conflist';

/** What the DaemonSet controller and a kubelet would make of the Config: a pod of the node agent that is ready. */
function agentPod({ name }: Node): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `agent-of-${name}`, namespace: 'default', labels: agentLabels },
    spec: { nodeName: name, containers: [{ name: 'node-agent', image: 'localhost/none:1' }] },
  };
}

/** Rules, routes and next hops of ours. */
async function kernel({ name }: Node): Promise<string> {
  const rules = await run(['ip', '-n', name, 'rule', 'show']);
  const routes = await run(['ip', '-n', name, 'route', 'show', 'table', 'all', 'proto', '155']);
  const nexthops = await run(['ip', '-n', name, 'nexthop', 'show', 'proto', '155']);
  const ours = rules.split('\n').filter((rule) => rule.includes('172.28.'));
  return `${ours.join('\n')}${routes}${nexthops}`;
}

/** Leaves the agents ended: it comes last. */
export function uninstallSuite(world: () => AgentWorld): void {
  const nodes = (): readonly Node[] => [world().first, world().second];
  const plugins = ({ name }: Node): readonly string[] =>
    readdirSync(binDirOf(world().cluster.installation, name)).toSorted();
  const confs = ({ name }: Node): readonly string[] =>
    readdirSync(confDirOf(world().cluster.installation, name)).toSorted();
  const word = async (node: Node): Promise<string | undefined> =>
    (await world().hostInterface(node)).metadata.annotations?.['multinic.fms.io/uninstalled'];
  const uninstall = (...args: readonly string[]): Promise<string> =>
    run(['node', new URL('../../../lib/main.ts', import.meta.url).pathname, 'uninstall', ...args], {
      env: {
        ...process.env,
        KUBECONFIG: world().cluster.controlPlane.kubeconfig,
        OPERATOR_NAMESPACE: 'default',
      },
    });

  describe('uninstalling', () => {
    before(async () => {
      const { cluster, addNetwork } = world();
      const { kubectl, installation } = cluster;
      for (const node of nodes()) {
        const folder = confDirOf(installation, node.name);
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, '10-primary.conflist'), JSON.stringify(primary));
        await kubectl(['create', '-f', '-'], JSON.stringify(agentPod(node)));
        const conditions = [{ type: 'Ready', status: 'True' }];
        const patch = `--patch=${JSON.stringify({ status: { conditions } })}`;
        const pod = `agent-of-${node.name}`;
        await kubectl(['patch', 'pod', pod, '--subresource=status', '--type=merge', patch]);
      }
      await kubectl(['apply', '-f', '-'], JSON.stringify(configObject('multi-nicd')));
      await addNetwork(macvlanNetwork('going', '172.28.0.0/16', { ipam }));
      for (const node of nodes()) {
        await within(
          40_000,
          async () => confs(node),
          (names) => names.includes(own),
        );
        await within(
          5_000,
          () => kernel(node),
          (text) => text.includes('172.28.'),
        );
      }
    });

    it('leaves a node what its pods need, cleans the others, and says both', async () => {
      const { cluster, first, second, attach, detach } = world();
      const pod = await attach('going', await cluster.fabric.createPod(first, 'going-pod'));
      const said = await uninstall('--timeout-seconds=20');
      expect(said).to.include(`- node ${first.name}: left: 1 attachment`);
      expect(said).to.include(
        '- 1 MultiNicNetwork (going) with their NetworkAttachmentDefinitions',
      );
      expect(await word(second)).to.equal('true');
      expect([plugins(first), plugins(second)]).to.deep.equal([
        ['host-local', 'multi-nic', 'multi-nic-ipam', 'multi-nic-meta'],
        ['host-local'],
      ]);
      for (const node of nodes()) expect(confs(node)).to.deep.equal(['10-primary.conflist']);
      expect(await kernel(first)).to.include('172.28.');
      await detach('going', pod);
      await cluster.fabric.destroyPod(pod);
      await within(
        5_000,
        () => word(first),
        (text) => text === 'true',
      );
      expect(plugins(first)).to.deep.equal(['host-local']);
    });

    it('is taken back with the annotation', async () => {
      const { cluster, first, attach, detach } = world();
      await cluster.kubectl(['annotate', 'config', 'multi-nicd', 'multinic.fms.io/uninstall-']);
      for (const node of nodes()) {
        await within(
          5_000,
          () => word(node),
          (text) => text === undefined,
        );
        expect(plugins(node)).to.include.members(['multi-nic', 'multi-nic-ipam']);
        await within(
          5_000,
          async () => confs(node),
          (names) => names.includes(own),
        );
      }
      const pod = await attach('going', await cluster.fabric.createPod(first, 'back-pod'));
      await detach('going', pod);
      await cluster.fabric.destroyPod(pod);
    });

    it('leaves the plugins to a configuration that somebody else wrote, and says whose', async () => {
      const { cluster, first, agent, restartAgent } = world();
      const folder = confDirOf(cluster.installation, first.name);
      const theirs = { cniVersion: '0.3.1', name: 'a', type: 'multi-nic-meta', delegates: [] };
      writeFileSync(join(folder, '20-theirs.conf'), JSON.stringify(theirs));
      const said = await uninstall('--timeout-seconds=20');
      expect(said).to.include(`- node ${first.name}: left: 20-theirs.conf calls multi-nic-meta`);
      expect(plugins(first)).to.include('multi-nic-meta');
      await agent(first).kill();
      unlinkSync(join(folder, '20-theirs.conf'));
      const seen: string[] = [];
      const watcher = watch(folder, (_event, name) => seen.push(String(name)));
      await restartAgent(first);
      await within(
        10_000,
        () => word(first),
        (text) => text === 'true',
      );
      watcher.close();
      expect(plugins(first)).to.deep.equal(['host-local']);
      // The agent that was started anew knew that nothing of ours may be put there.
      expect(seen).to.deep.equal([]);
      await cluster.kubectl(['annotate', 'config', 'multi-nicd', 'multinic.fms.io/uninstall-']);
      for (const node of nodes()) {
        await within(
          5_000,
          async () => confs(node),
          (names) => names.includes(own),
        );
      }
    });

    it('with the networks leaves nothing, and the agents take their state along', async () => {
      const { cluster, agent } = world();
      const said = await uninstall('--clean-networks', '--timeout-seconds=30');
      expect(said).to.include('all MultiNicNetworks are gone');
      expect(said.trimEnd().split('\n').at(-1)).to.equal(
        'nothing of multi-nic-operator is left on the nodes',
      );
      for (const node of nodes()) {
        expect(await kernel(node)).to.equal('');
        expect(await agent(node).stop()).to.equal(0);
        expect(plugins(node)).to.deep.equal(['host-local']);
        expect(confs(node)).to.deep.equal(['10-primary.conflist']);
        const folder = join(cluster.installation.dir, node.name);
        const left = ['state', 'run'].filter((name) => existsSync(join(folder, name)));
        expect(left).to.deep.equal([]);
      }
    });
  });
}
