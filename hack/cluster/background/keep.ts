import { renameSync, writeFileSync } from 'node:fs';

import { enterWorld } from '../../node/world.ts';
import { startCluster } from '../start.ts';
import { type Ready, readyFile } from './state.ts';

const [dir = '', cgroup = '', nodes = '', nics = ''] = process.argv.slice(2);
const started = performance.now();
const log = (text: string): void =>
  console.log(`[${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s] ${text}`);

const told = new Promise<void>((resolve) => process.once('SIGTERM', () => resolve()));
await enterWorld();
const cluster = await startCluster({
  dir,
  cgroup,
  log,
  nodes: Number(nodes),
  nics: Number(nics),
});
log(`${nodes} nodes are Ready`);
const ready: Ready = {
  kubeconfig: cluster.kubeconfig,
  helmEnv: cluster.helmEnv,
  nodes: cluster.nodes.map(({ name, pid }) => ({ name, pid: pid() })),
};
writeFileSync(`${readyFile}.new`, JSON.stringify(ready));
renameSync(`${readyFile}.new`, readyFile);
// A promise alone would not keep the process.
const forever = setInterval(() => {}, 1 << 30);
await told;
clearInterval(forever);
await cluster.down();
log('taken down');
