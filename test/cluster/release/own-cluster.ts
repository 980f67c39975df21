import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import {
  type Argv,
  helmLine,
  kubectlLine,
  nodeLine,
  type Running,
} from '../../../hack/cluster/background/command-lines.ts';
import { importImages } from '../../../hack/cluster/background/images.ts';
import type { BuiltImage } from '../../../hack/images/types.ts';
import { run } from '../../../hack/node/run.ts';
import { tool } from '../../../hack/node/tool.ts';
import { top } from './chart.ts';

/** A cluster that one test file has for itself, in a world of its own: what it installs and removes is nobody else's. */
export type OwnCluster = {
  /** For what tests keep on disk; goes with the cluster. */
  readonly dir: string;
  readonly kubeconfig: string;
  readonly nodes: readonly string[];
  readonly kubectl: (args: readonly string[], input?: string) => Promise<string>;
  /** All that helm says, stdout and stderr, as a person at a terminal sees it. */
  readonly helm: (args: readonly string[]) => Promise<string>;
  /** A person's shell at the top of the tree, with kubectl and helm; ends at the first command that fails. */
  readonly shell: (script: string) => Promise<string>;
  readonly onNode: (node: string, argv: Argv) => Promise<string>;
  readonly importImages: (images: readonly BuiltImage[]) => Promise<void>;
  /**
   * The command line of a program in the network and mount namespace from which one sees all nodes, as one process that can
   * be sent a signal: no PID namespace, so nothing forks.
   */
  readonly outside: (argv: Argv) => [string, ...string[]];
  /** Path, for a program that was started `outside`, of a file that a node has. */
  readonly fileOf: (node: string, path: string) => string;
  readonly down: () => Promise<void>;
};

const main = fileURLToPath(new URL('../../../hack/cluster/main.ts', import.meta.url));

/** Two nodes with four NICs each, Ready. */
export async function startOwnCluster(): Promise<OwnCluster> {
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-release-'));
  const folder = join(dir, 'state');
  const env = { ...process.env, MULTINIC_CLUSTER: folder };
  const cli = (verb: string): Promise<string> =>
    run([process.execPath, main, verb], { env, timeoutMs: 150_000 });
  const down = async (): Promise<void> => {
    await cli('down');
    rmSync(dir, { recursive: true });
  };
  try {
    await cli('up');
    return { ...handsOn(dir, stateIn(folder)), down };
  } catch (error) {
    await down();
    throw error;
  }
}

// What helm said has to be in the error, too, which has stderr alone.
const together = 'said=$("$0" "$@" 2>&1) || { echo "$said" >&2; exit 1; }; echo "$said"';

function stateIn(folder: string): Running {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return { ...(read('state.json') as Running), ready: read('ready.json') as Running['ready'] };
}

function handsOn(dir: string, state: Running): Omit<OwnCluster, 'down'> {
  const { kubeconfig, nodes } = state.ready;
  const patience = { timeoutMs: 300_000 };
  return {
    dir,
    kubeconfig,
    nodes: nodes.map(({ name }) => name),
    kubectl: (args, input = '') => run(kubectlLine(state, args), { ...patience, input }),
    helm: (args) => run(['sh', '-c', together, ...helmLine(state, args)], patience),
    shell: (script) => run(shellLine(state, script), patience),
    onNode: (node, argv) => run(nodeLine(state, node, argv), patience),
    importImages: (images) => importImages(state, images),
    outside: (argv) => outside(state, argv),
    fileOf: (name, path) => `/proc/${nodes.find((one) => one.name === name)?.pid ?? 0}/root${path}`,
  };
}

function outside({ pid }: Running, argv: Argv): [string, ...string[]] {
  return ['nsenter', `--target=${pid}`, '--net', '--mount', `--wdns=${top}`, '--', ...argv];
}

function shellLine(state: Running, script: string): [string, ...string[]] {
  const env = Object.entries(state.ready.helmEnv).map(([name, value]) => `${name}=${value}`);
  const path = `PATH=${dirname(tool('kubectl'))}:${process.env['PATH'] ?? ''}`;
  return outside(state, ['env', path, ...env, 'bash', '-euo', 'pipefail', '-c', script]);
}
