import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type AttachedPod, writeConf } from '../../../hack/bare-nodes/pods.ts';
import type { Pod } from '../../../hack/node/fabric.ts';
import { run } from '../../../hack/node/run.ts';
import type { IPPool, PoolAllocation } from '../../../lib/api/types.ts';
import { type AgentWorld, macvlanNetwork, within } from './world.ts';

const network = 'taken';

/** As multi-nic-cni v1.3.2 generates it: no key more, and in this version. */
const originalConf = JSON.stringify({
  cniVersion: '0.3.0',
  name: network,
  type: 'multi-nic',
  plugin: { cniVersion: '0.3.0', type: 'macvlan', mode: 'bridge' },
  subnet: '172.24.0.0/16',
  ipam: { type: 'multi-nic-ipam', hostBlock: 6, interfaceBlock: 2, vlanMode: 'l2' },
  dns: {},
  masterNets: [],
  multiNICIPAM: true,
  daemonPort: 11_000,
});

const listed = (pools: readonly IPPool[]): readonly string[] =>
  pools.flatMap(({ spec }) => spec.allocations.map(({ address }) => address)).toSorted();

const poolsOf = async (world: AgentWorld): Promise<readonly IPPool[]> =>
  (await world.pools(network)).filter(({ spec }) => spec.hostName === world.first.name);

async function loseState({ agent, cluster, first, restartAgent }: AgentWorld): Promise<void> {
  await agent(first).kill();
  rmSync(join(cluster.installation.dir, first.name, 'state'), { recursive: true });
  await restartAgent(first);
}

/** The pod's links and the entry in each pool, as multi-nic-cni leaves them. */
async function attachLikeOriginal(world: AgentWorld, pod: Pod): Promise<readonly string[]> {
  const { cluster, first } = world;
  const pools = (await poolsOf(world)).toSorted((one, other) =>
    one.spec.interfaceName < other.spec.interfaceName ? -1 : 1,
  );
  for (const [at, { metadata, spec }] of pools.entries()) {
    const address = spec.podCIDR.replace(/\.0\/\d+$/, '.1');
    const link = ['link', 'add', 'link', spec.interfaceName, 'name', `net1-${at}`];
    await run(['ip', '-n', first.name, ...link, 'netns', pod.name, 'type', 'macvlan']);
    await run(['ip', '-n', pod.name, 'addr', 'add', `${address}/18`, 'dev', `net1-${at}`]);
    const entry: PoolAllocation = { pod: pod.name, namespace: 'default', index: 1, address };
    const patch = [{ op: 'replace', path: '/spec/allocations', value: [entry] }];
    await cluster.kubectl([
      'patch',
      'mnpool',
      metadata.name,
      '--type=json',
      '-p',
      JSON.stringify(patch),
    ]);
  }
  return listed(await poolsOf(world));
}

