import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { filesIn, serviceAddress } from '../control-plane/flags.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import type { User } from '../control-plane/users.ts';
import { createFabric, type Fabric } from '../node/fabric.ts';
import { ipBatch } from '../node/run.ts';
import { randomCgroup, removeCgroups } from './cgroups.ts';
import { type Controllers, controllers, controllerUsers } from './controllers.ts';
import { handsOn, type Parts } from './hands.ts';
import { startNode } from './node.ts';
import { makePause } from './pause.ts';
import { outerRoutes } from './primary.ts';
import type { Cluster, ClusterNode, ClusterOptions } from './types.ts';

type Undo = (() => Promise<void> | void)[];

/**
 * A cluster of real programs in this network and mount namespace, which `enterWorld()` prepared: API server at
 * https://10.250.0.1 for nodes and https://10.96.0.1 for pods, controller manager, scheduler, and nodes with containerd
 * and a kubelet that are namespaces of this machine. Resolves when the nodes are Ready.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const undo: Undo = [];
  const down = (): Promise<void> => takeDown(undo);
  try {
    const cluster = { ...handsOn(options.dir, await startParts(options, undo)), down };
    if (options.primary !== false) await cluster.ready();
    return cluster;
  } catch (error) {
    await down();
    throw error;
  }
}

/** Last made, first taken: the nodes before the API server, everything before its folder. What fails holds nothing up. */
async function takeDown(undo: Undo): Promise<void> {
  const failures: unknown[] = [];
  for (let last = undo.pop(); last !== undefined; last = undo.pop()) {
    try {
      await last();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'the cluster left something behind');
}

async function startParts(options: ClusterOptions, undo: Undo): Promise<Parts> {
  const { dir, nodes: count = 2, nics = 4, log } = options;
  mkdirSync(dir, { recursive: true });
  undo.push(() => rmSync(dir, { recursive: true, force: true }));
  const fabric = await createFabric({ nodes: count, nics });
  undo.push(fabric.destroy);
  await joinOuter(fabric, undo);
  log(`${count} nodes with ${nics} NICs each`);
  const [controlPlane, nodes] = await both(
    startServers(options, fabric, undo),
    startNodes(options, fabric, undo),
  );
  log(`containerd runs on every node`);
  const pair = await startControllers(dir, controlPlane, undo);
  await Promise.all(nodes.map((node) => joinCluster(node, controlPlane)));
  log('controller manager, scheduler and kubelets started');
  return { fabric, controlPlane, controllers: pair, nodes };
}

/** Both to their end even when one fails, so that nothing starts while it is taken down. */
async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}

const forwarding = '/proc/sys/net/ipv4/ip_forward';

/** This namespace forwards between pods and API server, and has the service's address, which the nodes have no proxy for. */
async function joinOuter({ nodes, managementLink }: Fabric, undo: Undo): Promise<void> {
  const before = readFileSync(forwarding, 'utf8');
  writeFileSync(forwarding, '1');
  undo.push(() => writeFileSync(forwarding, before));
  await ipBatch([`addr add ${serviceAddress}/32 dev ${managementLink}`, ...outerRoutes(nodes)]);
}

const controlPlaneDir = (dir: string): string => join(dir, 'control-plane');

async function startServers(
  { dir, users = [], log }: ClusterOptions,
  fabric: Fabric,
  undo: Undo,
): Promise<ControlPlane> {
  const controlPlane = await startControlPlane({
    dir: controlPlaneDir(dir),
    address: fabric.managementAddress,
    port: 443,
    joined: true,
    users: [...controllerUsers, ...fabric.nodes.map(kubeletUser), ...users],
    log,
  });
  undo.push(async () => {
    await controlPlane.killApiServer();
    await controlPlane.stop();
  });
  return controlPlane;
}

/** The name and the group by which the API server knows a node. */
const kubeletUser = ({ name }: { readonly name: string }): User => ({
  name: `system:node:${name}`,
  groups: ['system:nodes'],
});

async function startNodes(
  { dir, primary = true, cgroup = randomCgroup() }: ClusterOptions,
  fabric: Fabric,
  undo: Undo,
): Promise<readonly ClusterNode[]> {
  const pause = await makePause(join(dir, 'pause'));
  undo.push(() => removeCgroups(cgroup));
  const starts = fabric.nodes.map((node) => {
    const made = startNode({ node, fabric, dir: join(dir, node.name), cgroup, pause, primary });
    undo.push(made.cut);
    return made.started;
  });
  await Promise.allSettled(starts);
  return Promise.all(starts);
}

async function startControllers(
  dir: string,
  controlPlane: ControlPlane,
  undo: Undo,
): Promise<Controllers> {
  const pair = controllers(dir, filesIn(controlPlaneDir(dir)), controlPlane);
  undo.push(async () => {
    await Promise.all([pair.manager.kill(), pair.scheduler.kill()]);
  });
  await Promise.all([pair.manager.start(), pair.scheduler.start()]);
  return pair;
}

async function joinCluster(node: ClusterNode, { kubeconfigOf }: ControlPlane): Promise<void> {
  const kubeconfig = join(node.disk, 'etc/kubernetes/kubelet.kubeconfig');
  copyFileSync(kubeconfigOf(kubeletUser(node).name), kubeconfig);
  await node.kubelet.start();
}
