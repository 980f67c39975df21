import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { freePorts } from '../../../hack/control-plane/ports.ts';
import type { AuditMark } from '../../../hack/control-plane/start.ts';
import { run } from '../../../hack/node/run.ts';
import { type Program, startProgram } from '../../../hack/node/program.ts';
import { host, l2Network, yaml } from '../operator/objects.ts';
import { eventually } from '../operator/world.ts';
import { type ChartWorld, namespace, objectsOf, release } from './world.ts';

const top = new URL('../../../', import.meta.url).pathname;
const accountOf = (name: string): string => `system:serviceaccount:${namespace}:${name}`;

type Job = {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly serviceAccountName: string;
        readonly containers: readonly [
          {
            readonly args: readonly string[];
            readonly env: readonly { readonly name: string; readonly value?: string }[];
          },
        ];
      };
    };
  };
};

/** The programs as themselves: tokens of their ServiceAccounts, and no right but the chart's. */
export function programsSuite(given: () => ChartWorld): void {
  let world: ChartWorld;
  let mark: AuditMark;
  const programs: Program[] = [];
  const apply = (manifest: string): Promise<string> =>
    world.kubectl(['apply', '--filename=-'], manifest);
  const start = async (
    main: string,
    kubeconfig: string,
    env: Readonly<Record<string, string>>,
  ): Promise<Program> => {
    const [port = 0] = await freePorts(1);
    const program = await startProgram({
      argv: [process.execPath, join(top, main)],
      env: { KUBECONFIG: kubeconfig, HEALTH_PORT: String(port), LOG_LEVEL: 'debug', ...env },
      logFile: join(world.dir, `${main.replace('/', '-')}.log`),
    });
    programs.push(program);
    const ready = async (): Promise<boolean> => {
      if (!program.running()) throw new Error(`${main} ended:\n${program.tail()}`);
      return (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
    };
    await eventually(`${main} ready`, ready, 30_000).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${program.tail(20)}`);
    });
    return program;
  };
  const refused = async (account: string): Promise<readonly string[]> => {
    const events = await world.controlPlane.auditEvents(mark);
    return events
      .filter(({ user, code }) => user === accountOf(account) && code === 403)
      .map(({ verb, resource, name }) => `${verb} ${resource} ${name}`);
  };

  before(async () => {
    world = given();
    await world.install();
    mark = await world.controlPlane.auditMark();
  });
  after(() => Promise.all(programs.map((program) => program.stop())));

  it('the operator makes blocks, pools, NADs, the agents’ DaemonSet and Events, and is refused nothing', async () => {
    await apply([host('h-1', 1), host('h-2', 2)].join('\n---\n'));
    await start('lib/main.ts', await world.kubeconfigOf('multi-nic-operator'), {
      OPERATOR_NAMESPACE: namespace,
      POD_NAME: 'under-test',
    });
    await apply(
      l2Network({ name: 'own-rights', subnet: '172.20.0.0/16', namespaces: ['default'] }),
    );
    await world.kubectl([
      'wait',
      '--for=condition=Ready',
      '--timeout=20s',
      'multinicnetwork/own-rights',
    ]);
    await world.kubectl(['wait', '--for=create', '--timeout=10s', 'net-attach-def/own-rights']);
    const daemonSet = ['daemonset/multi-nicd', `--namespace=${namespace}`];
    await world.kubectl(['wait', '--for=create', '--timeout=10s', ...daemonSet]);
    await eventually('an Event', async () =>
      (await world.kubectl(['events', '--for=multinicnetwork/own-rights'])).includes('Ready'),
    );
    await world.kubectl(['delete', 'multinicnetwork', 'own-rights', '--timeout=20s']);
    await world.kubectl(['delete', 'node', 'h-2']);
    await world.kubectl(['wait', '--for=delete', '--timeout=10s', 'hostinterface/h-2']);
    expect(await refused('multi-nic-operator')).to.deep.equal([]);
  });

  it('the operator’s DaemonSet runs as the agents’ account, with what the values say', async () => {
    const path =
      '{.spec.template.spec.serviceAccountName} {.spec.template.spec.containers[0].image}';
    const said = await world.kubectl([
      'get',
      'daemonset/multi-nicd',
      `--namespace=${namespace}`,
      `--output=jsonpath=${path}`,
    ]);
    expect(said).to.match(/^multi-nic-node-agent localhost\/multi-nic-node-agent:\d/);
  });

  it('an agent tells of its node, and is refused nothing', async () => {
    const dir = join(world.dir, 'agent');
    for (const folder of ['state', 'bin', 'conf'])
      mkdirSync(join(dir, folder), { recursive: true });
    writeFileSync(join(dir, 'shim'), '', { mode: 0o755 });
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'agent-h-1', namespace },
      spec: {
        nodeName: 'h-1',
        serviceAccountName: 'multi-nic-node-agent',
        containers: [{ name: 'a', image: 'a' }],
      },
    };
    await apply(yaml(pod));
    await world.kubectl(['delete', 'hostinterface', 'h-1']);
    await start(
      'node-agent/main.ts',
      await world.kubeconfigOf('multi-nic-node-agent', 'agent-h-1'),
      {
        K8S_NODENAME: 'h-1',
        K8S_NAMESPACE: namespace,
        MULTINIC_SOCKET: join(dir, 'socket', 'agent.sock'),
        MULTINIC_STATE_DIR: join(dir, 'state'),
        MULTINIC_SHIM: join(dir, 'shim'),
        CNI_BIN_DIR: join(dir, 'bin'),
        CNI_CONF_DIR: join(dir, 'conf'),
        META_MODE: 'on',
      },
    );
    await world.kubectl(['wait', '--for=create', '--timeout=10s', 'hostinterface/h-1']);
    await eventually('its status', async () =>
      (
        await world.kubectl(['get', 'hostinterface', 'h-1', '--output=jsonpath={.status}'])
      ).includes('up'),
    );
    expect(await refused('multi-nic-node-agent')).to.deep.equal([]);
  });

  it('the uninstall Job deletes the networks, asks the agents, and is refused nothing', async () => {
    await apply(l2Network({ name: 'last', subnet: '172.21.0.0/16', namespaces: ['default'] }));
    const taken = '--for=jsonpath={.metadata.finalizers[0]}';
    await world.kubectl(['wait', taken, '--timeout=20s', 'multinicnetwork/last']);
    await world.install([
      '--set=uninstall.cleanNetworks=true',
      '--set=uninstall.timeoutSeconds=30',
    ]);
    const hooks = await world.helm(['get', 'hooks', release, `--namespace=${namespace}`]);
    const objects = objectsOf(hooks);
    const job = objects.find(({ kind }) => kind === 'Job') as unknown as Job;
    await apply(yaml(...objects.filter(({ kind }) => kind !== 'Job')));
    const { serviceAccountName, containers } = job.spec.template.spec;
    const env = containers[0].env.flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, value] as const],
    );
    expect(Object.fromEntries(env)).to.include({ CLEAN_NETWORKS: 'true', TIMEOUT_SECONDS: '30' });
    const said = await run([process.execPath, join(top, 'lib/main.ts'), ...containers[0].args], {
      env: {
        ...process.env,
        ...Object.fromEntries(env),
        OPERATOR_NAMESPACE: namespace,
        KUBECONFIG: await world.kubeconfigOf(serviceAccountName),
      },
    });
    expect(said).to.include('all MultiNicNetworks are gone');
    expect(said).to.include('Config multi-nicd: its node agents are asked');
    expect(await refused(serviceAccountName)).to.deep.equal([]);
    const annotation = '--output=jsonpath={.metadata.annotations.multinic\\.fms\\.io/uninstall}';
    expect(await world.kubectl(['get', 'configs.multinic.fms.io/multi-nicd', annotation])).to.equal(
      'true',
    );
    await world.kubectl(['delete', '--filename=-'], hooks).catch(String);
  });
}
