import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { readState } from '../../../hack/cluster/background/state.ts';
import { childrenOf } from '../../../hack/cluster/inside.ts';
import { sandboxImage } from '../../../hack/cluster/pause.ts';
import { startCluster } from '../../../hack/cluster/start.ts';
import { run } from '../../../hack/node/run.ts';
import { enterWorld } from '../../../hack/node/world.ts';
import { type Snapshot, snapshot } from './snapshot.ts';

/** Three moments of a cluster's life; in the middle one it has a pod on each of its two nodes. */
export type Life = {
  readonly before: Snapshot;
  readonly during: Snapshot;
  readonly after: Snapshot;
};

type Kubectl = (args: readonly string[], input?: string) => Promise<unknown>;

const pod = (node: string): unknown => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `on-${node}` },
  spec: { nodeName: node, containers: [{ name: 'main', image: sandboxImage }] },
});

async function runPods(kubectl: Kubectl): Promise<void> {
  const list = { apiVersion: 'v1', kind: 'List', items: ['node-1', 'node-2'].map(pod) };
  await kubectl(['apply', '-f', '-'], JSON.stringify(list));
  await kubectl(['wait', '--for=condition=Ready', '--timeout=50s', 'pods', '--all']);
}

async function library(): Promise<Life> {
  const cgroup = `multi-nic-leak-${process.pid}-${performance.timeOrigin}`;
  const before = await snapshot(cgroup);
  const dir = mkdtempSync(join(tmpdir(), 'cluster-'));
  const cluster = await startCluster({ dir, cgroup, log: () => {} });
  await runPods(cluster.kubectl);
  const during = await snapshot(cgroup);
  await cluster.down();
  return { before, during, after: await snapshot(cgroup) };
}

const main = fileURLToPath(new URL('../../../hack/cluster/main.ts', import.meta.url));

const cli = (args: readonly string[], input = ''): Promise<string> =>
  run([process.execPath, main, ...args], { input, timeoutMs: 120_000 });

/** @param end before `down` */
async function background(end: (pid: number) => void): Promise<Life> {
  const before = await snapshot('none');
  await cli(['up']);
  const { cgroup, pid } = stateOf();
  await runPods((args, input) => cli(['kubectl', ...args], input));
  const during = await snapshot(cgroup);
  end(pid);
  await cli(['down']);
  return { before, during, after: await snapshot(cgroup) };
}

function stateOf(): { readonly cgroup: string; readonly pid: number } {
  const state = readState();
  if (state === undefined) throw new Error('a cluster that is up has no state');
  return state;
}

/** The keeper alone, as an accident would: nothing of its own is taken down. */
function crash(pid: number): void {
  const [shell = 0] = childrenOf(pid);
  const [keeper = 0] = childrenOf(shell);
  process.kill(keeper, 'SIGKILL');
}

const ways: Readonly<Record<string, () => Promise<Life>>> = {
  library,
  background: () => background(() => {}),
  crash: () => background(crash),
};

const way = ways[process.argv[2] ?? ''];
if (way === undefined) throw new Error(`one of ${Object.keys(ways).join(', ')} is needed`);
await enterWorld();
console.log(JSON.stringify(await way()));
