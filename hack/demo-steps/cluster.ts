import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { applyCrds, kubectl } from '../control-plane/crds.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { createFabric, type Fabric, type Node } from '../node/fabric.ts';
import { type Program, startProgram } from '../node/program.ts';

export type DemoSize = { readonly nodes: number; readonly nics: number };

export type DemoCluster = {
  readonly fabric: Fabric;
  readonly controlPlane: ControlPlane;
  readonly kubectl: (args: readonly string[], input?: string) => Promise<string>;
  readonly binDir: (node: string) => string;
  readonly socket: (node: string) => string;
  readonly programs: readonly Program[];
  /** Every program by its pid, then the namespaces. */
  readonly stop: () => Promise<void>;
};

const root = new URL('../../', import.meta.url).pathname;

/** API server, CRDs, nodes, one operator, one agent per node: all real, all in this world. */
export async function startCluster(
  dir: string,
  size: DemoSize,
  say: (text: string) => void,
): Promise<DemoCluster> {
  const fabric = await createFabric(size);
  say(`${size.nodes} nodes (network namespaces) with ${size.nics} NICs each on as many fabrics`);
  const address = fabric.managementAddress;
  const where = { dir: join(dir, 'control-plane'), address, log: say };
  const controlPlane = await startControlPlane(where);
  const programs: Program[] = [];
  const cluster: DemoCluster = {
    fabric,
    controlPlane,
    kubectl: (args, input) => kubectl(controlPlane.kubeconfig, args, input),
    binDir: (node) => join(dir, node, 'cni-bin'),
    socket: (node) => join(dir, node, 'run/agent.sock'),
    programs,
    stop: async () => {
      await Promise.all(programs.map((program) => program.stop()));
      await controlPlane.stop();
      await fabric.destroy();
    },
  };
  await populate(cluster, dir, programs).catch(async (error: unknown) => {
    await cluster.stop();
    throw error;
  });
  say('CRDs installed, nodes registered, operator and agents started');
  return cluster;
}

async function populate(cluster: DemoCluster, dir: string, programs: Program[]): Promise<void> {
  const { controlPlane, fabric } = cluster;
  await applyCrds(controlPlane.kubeconfig);
  const nodes = fabric.nodes.map(({ name }) => nodeObject(name)).join('---\n');
  await cluster.kubectl(['apply', '-f', '-'], nodes);
  programs.push(await startOperator(dir, controlPlane));
  for (const node of fabric.nodes) {
    // oxlint-disable-next-line no-await-in-loop -- two cores: one Node start at a time
    programs.push(await startAgent(cluster, dir, node));
  }
}

/** Also what a test starts again after it killed an agent. */
export function startAgent(cluster: DemoCluster, dir: string, node: Node): Promise<Program> {
  mkdirSync(cluster.binDir(node.name), { recursive: true });
  return startProgram({
    argv: ['node', join(root, 'node-agent/main.ts')],
    netns: node.netns,
    env: agentEnv(cluster, dir, node),
    logFile: join(dir, node.name, 'agent.log'),
  });
}

function startOperator(dir: string, controlPlane: ControlPlane): Promise<Program> {
  return startProgram({
    argv: ['node', join(root, 'lib/main.ts')],
    env: {
      KUBECONFIG: controlPlane.kubeconfigOf('operator'),
      OPERATOR_NAMESPACE: 'default',
      POD_NAME: 'operator-1',
      HEALTH_PORT: '0',
    },
    logFile: join(dir, 'operator.log'),
  });
}

/** The demo's NICs are veth links, which are no NICs on a real host: the setting makes them some. */
function agentEnv(cluster: DemoCluster, dir: string, node: Node): Record<string, string> {
  return {
    KUBECONFIG: cluster.controlPlane.kubeconfigOf(`node-agent-${node.index}`),
    K8S_NODENAME: node.name,
    MULTINIC_SOCKET: cluster.socket(node.name),
    MULTINIC_STATE_DIR: join(dir, node.name, 'state'),
    CNI_BIN_DIR: cluster.binDir(node.name),
    MULTINIC_SHIM: join(root, 'cni/shim/shim'),
    NIC_KINDS: 'physical,virtio,vf,veth',
    HEALTH_PORT: '0',
  };
}

function nodeObject(name: string): string {
  return `apiVersion: v1\nkind: Node\nmetadata:\n  name: ${name}\n`;
}
