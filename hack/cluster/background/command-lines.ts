import { machineEnvironment, withEnvironment } from '../../node/environment.ts';
import { tool } from '../../node/tool.ts';
import { inside } from '../inside.ts';
import { alive, logFile, readState, type Ready, type State } from './state.ts';

export type Argv = readonly [string, ...string[]];

export type Running = State & { readonly ready: Ready };

/** @throws when no cluster runs in the background, or it is not ready yet */
export function running(): Running {
  const state = readState();
  if (state === undefined || !alive(state)) {
    throw new Error('no cluster runs: npm run cluster -- up');
  }
  if (state.ready === undefined) throw new Error(`the cluster is not ready yet, see ${logFile}`);
  return { ...state, ready: state.ready };
}

/** The command line that runs `argv` in the cluster's own namespaces, where the API server's address is, in this folder. */
const within = ({ pid }: State, argv: readonly string[]): [string, ...string[]] => [
  'nsenter',
  `--target=${pid}`,
  '--net',
  '--mount',
  `--pid=/proc/${pid}/ns/pid_for_children`,
  `--wdns=${process.cwd()}`,
  '--',
  ...argv,
];

/** kubectl as the cluster's admin. */
export function kubectlLine(state: Running, args: readonly string[]): [string, ...string[]] {
  const { kubeconfig } = state.ready;
  const admin = [`--kubeconfig=${kubeconfig}`, `--cache-dir=${kubeconfig}.cache`];
  const clean = withEnvironment(machineEnvironment());
  return within(state, [...clean, tool('kubectl'), ...admin, ...args]);
}

/** helm as the cluster's admin, with folders of the cluster's own. */
export function helmLine(state: Running, args: readonly string[]): [string, ...string[]] {
  const clean = withEnvironment({ ...machineEnvironment(), ...state.ready.helmEnv });
  return within(state, [...clean, tool('helm'), ...args]);
}

/** A command on a node. @throws naming the nodes when there is none of that name */
export function nodeLine(state: Running, name: string, argv: Argv): [string, ...string[]] {
  const { nodes } = state.ready;
  const node = nodes.find((one) => one.name === name);
  if (node !== undefined) return within(state, inside(node.pid, argv));
  throw new Error(`no node ${name} (available: ${nodes.map((one) => one.name).join(', ')})`);
}
