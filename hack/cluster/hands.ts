import { kubectl as kubectlAs } from '../control-plane/crds.ts';
import type { ControlPlane } from '../control-plane/start.ts';
import type { Fabric } from '../node/fabric.ts';
import type { Controllers } from './controllers.ts';
import { helm, helmEnv } from './helm.ts';
import type { Cluster, ClusterNode } from './types.ts';

/** What a cluster consists of. */
export type Parts = {
  readonly fabric: Fabric;
  readonly controlPlane: ControlPlane;
  readonly controllers: Controllers;
  readonly nodes: readonly ClusterNode[];
};

/** What can be done with a cluster beside taking it down. */
export function handsOn(dir: string, parts: Parts): Omit<Cluster, 'down'> {
  const { nodes, controlPlane } = parts;
  const { kubeconfig } = controlPlane;
  const kubectl: Cluster['kubectl'] = (args, input) => kubectlAs(kubeconfig, args, input);
  const env = helmEnv(dir, kubeconfig);
  const node = (index: number): ClusterNode => {
    const found = nodes.find((one) => one.index === index);
    if (found !== undefined) return found;
    throw new Error(`no node ${index} (available: 1 to ${nodes.length})`);
  };
  const importImage = async (tar: string): Promise<void> => {
    await Promise.all(nodes.map((one) => one.importImage(tar)));
  };
  const ready = async (timeoutSeconds = 60): Promise<void> => {
    const timeout = `--timeout=${timeoutSeconds}s`;
    await Promise.all([
      kubectl(['wait', '--for=create', timeout, 'serviceaccount/default']),
      ...nodes.map(({ name }) => kubectl(['wait', '--for=create', timeout, `node/${name}`])),
    ]);
    await kubectl(['wait', '--for=condition=Ready', timeout, 'node', '--all']);
  };
  return {
    dir,
    ...parts,
    kubeconfig,
    kubectl,
    helmEnv: env,
    node,
    importImage,
    ready,
    helm: (args, input) => helm(env, args, input),
  };
}
