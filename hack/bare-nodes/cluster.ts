import { join } from 'node:path';
import { applyCrds, kubectl } from '../control-plane/crds.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { createFabric, type Fabric } from '../node/fabric.ts';
import type { Program } from '../node/program.ts';
import { type Installation, nodeObjects, startAgent, startOperator } from './programs.ts';

export type BareSize = { readonly nodes: number; readonly nics: number };

export type BareCluster = {
  readonly fabric: Fabric;
  readonly controlPlane: ControlPlane;
  readonly installation: Installation;
  readonly kubectl: (args: readonly string[], input?: string) => Promise<string>;
  readonly programs: readonly Program[];
  /** Every program by its pid, then the namespaces. */
  readonly stop: () => Promise<void>;
};

/** API server, CRDs, nodes, one operator, one agent per node: all real, all in this world. */
export async function startCluster(
  dir: string,
  size: BareSize,
  say: (text: string) => void,
): Promise<BareCluster> {
  const fabric = await createFabric(size);
  say(`${size.nodes} nodes (network namespaces) with ${size.nics} NICs each on as many fabrics`);
  const address = fabric.managementAddress;
  const where = { dir: join(dir, 'control-plane'), address, log: say };
  const controlPlane = await startControlPlane(where);
  const { kubeconfigOf } = controlPlane;
  const programs: Program[] = [];
  const cluster: BareCluster = {
    fabric,
    controlPlane,
    installation: { dir, kubeconfigOf, from: 'source' },
    kubectl: (args, input) => kubectl(controlPlane.kubeconfig, args, input),
    programs,
    stop: async () => {
      await Promise.all(programs.map((program) => program.stop()));
      await controlPlane.stop();
      await fabric.destroy();
    },
  };
  await populate(cluster, programs).catch(async (error: unknown) => {
    await cluster.stop();
    throw error;
  });
  say('CRDs installed, nodes registered, operator and agents started');
  return cluster;
}

async function populate(cluster: BareCluster, programs: Program[]): Promise<void> {
  const { controlPlane, fabric, installation } = cluster;
  await applyCrds(controlPlane.kubeconfig);
  await cluster.kubectl(['apply', '-f', '-'], nodeObjects(fabric.nodes));
  programs.push(await startOperator(installation));
  for (const node of fabric.nodes) programs.push(await startAgent(installation, node));
}
