import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DemoCluster, startCluster } from './demo-steps/cluster.ts';
import { mapLimited } from './demo-steps/map-limited.ts';
import { demoNetwork } from './demo-steps/network.ts';
import { pingMesh, type Reach } from './demo-steps/ping.ts';
import { attach, type AttachedPod, detach, type Runtime, writeConf } from './demo-steps/pods.ts';
import { binDirOf, socketOf } from './demo-steps/programs.ts';
import { renderTable } from './demo-steps/table.ts';
import { tool } from './node/tool.ts';
import { enterWorld } from './node/world.ts';

const { values: flags } = parseArgs({
  options: { short: { type: 'boolean' }, keep: { type: 'boolean' }, help: { type: 'boolean' } },
});

const usage = `hack/demo [--short] [--keep]
  From one MultiNicNetwork to pods that ping over every NIC, on this machine.
  --short  2 nodes with 2 NICs instead of 4 with 4
  --keep   leave everything running at the end, and say how to use it; Ctrl-C takes it down`;

const started = performance.now();
const say = (text: string): void =>
  console.log(`[${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s] ${text}`);

if (flags.help === true) console.log(usage);
// An interrupted step may still have a kubectl that waits.
else process.exit(await main());

async function main(): Promise<number> {
  await enterWorld();
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-demo-'));
  mkdirSync(join(dir, 'cni-conf'));
  const size = flags.short === true ? { nodes: 2, nics: 2 } : { nodes: 4, nics: 4 };
  const interrupted = untilInterrupted();
  const cluster = await startCluster(dir, size, say);
  try {
    const rows = await Promise.race([mainJob(cluster, dir), interrupted]);
    if (rows === 'interrupted') return 130;
    if (flags.keep === true) await keep(cluster, dir, interrupted);
    return rows.every(({ lost }) => lost.length === 0) ? 0 : 1;
  } catch (error) {
    for (const program of cluster.programs)
      console.error(`--- ${program.logFile}\n${program.tail()}`);
    throw error;
  } finally {
    await cluster.stop();
    rmSync(dir, { recursive: true });
    say('taken down');
  }
}

async function mainJob(cluster: DemoCluster, dir: string): Promise<readonly Reach[]> {
  const network = demoNetwork();
  say(`network ${network.name}: ${network.note}`);
  await cluster.kubectl(['apply', '-f', '-'], network.manifest);
  const ready = [
    'wait',
    '--for=condition=Ready',
    `multinicnetwork/${network.name}`,
    '--timeout=60s',
  ];
  await cluster.kubectl(ready);
  await cluster.kubectl([
    'wait',
    `net-attach-def/${network.name}`,
    '--for=create',
    '--timeout=10s',
  ]);
  const config = ['get', 'net-attach-def', network.name, '-o', 'jsonpath={.spec.config}'];
  const runtime = runtimeOf(cluster, dir);
  writeConf(runtime.confDir, network.name, await cluster.kubectl(config));
  say('network is Ready, its NetworkAttachmentDefinition was read back');
  const pods = await attachAll(cluster, runtime, network.name);
  say(`${pods.length} pods attached by cnitool through the shim`);
  const rows = await pingMesh(pods);
  console.log(`\n${await cluster.kubectl(['describe', 'cidr', network.name])}`);
  console.log(`${report(rows)}\n`);
  if (flags.keep !== true) {
    await mapLimited(pods, 4, (pod) => detach(runtime, network.name, pod));
    say('pods detached');
  }
  const lost = rows.reduce((sum, row) => sum + row.lost.length, 0);
  const sent = rows.reduce((sum, row) => sum + row.peers, 0);
  say(`${sent - lost} of ${sent} pings answered`);
  return rows;
}

function runtimeOf({ installation }: DemoCluster, dir: string): Runtime {
  return {
    cnitool: tool('cnitool'),
    confDir: join(dir, 'cni-conf'),
    binDir: (node) => binDirOf(installation, node),
    socket: (node) => socketOf(installation, node),
  };
}

async function attachAll(
  { fabric }: DemoCluster,
  runtime: Runtime,
  network: string,
): Promise<readonly AttachedPod[]> {
  const wanted = fabric.nodes.flatMap((node) => ['a', 'b'].map((letter) => ({ node, letter })));
  return mapLimited(wanted, 2, async ({ node, letter }) => {
    const pod = await fabric.createPod(node, `pod-${node.index}${letter}`);
    return attach(runtime, network, pod);
  });
}

function report(rows: readonly Reach[]): string {
  const heading = ['POD', 'NODE', 'NIC', 'ADDRESS', 'PEERS REACHED', 'NOT REACHED'];
  const lines = rows.map(({ pod, node, link, address, reached, peers, lost }) => [
    pod,
    node,
    link,
    address,
    `${reached}/${peers}`,
    lost.join(' '),
  ]);
  return renderTable([heading, ...lines]);
}

async function keep(
  { controlPlane, fabric }: DemoCluster,
  dir: string,
  interrupted: Promise<unknown>,
): Promise<void> {
  const inside = `nsenter -t ${process.pid} -n -m`;
  console.log(`Left running, with its logs under ${dir}. From another shell:
  ${inside} ${tool('kubectl')} --kubeconfig ${controlPlane.kubeconfig} get multinic
  ${inside} ip -n ${fabric.nodes[0]?.name ?? ''} route show table all proto 155
  ${inside} ip -n pod-1a addr
Ctrl-C here takes it down.`);
  await interrupted;
}

/** Ctrl-C, or a polite kill: what was started is taken down all the same. */
function untilInterrupted(): Promise<'interrupted'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => resolve('interrupted'));
    }
  });
}