export function adoptionSuite(world: () => AgentWorld): void {
  const poolsHere = () => poolsOf(world());
  describe('addresses that the agent did not give', () => {
    before(() => world().addNetwork(macvlanNetwork(network, '172.24.0.0/16')));
    after(() => world().removeNetwork(network));

    it("stay with the Running pod of multi-nic-cni, and go at that pod's DEL by its own conf", async () => {
      const { agent, attach, cluster, detach, first, restartAgent, runtime } = world();
      await agent(first).kill();
      rmSync(join(cluster.installation.dir, first.name, 'state'), { recursive: true });
      const old = await cluster.fabric.createPod(first, 'old-pod');
      await makePod(world(), old.name);
      const addresses = await attachLikeOriginal(world(), old);
      expect(addresses).to.have.length(2);
      await restartAgent(first);
      const next = await attach(network, await cluster.fabric.createPod(first, 'next-pod'));
      expectOthers(addresses, next);
      await within(5_000, poolsHere, (pools) => listed(pools).length === 4);
      expect(listed(await poolsHere())).to.include.members([...addresses]);
      writeConf(runtime.confDir, network, originalConf);
      await detach(network, old);
      expect(await run(['ip', '-n', old.name, 'link', 'show'])).to.not.contain('net1-');
      await within(5_000, poolsHere, (pools) => listed(pools).length === 2);
      await detach(network, next);
      await within(5_000, poolsHere, (pools) => listed(pools).length === 0);
      await cluster.kubectl(['delete', 'pod', old.name, '--force', '--grace-period=0']);
      for (const pod of [old, next]) await cluster.fabric.destroyPod(pod);
    });

    it('stay with pods of an agent whose journal is lost: an Event of the node says so', async () => {
      const { attach, cluster, detach, first } = world();
      const before = await attach(network, await cluster.fabric.createPod(first, 'kept-pod'));
      await within(
        5_000,
        poolsHere,
        (pools) =>
          pools.every(({ status }) => status?.journal !== undefined) && listed(pools).length === 2,
      );
      const [journal] = (await poolsHere()).map(({ status }) => status?.journal);
      await loseState(world());
      const after = await attach(network, await cluster.fabric.createPod(first, 'later-pod'));
      expectOthers(
        before.addresses.map(({ address }) => address),
        after,
      );
      await within(
        10_000,
        () =>
          cluster.kubectl([
            'get',
            'events',
            '-o',
            'json',
            '--field-selector',
            'reason=JournalLost',
          ]),
        (text) => text.includes('2 addresses that pods hold were adopted'),
      );
      await within(5_000, poolsHere, (pools) =>
        pools.every(({ status }) => status?.journal !== journal),
      );
      for (const pod of [before, after]) await detach(network, pod);
      await within(5_000, poolsHere, (pools) => listed(pools).length === 0);
      for (const pod of [before, after]) await cluster.fabric.destroyPod(pod);
    });

    it('are given again when pod and namespace went without a DEL', async () => {
      const { attach, cluster, first } = world();
      const pod = await attach(network, await cluster.fabric.createPod(first, 'short-pod'));
      await within(5_000, poolsHere, (pools) => listed(pools).length === 2);
      await loseState(world());
      await within(10_000, poolsHere, (pools) => listed(pools).length === 2);
      await cluster.fabric.destroyPod(pod);
      await within(40_000, poolsHere, (pools) => listed(pools).length === 0);
    });

    it('are waited for while neither the API server nor a snapshot names the pools', async () => {
      const { attach, cluster, detach, first } = world();
      const pod = await cluster.fabric.createPod(first, 'wait-pod');
      const next = await cluster.fabric.createPod(first, 'wait-next');
      const before = await attach(network, pod);
      await within(5_000, poolsHere, (pools) => listed(pools).length === 2);
      await cluster.controlPlane.stopApiServer();
      try {
        await loseState(world());
        // The agent has just been started: its socket comes first.
        await within(
          15_000,
          () => attachOnce(world(), next.name, next.netns),
          (refusal) => refusal.includes('/journal, is new') && refusal.includes('try again'),
        );
      } finally {
        await cluster.controlPlane.startApiServer();
      }
      const after = await attach(network, next);
      expectOthers(
        before.addresses.map(({ address }) => address),
        after,
      );
      for (const one of [pod, next]) await detach(network, one);
      for (const one of [pod, next]) await cluster.fabric.destroyPod(one);
    });
  });
}

function expectOthers(held: readonly string[], { addresses }: AttachedPod): void {
  expect(addresses).to.have.length(2);
  for (const { address } of addresses) expect(held).to.not.include(address);
}

/** A pod that the API server has as Running on the node. */
async function makePod({ cluster, first }: AgentWorld, name: string): Promise<void> {
  const containers = [{ name: 'c', image: 'none' }];
  const spec = { nodeName: first.name, containers, automountServiceAccountToken: false };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec };
  await cluster.kubectl(['apply', '-f', '-'], JSON.stringify(pod));
  const status = JSON.stringify({ status: { phase: 'Running' } });
  await cluster.kubectl([
    'patch',
    'pod',
    name,
    '--subresource=status',
    '--type=merge',
    '-p',
    status,
  ]);
}

/** What the runtime is told by an ADD that is not repeated. */
async function attachOnce(
  { first, runtime }: AgentWorld,
  pod: string,
  netns: string,
): Promise<string> {
  const env = {
    ...process.env,
    CNI_PATH: runtime.binDir(first.name),
    NETCONFPATH: runtime.confDir,
    CNI_IFNAME: 'net1',
    CNI_ARGS: `IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=${pod}`,
    MULTINIC_SOCKET: runtime.socket(first.name),
  };
  return run([runtime.cnitool, 'add', network, netns], { env }).then(
    () => 'it succeeded',
    (error: unknown) => String(error),
  );
}
