import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Node } from '../node/fabric.ts';
import { type Program, startProgram } from '../node/program.ts';
import { builtShim } from '../node/shim.ts';

/** Where the operator and the agents of one run keep their files, and how they reach the API server. */
export type Installation = {
  readonly dir: string;
  readonly kubeconfigOf: (user: string) => string;
  /** `source` needs no build; `bundle` is what the images ship, and starts quicker. */
  readonly from: 'source' | 'bundle';
};

const root = new URL('../../', import.meta.url).pathname;

const programs = {
  source: { operator: 'lib/main.ts', agent: 'node-agent/main.ts' },
  bundle: { operator: 'dist/operator.mjs', agent: 'dist/node-agent.mjs' },
} as const;

export const binDirOf = ({ dir }: Installation, node: string): string => join(dir, node, 'cni-bin');

/** Stands for /etc/cni/net.d of the node. */
export const confDirOf = ({ dir }: Installation, node: string): string =>
  join(dir, node, 'cni-conf');

export const socketOf = ({ dir }: Installation, node: string): string =>
  join(dir, node, 'run/agent.sock');

export function startOperator(installation: Installation): Promise<Program> {
  const { dir, kubeconfigOf, from } = installation;
  return startProgram({
    argv: ['node', join(root, programs[from].operator)],
    env: {
      KUBECONFIG: kubeconfigOf('operator'),
      OPERATOR_NAMESPACE: 'default',
      POD_NAME: 'operator-1',
      HEALTH_PORT: '0',
    },
    logFile: join(dir, 'operator.log'),
  });
}

/** The NICs of a fabric are veth links, which are no NICs on a real host: the setting makes them some. */
export function startAgent(
  installation: Installation,
  node: Node,
  changed: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const { dir, kubeconfigOf, from } = installation;
  const folder = join(dir, node.name);
  mkdirSync(binDirOf(installation, node.name), { recursive: true });
  return startProgram({
    argv: ['node', join(root, programs[from].agent)],
    netns: node.netns,
    env: {
      KUBECONFIG: kubeconfigOf(`node-agent-${node.index}`),
      K8S_NODENAME: node.name,
      MULTINIC_SOCKET: socketOf(installation, node.name),
      MULTINIC_STATE_DIR: join(folder, 'state'),
      CNI_BIN_DIR: binDirOf(installation, node.name),
      CNI_CONF_DIR: confDirOf(installation, node.name),
      MULTINIC_SHIM: builtShim,
      NIC_KINDS: 'physical,virtio,vf,veth',
      HEALTH_PORT: '0',
      ...changed,
    },
    logFile: join(folder, 'agent.log'),
  });
}

/** Nodes register themselves with the help of a kubelet; here there is none. */
export function nodeObjects(nodes: readonly Pick<Node, 'name'>[]): string {
  return nodes
    .map(({ name }) => `apiVersion: v1\nkind: Node\nmetadata:\n  name: ${name}\n`)
    .join('---\n');
}
