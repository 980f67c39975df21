import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { tool } from '../../node/tool.ts';
import { inside } from '../inside.ts';
import { alive, logFile, readState, type Ready, type State } from './state.ts';

type Running = State & { readonly ready: Ready };

function running(): Running {
  const state = readState();
  if (state === undefined || !alive(state)) {
    throw new Error('no cluster runs: npm run cluster -- up');
  }
  if (state.ready === undefined) throw new Error(`the cluster is not ready yet, see ${logFile}`);
  return { ...state, ready: state.ready };
}

/** The command line that runs `argv` in the cluster's own namespaces, where the API server's address is. */
const within = ({ pid }: State, argv: readonly string[]): readonly string[] => [
  'nsenter',
  `--target=${pid}`,
  '--net',
  '--mount',
  `--pid=/proc/${pid}/ns/pid_for_children`,
  '--',
  ...argv,
];

/** Exit status of a command that has our own stdin, stdout and stderr. */
async function passOn(
  [file = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const child = spawn(file, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

const kubectlArgv = ({ kubeconfig }: Ready): readonly string[] => [
  tool('kubectl'),
  `--kubeconfig=${kubeconfig}`,
  `--cache-dir=${kubeconfig}.cache`,
];

export async function kubectl(args: readonly string[]): Promise<number> {
  const state = running();
  return passOn(within(state, [...kubectlArgv(state.ready), ...args]));
}

export async function helm(args: readonly string[]): Promise<number> {
  const state = running();
  return passOn(within(state, [tool('helm'), ...args]), state.ready.helmEnv);
}

export async function enterNode([name = '', ...command]: readonly string[]): Promise<number> {
  const state = running();
  const { nodes } = state.ready;
  const node = nodes.find((one) => one.name === name);
  if (node === undefined) {
    throw new Error(`no node ${name} (available: ${nodes.map((one) => one.name).join(', ')})`);
  }
  return passOn(within(state, inside(node.pid, command.length === 0 ? ['sh'] : command)));
}

export async function status(): Promise<number> {
  const state = running();
  const { kubeconfig, nodes } = state.ready;
  const command = 'npm run cluster --';
  console.log(`
A cluster runs in namespaces of process ${state.pid}; its disks and logs are below ${state.dir}.
  ${command} kubectl get pods --all-namespaces --output wide
  ${command} exec ${nodes[0]?.name ?? ''} ip address
  ${command} exec ${nodes[0]?.name ?? ''} ctr --namespace k8s.io images import - <IMAGE.tar
  nsenter --target ${state.pid} --net --mount ${tool('kubectl')} --kubeconfig ${kubeconfig}
  ${command} down
`);
  return kubectl(['get', 'nodes', '--output', 'wide']);
}
