import { spawnSync } from 'node:child_process';
import { expect } from 'chai';

import type { Program } from '../../../hack/node/program.ts';
import { run } from '../../../hack/node/run.ts';
import { kinds } from '../../../lib/api/group.ts';
import { agentLabels } from '../../../lib/api/node-agent.ts';
import {
  allocate,
  configObject,
  host,
  l2Network,
  type Reader,
  reader,
  release,
  yaml,
} from './objects.ts';
import { eventually, type OperatorWorld } from './world.ts';

const namespace = 'kube-system';
const program = new URL('../../../lib/main.ts', import.meta.url).pathname;
const key = 'multinic.fms.io/uninstalled';

/** The command that runs before a release goes, beside an operator; the test speaks for the node agents. */
export function uninstallSuite(given: () => OperatorWorld): void {
  let world: OperatorWorld;
  let read: Reader;
  let operator: Program;
  let held: string;
  const apply = (...manifests: readonly string[]): Promise<string> =>
    world.kubectl(['apply', '--filename=-'], manifests.join('\n---\n'));
  const uninstall = (...args: readonly string[]): Promise<string> =>
    run(['node', program, 'uninstall', ...args], {
      env: {
        ...process.env,
        KUBECONFIG: world.controlPlane.kubeconfig,
        OPERATOR_NAMESPACE: namespace,
      },
    });
  const answer = (node: string, word: string): Promise<string> =>
    world.kubectl(['annotate', '--overwrite', 'hif', node, `${key}=${word}`]);
  const agentOn = async (node: string): Promise<void> => {
    const name = `agent-on-${node}`;
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, labels: agentLabels },
      spec: { nodeName: node, containers: [{ name: 'node-agent', image: 'localhost/none:1' }] },
    };
    await apply(yaml(pod));
    const patch = `--patch=${JSON.stringify({ status: { conditions: [{ type: 'Ready', status: 'True' }] } })}`;
    const where = [`--namespace=${namespace}`, '--subresource=status', '--type=merge', patch];
    await world.kubectl(['patch', 'pod', name, ...where]);
  };

  before(async () => {
    world = given();
    read = reader(world);
    operator = await world.startOperator();
    await world.kubectl(['delete', 'multinicnetworks', '--all', '--timeout=30s']);
    await world.kubectl(['delete', 'hostinterfaces', '--all']);
    await apply(host('u-1', 1, { fabric: 4 }), host('u-2', 2, { fabric: 4 }));
    await apply(yaml(configObject('multi-nicd')));
    await agentOn('u-1');
    await apply(l2Network({ name: 'kept', subnet: '172.19.0.0/16', namespaces: ['default'] }));
    await eventually('pools', async () => (await read.pools('kept')).length === 4);
  });
  after(async () => {
    await world.kubectl(['delete', 'configs', '--all']);
    await operator.stop();
  });

  it('asks through the Config, and does not wait longer than it may for who does not answer', async () => {
    const said = await uninstall('--timeout-seconds=1');
    expect(said).to.include('waiting for u-1');
    expect(said).to.include('- nodes u-1: their node agents have not answered in time');
    expect(said).to.include('- nodes u-2: no node agent is ready there, nothing was cleaned');
    const config = await world.api.get({ kind: kinds.config, name: 'multi-nicd' });
    expect(config?.metadata.annotations).to.include({ 'multinic.fms.io/uninstall': 'true' });
    const daemonSet = { kind: kinds.daemonSet, name: 'multi-nicd', namespace };
    expect(await world.api.get(daemonSet)).to.not.equal(undefined);
  }).timeout(40_000);

  it('keeps the networks where nobody asked for their end, and says what that means', async () => {
    await answer('u-1', 'true');
    const said = await uninstall();
    expect(said).to.include('clean: 1 node');
    expect(said).to.include('- 1 MultiNicNetwork (kept) with their');
    expect(said).to.include('--clean-networks').and.to.include('install again');
    expect(await read.network('kept')).to.not.equal(undefined);
  });

  it('names the pods that hold a network which shall go', async () => {
    held = (await read.pools('kept'))[0]?.metadata.name ?? '';
    await allocate(world, held);
    const said = await uninstall('--clean-networks', '--timeout-seconds=3');
    expect(said).to.include('deleting 1 MultiNicNetwork');
    expect(said).to.include('default/pod-1');
    expect(said).to.include('- 1 MultiNicNetwork not gone yet');
  });

  it('ends with nothing left when networks and nodes are clean', async () => {
    await release(world, held);
    await world.kubectl(['delete', 'node', 'u-2']);
    const said = await uninstall('--clean-networks', '--timeout-seconds=30');
    expect(said.trimEnd().split('\n').at(-1)).to.equal(
      'nothing of multi-nic-operator is left on the nodes',
    );
    expect((await world.api.list(kinds.network)).items).to.deep.equal([]);
    expect((await world.api.list(kinds.cidr)).items).to.deep.equal([]);
  });

  it('finds no Config, and says that it could ask nobody', async () => {
    await world.kubectl(['delete', 'configs', '--all']);
    expect(await uninstall()).to.include('no node agent could be asked');
  });

  it('fails with the reason when it may not', async () => {
    const kubeconfig = world.controlPlane.kubeconfigOf('confined');
    const env = { ...process.env, KUBECONFIG: kubeconfig, OPERATOR_NAMESPACE: namespace };
    const { status, stdout } = spawnSync('node', [program, 'uninstall'], { env, encoding: 'utf8' });
    expect(status).to.equal(1);
    expect(stdout).to.include('forbidden');
  });
}
