import { join } from 'node:path';
import { expect } from 'chai';
import { controllers } from '../../hack/cluster/controllers.ts';
import type { Service } from '../../hack/cluster/service.ts';
import { filesIn } from '../../hack/control-plane/flags.ts';
import { freePorts } from '../../hack/control-plane/ports.ts';
import { type Program, startProgram } from '../../hack/node/program.ts';
import { nodeObjects } from '../../hack/bare-nodes/programs.ts';
import { type ChartWorld, namespace, startChartWorld } from './chart/world.ts';
import { eventually } from './operator/world.ts';

const config = 'configs.multinic.fms.io/multi-nicd';
const enforce = 'pod-security.kubernetes.io/enforce';
const main = new URL('../../lib/main.ts', import.meta.url).pathname;
// Nothing runs pods here: the operator is a process of the test, and what Helm waits for is the Config.
const settings = ['--set=config.by=release', '--set=operator.replicas=0'];

describe('a namespace that refuses the pods of the node agents', function () {
  this.timeout(120_000);
  let world: ChartWorld;
  let manager: Service;
  let operator: Program;
  const label = (level: string): Promise<string> =>
    world.kubectl(['label', 'namespace', namespace, `${enforce}=${level}`, '--overwrite']);
  const condition = async (type: string): Promise<string> => {
    const path = `{.status.conditions[?(@.type=="${type}")]['status','reason','message']}`;
    return world.kubectl(['get', config, `--output=jsonpath=${path}`]);
  };
  const stalled = async (...words: readonly string[]): Promise<void> => {
    await eventually(
      `Stalled with ${words.join(', ')}`,
      async () => {
        const said = await condition('Stalled');
        if (words.every((word) => said.includes(word))) return true;
        throw new Error(said);
      },
      40_000,
    );
  };
  const apply = (object: object): Promise<string> =>
    world.kubectl(['apply', '--filename=-'], JSON.stringify(object));
  /** The controller of the DaemonSet then has pods to make. */
  const deletePods = async (): Promise<void> => {
    const where = [`--namespace=${namespace}`, '--wait=false'];
    await world.kubectl(['delete', 'pods', '--selector=app=multi-nicd', '--force', ...where]);
  };

  before(async () => {
    world = await startChartWorld(true);
    const { dir, controlPlane } = world;
    manager = controllers(dir, filesIn(dir), controlPlane).manager;
    await manager.start();
    await world.kubectl(['apply', '--filename=-'], nodeObjects([{ name: 'n-1' }, { name: 'n-2' }]));
    // As a kubelet labels itself.
    await world.kubectl(['label', 'nodes', '--all', 'kubernetes.io/os=linux']);
    await world.kubectl(['create', 'namespace', namespace]);
  });
  after(async () => {
    await operator?.kill();
    await manager?.kill();
    await world?.stop();
  });

  for (const level of ['baseline', 'restricted']) {
    it(`is not installed into where it says ${level} itself`, async () => {
      await label(level);
      const said = await world.install().catch(String);
      expect(said).to.include(`enforces the Pod Security Standard "${level}"`);
      expect(said).to.include(`kubectl label namespace ${namespace} ${enforce}=privileged`);
    });
  }

  it('is told of by the Config, with what refused and the remedy', async () => {
    await label('privileged');
    await world.install([...settings.slice(1), '--set=config.create=false']);
    await label('baseline');
    const [port = 0] = await freePorts(1);
    operator = await startProgram({
      argv: [process.execPath, main],
      env: {
        KUBECONFIG: await world.kubeconfigOf('multi-nic-operator'),
        OPERATOR_NAMESPACE: namespace,
        POD_NAME: 'under-test',
        HEALTH_PORT: String(port),
      },
      logFile: join(world.dir, 'operator.log'),
    });
    const manifest = await world.helm([
      'template',
      'multi-nic-operator',
      'chart',
      '--show-only=templates/config.yaml',
      '--set=image.registry=localhost',
      ...settings,
    ]);
    await world.kubectl(['apply', '--filename=-'], manifest);
    await stalled(
      'True PodsRefused Config multi-nicd: 2 of 2 node agents cannot be made:',
      'violates PodSecurity "baseline:latest"',
      'hostNetwork=true, hostPID=true',
      `kubectl label namespace ${namespace} ${enforce}=privileged`,
    );
    expect(await condition('Ready')).to.match(/^False PodsRefused/);
    expect(await world.kubectl(['events', `--for=${config}`])).to.include('PodsRefused');
  });

  it('goes on by itself once the pods may be made', async () => {
    await label('privileged');
    await stalled('False NothingToDo');
  });

  it('is told of where a quota allows no pod, and helm --wait fails with that', async () => {
    await apply({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'few', namespace },
      spec: { hard: { pods: '0' } },
    });
    const used = '--for=jsonpath={.status.hard.pods}=0';
    await world.kubectl(['wait', used, 'resourcequota/few', `--namespace=${namespace}`]);
    await deletePods();
    await stalled('True PodsRefused', 'exceeded quota: few', 'raise the ResourceQuota');
    const waits = [...settings, '--wait', '--timeout=15s', '--take-ownership'];
    const said = await world.install(waits).catch(String);
    expect(said).to.include('exceeded quota: few').and.include('raise the ResourceQuota');
    await world.kubectl(['delete', 'resourcequota/few', `--namespace=${namespace}`]);
  });

  const guard = (apiGroups: string, resources: string): Promise<string> =>
    apply({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'guard' },
      webhooks: [
        {
          name: 'guard.example.com',
          clientConfig: { url: 'https://127.0.0.1:1/guard' },
          rules: [
            {
              apiGroups: [apiGroups],
              apiVersions: ['v1'],
              operations: ['CREATE', 'UPDATE'],
              resources: [resources],
            },
          ],
          failurePolicy: 'Fail',
          sideEffects: 'None',
          admissionReviewVersions: ['v1'],
        },
      ],
    });
  const unguard = (): Promise<string> =>
    world.kubectl(['delete', 'validatingwebhookconfiguration/guard']);

  it('is told of where a webhook lets none pass', async () => {
    await guard('', 'pods');
    await deletePods();
    await stalled(
      'True PodsRefused',
      'failed calling webhook "guard.example.com"',
      'must let pods of',
    );
    await unguard();
    await stalled('False NothingToDo');
  });

  it('is told of where a webhook lets the DaemonSet itself not pass', async () => {
    await guard('apps', 'daemonsets');
    const change = JSON.stringify({ spec: { logLevel: 6 } });
    await world.kubectl(['patch', config, '--type=merge', `--patch=${change}`]);
    await stalled('True DaemonSetRefused', 'failed calling webhook "guard.example.com"');
    await unguard();
    await stalled('False NothingToDo');
  });
});
