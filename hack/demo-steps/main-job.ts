import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Running } from '../cluster/background/command-lines.ts';
import type { BuiltImage } from '../images/types.ts';
import { deployments } from './deployments.ts';
import { excerpt } from './excerpt.ts';
import { install } from './install.ts';
import type { Narrator } from './narrator.ts';
import { demoNetwork } from './network.ts';
import { pingPods, reachTable } from './pings.ts';
import { readPods } from './pods.ts';
import type { Shell } from './shell.ts';
import { leftOn, uninstall } from './uninstall.ts';

export type Demo = {
  readonly cluster: Running;
  readonly images: readonly BuiltImage[];
  readonly replicas: number;
  readonly shell: Shell;
  readonly narrator: Narrator;
};

/** Chart, network, pods, pings. Resolves with whether every ping was answered. */
export async function mainJob(demo: Demo): Promise<boolean> {
  await install(demo.shell);
  const network = await makeNetwork(demo);
  await runPods(demo, network);
  const answered = await pings(demo);
  demo.narrator.say(`$ kubectl describe cidr ${network}`);
  demo.narrator.show(excerpt(await demo.shell.kubectl('describe', 'cidr', network)));
  return answered;
}

/** helm uninstall, with the network still there. Resolves with whether nothing is left on the nodes. */
export async function cleanUp({ cluster, shell, narrator }: Demo): Promise<boolean> {
  await uninstall(shell);
  const left = await leftOn(
    shell,
    cluster.ready.nodes.map(({ name }) => name),
  );
  if (left.length === 0) narrator.say('no file and no link of ours is left on the nodes');
  else narrator.say('left on the nodes:');
  narrator.show(left.join('\n'));
  return left.length === 0;
}

async function makeNetwork(demo: Demo): Promise<string> {
  const { shell, narrator } = demo;
  const { name, manifest, note } = demoNetwork();
  narrator.say(`network ${name}: ${note}`);
  narrator.show(manifest);
  await shell.type('kubectl', 'apply', `--filename=${written(demo, 'network.yaml', manifest)}`);
  const network = `multinicnetworks.multinic.fms.io/${name}`;
  await shell.type('kubectl', 'wait', '--for=condition=Ready', '--timeout=60s', network);
  return name;
}

async function runPods(demo: Demo, network: string): Promise<void> {
  const { cluster, images, replicas, shell, narrator } = demo;
  const nodes = cluster.ready.nodes.map(({ name }) => name);
  const image = images.find(({ name }) => name === 'multi-nic-test-pod')?.ref ?? '';
  const manifest = deployments({ nodes, replicas, network, image });
  narrator.say(
    `${nodes.length} Deployments of ${replicas} pods, one for each node; all that is special of a pod is its annotation`,
  );
  narrator.show(`k8s.v1.cni.cncf.io/networks: ${network}`);
  const file = written(demo, 'deployments.yaml', manifest);
  await shell.type('kubectl', 'apply', `--filename=${file}`);
  const all = nodes.map((node) => `deployment/on-${node}`);
  await shell.kubectl('wait', '--for=condition=Available', '--timeout=90s', ...all);
  await shell.type('kubectl', 'get', 'pods', '--output=wide');
}

async function pings({ shell, narrator }: Demo): Promise<boolean> {
  const pods = await readPods(shell);
  const [first] = pods;
  if (first === undefined) throw new Error('there is no pod');
  await shell.type('kubectl', 'exec', first.name, '--', 'ip', '-brief', 'address');
  narrator.say('every pod pings every pod of the other node over every NIC');
  const rows = await pingPods(shell, pods);
  narrator.show(reachTable(rows));
  const lost = rows.reduce((sum, row) => sum + row.lost.length, 0);
  const sent = rows.reduce((sum, row) => sum + row.targets.length, 0);
  narrator.say(`${sent - lost} of ${sent} pings answered`);
  return sent > 0 && lost === 0;
}

/** Path of a file for kubectl, beside the cluster's own, which goes with the cluster. */
function written({ cluster }: Demo, name: string, text: string): string {
  const folder = join(cluster.dir, 'demo');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
