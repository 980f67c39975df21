import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { confDirOf } from '../../../hack/bare-nodes/programs.ts';
import type { Pod } from '../../../hack/node/fabric.ts';
import { run } from '../../../hack/node/run.ts';
import { tool } from '../../../hack/node/tool.ts';
import { type AgentWorld, macvlanNetwork, within } from './world.ts';

const network = 'by-annotation';
const networksKey = 'k8s.v1.cni.cncf.io/networks';
const annotations = { [networksKey]: network };

type Status = { readonly name: string; readonly interface: string; readonly default?: boolean };

const isPublished = (status: readonly Status[]): boolean =>
  status.map((one) => one.interface).join() === 'eth0,net1-0,net1-1';

/** The agent as a runtime meets it where there is no Multus: one conf before the primary network's. */
export function metaAgentSuite(world: () => AgentWorld): void {
  const confDir = (): string => confDirOf(world().cluster.installation, world().first.name);
  const ownConf = (): string => join(confDir(), '00-multi-nic-meta.conflist');
  const pods: Pod[] = [];

  /** Pod object and sandbox. */
  const create = async (name: string): Promise<{ pod: Pod; uid: string }> => {
    const { cluster, first } = world();
    const pod = await cluster.fabric.createPod(first, name);
    pods.push(pod);
    const object = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: pod.name, namespace: 'default', annotations },
      spec: { nodeName: first.name, containers: [{ name: 'c', image: 'none' }] },
    };
    const made = await cluster.kubectl(['create', '-f', '-', '-o', 'json'], JSON.stringify(object));
    return { pod, uid: (JSON.parse(made) as { metadata: { uid: string } }).metadata.uid };
  };

  /** As containerd calls it; `told`: with the annotations, as newer ones do. */
  const call = (verb: string, { pod, uid }: { pod: Pod; uid: string }, told: boolean) => {
    const { runtime, first } = world();
    const capabilities = { 'io.kubernetes.cri.pod-annotations': annotations };
    return run([runtime.cnitool, verb, 'multi-nic-meta', pod.netns], {
      env: {
        ...process.env,
        CNI_PATH: runtime.binDir(first.name),
        NETCONFPATH: confDir(),
        CNI_IFNAME: 'eth0',
        CNI_ARGS: `IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=${pod.name};K8S_POD_UID=${uid}`,
        CAP_ARGS: JSON.stringify(told ? capabilities : {}),
        MULTINIC_SOCKET: runtime.socket(first.name),
      },
    });
  };
  const published = async ({ pod }: { pod: Pod }): Promise<readonly Status[]> => {
    const json = await world().cluster.kubectl(['get', 'pod', pod.name, '-o', 'json']);
    const { metadata } = JSON.parse(json) as { metadata: { annotations: Record<string, string> } };
    return JSON.parse(metadata.annotations['k8s.v1.cni.cncf.io/network-status'] ?? '[]');
  };
  describe('networks by annotation', () => {
    before(async () => {
      const { runtime, first, addNetwork } = world();
      symlinkSync(tool('bridge'), join(runtime.binDir(first.name), 'bridge'));
      await addNetwork(macvlanNetwork(network, '172.25.0.0/16'));
    });
    after(async () => {
      const { cluster, runtime, first, removeNetwork } = world();
      rmSync(join(runtime.binDir(first.name), 'bridge'));
      for (const pod of pods) await cluster.fabric.destroyPod(pod);
      await cluster.kubectl(['delete', 'pod', '--all', '--force', '--grace-period=0']);
      rmSync(confDir(), { recursive: true });
      await removeNetwork(network);
    });

    it('begin when the primary network comes: first the plugin, then the conf', async () => {
      const { runtime, first } = world();
      mkdirSync(confDir(), { recursive: true });
      const primary = {
        cniVersion: '1.0.0',
        name: 'primary',
        plugins: [
          {
            type: 'bridge',
            bridge: 'meta0',
            isGateway: true,
            ipam: {
              type: 'host-local',
              ranges: [[{ subnet: '10.77.0.0/24' }]],
              dataDir: join(confDir(), 'ipam'),
            },
          },
        ],
      };
      writeFileSync(join(confDir(), '10-primary.conflist'), JSON.stringify(primary));
      await within(
        5_000,
        async () => existsSync(ownConf()),
        (there) => there,
      );
      expect(JSON.parse(readFileSync(ownConf(), 'utf8'))).to.have.property('cniVersion', '1.0.0');
      expect(existsSync(join(runtime.binDir(first.name), 'multi-nic-meta'))).to.equal(true);
    });

    it('cost one write for each pod and no read', async () => {
      const { cluster, first } = world();
      const one = await create('meta-1');
      await within(
        15_000,
        () => call('add', one, true).catch((error: unknown) => String(error)),
        (answer) => answer.includes('10.77.0.'),
      );
      await within(5_000, () => published(one), isPublished);
      const two = await create('meta-2');
      const mark = await cluster.controlPlane.auditMark();
      await call('add', two, true);
      await within(5_000, () => published(two), isPublished);
      const asked = (await cluster.controlPlane.auditEvents(mark)).filter(
        ({ user, resource }) => user === `node-agent-${first.index}` && resource.includes('pods'),
      );
      expect(asked.map(({ verb, resource }) => `${verb} ${resource}`)).to.deep.equal([
        'patch pods/status',
      ]);
      expect((await published(two)).filter((entry) => entry.default === true)).to.have.length(1);
      for (const pod of [one, two]) await call('del', pod, true);
    });

    it('reach a pod whose runtime keeps the annotations to itself', async () => {
      const pod = await create('meta-3');
      await call('add', pod, false);
      await within(5_000, () => published(pod), isPublished);
      await call('del', pod, false);
    });

    it('are there with the API server away and the agent killed, and told when both are back', async () => {
      const { cluster, first, agent, restartAgent } = world();
      const [before, during] = [await create('meta-4'), await create('meta-5')];
      await cluster.controlPlane.stopApiServer();
      await call('add', before, true);
      await agent(first).kill();
      await restartAgent(first);
      await within(
        20_000,
        () => call('add', during, true).catch((error: unknown) => String(error)),
        (answer) => answer.includes('10.77.0.'),
      );
      await cluster.controlPlane.startApiServer();
      for (const pod of [before, during]) await within(20_000, () => published(pod), isPublished);
      for (const pod of [before, during]) await call('del', pod, true);
    });

    it('keep their conf while the agent is away: a pod then waits instead of lacking its networks', async () => {
      const { first, agent, restartAgent } = world();
      await agent(first).stop();
      expect(existsSync(ownConf())).to.equal(true);
      await restartAgent(first);
    });
  });
}
