import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubectl } from '../../../hack/control-plane/crds.ts';
import { demoNetworkText } from '../../../hack/demo-steps/network.ts';
import { attach, detach, type Runtime, writeConf } from '../../../hack/demo-steps/pods.ts';
import {
  binDirOf,
  type Installation,
  nodeObjects,
  socketOf,
  startAgent,
  startOperator,
} from '../../../hack/demo-steps/programs.ts';
import type { Fabric, Node, Pod } from '../../../hack/node/fabric.ts';
import type { Program } from '../../../hack/node/program.ts';
import { tool } from '../../../hack/node/tool.ts';
import { type ApiServer, openApiServer } from './api-server.ts';
import type { L3Hands } from './l3-conformance.ts';

type Running = {
  readonly api: ApiServer;
  readonly fabric: Fabric;
  readonly installation: Installation;
  readonly programs: readonly Program[];
  readonly runtime: Runtime;
  readonly pods: Pod[];
};

const patience = '--timeout=120s';

/** The product: the user guide's network in this mode, the operator, an agent per node, cnitool as the runtime. */
export function byAgent(mode: 'l2' | 'l3' | 'l3s'): L3Hands {
  const network = `guide-${mode}`;
  let running: Running | undefined;
  const now = (): Running => {
    if (running === undefined) throw new Error('connect was not called');
    return running;
  };
  return {
    connect: async (fabric) => {
      running = await start(fabric);
      await makeReady(running, network, mode);
    },
    attach: async (pod: Pod, _node: Node) => {
      now().pods.push(pod);
      return attach(now().runtime, network, pod);
    },
    disconnect: () => takeDown(now(), network),
  };
}

const admin = ({ api }: Pick<Running, 'api'>, args: readonly string[], input?: string) =>
  kubectl(api.kubeconfigOf('admin'), args, input);

async function start(fabric: Fabric): Promise<Running> {
  const api = await openApiServer(fabric);
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-l3-'));
  await admin({ api }, ['apply', '-f', '-'], nodeObjects(fabric.nodes));
  const installation: Installation = { dir, kubeconfigOf: api.kubeconfigOf, from: 'bundle' };
  const agents = fabric.nodes.map((node) => startAgent(installation, node));
  const programs = await Promise.all([startOperator(installation), ...agents]);
  const runtime: Runtime = {
    cnitool: tool('cnitool'),
    confDir: join(dir, 'cni-conf'),
    binDir: (node) => binDirOf(installation, node),
    socket: (node) => socketOf(installation, node),
  };
  return { api, fabric, installation, programs, runtime, pods: [] };
}

async function makeReady(running: Running, network: string, mode: string): Promise<void> {
  const text = demoNetworkText()
    .replace('name: multi-nic-sample', `name: ${network}`)
    .replace('"vlanMode": "l3"', `"vlanMode": "${mode}"`)
    .replace('mode: l3', `mode: ${mode}`);
  await admin(running, ['apply', '-f', '-'], text);
  const name = `multinicnetwork/${network}`;
  await admin(running, ['wait', '--for=condition=Ready', name, patience]).catch(
    (cause: unknown) => {
      const tails = running.programs.map((program) => `${program.logFile}\n${program.tail()}`);
      throw new Error(`${network} did not become Ready\n${tails.join('\n')}`, { cause });
    },
  );
  const config = ['get', 'net-attach-def', network, '-o', 'jsonpath={.spec.config}'];
  writeConf(running.runtime.confDir, network, await admin(running, config));
}

/** Leaves as a cluster would be left: pods, network, nodes; what the operator and the agents made must go with them. */
async function takeDown(running: Running, network: string): Promise<void> {
  const { pods, runtime, fabric, programs, api, installation } = running;
  for (const pod of pods) await detach(runtime, network, pod);
  await admin(running, ['delete', 'multinicnetwork', network, patience]);
  const names = fabric.nodes.map(({ name }) => name);
  await admin(running, ['delete', 'node', ...names]);
  await admin(running, ['wait', '--for=delete', patience, ...names.map((name) => `hif/${name}`)]);
  await Promise.all(programs.map((program) => program.stop()));
  await api.close();
  rmSync(installation.dir, { recursive: true });
}
