import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { KubeConfig } from '@kubernetes/client-node';

import { createKubeApi } from '../../lib/kube/client.ts';
import type { KubeApi } from '../../lib/kube/types.ts';
import { startCluster } from '../cluster/start.ts';
import type { Cluster, ClusterNode } from '../cluster/types.ts';
import { buildImages } from '../images/build.ts';
import type { BuiltImage } from '../images/types.ts';

const chart = fileURLToPath(new URL('../../chart', import.meta.url));
export const namespace = 'multi-nic';
export const network = 'bench-net';

/** One node with four NICs, the chart of this tree on it, and a network over all NICs. */
export type BenchCluster = {
  readonly cluster: Cluster;
  readonly node: ClusterNode;
  readonly images: readonly BuiltImage[];
  readonly api: KubeApi;
  /** `helm upgrade --install` with further values; resolves when the node agent is ready. */
  readonly install: (settings?: readonly string[]) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function startBenchCluster(progress: (text: string) => void): Promise<BenchCluster> {
  const images = await buildImages(progress);
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-bench-cluster-'));
  const cluster = await startCluster({ dir, nodes: 1, nics: 4, log: progress });
  const stop = cluster.down;
  try {
    for (const { tar } of images) await cluster.importImage(tar);
    const install = (settings: readonly string[] = []): Promise<void> =>
      installChart(cluster, settings);
    await install();
    await makeNetwork(cluster);
    progress('chart installed, network ready');
    const api = apiOf(cluster.kubeconfig);
    return { cluster, node: cluster.node(1), images, api, install, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function installChart(cluster: Cluster, settings: readonly string[]): Promise<void> {
  await cluster.helm([
    'upgrade',
    '--install',
    'multi-nic',
    chart,
    `--namespace=${namespace}`,
    '--create-namespace',
    '--wait',
    '--timeout=180s',
    '--set=image.registry=localhost',
    // The NICs of these nodes are ends of veth pairs.
    '--set=daemon.nics.kinds={physical,virtio,vf,veth}',
    ...settings,
  ]);
  const config = 'configs.multinic.fms.io/multi-nicd';
  await cluster.kubectl(['wait', '--for=create', '--timeout=60s', config]);
  await cluster.kubectl(['wait', '--for=condition=Ready', '--timeout=180s', config]);
}

async function makeNetwork(cluster: Cluster): Promise<void> {
  const object = {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'MultiNicNetwork',
    metadata: { name: network },
    spec: {
      subnet: '192.168.0.0/16',
      ipam: '{"type":"multi-nic-ipam","hostBlock":6,"interfaceBlock":2,"vlanMode":"l2"}',
      multiNICIPAM: true,
      plugin: { cniVersion: '0.3.0', type: 'macvlan', args: { mode: 'bridge' } },
    },
  };
  await cluster.kubectl(['apply', '--filename=-'], JSON.stringify(object));
  const name = `multinicnetworks/${network}`;
  await cluster.kubectl(['wait', '--for=condition=Ready', '--timeout=120s', name]);
}

function apiOf(kubeconfig: string): KubeApi {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(kubeconfig);
  return createKubeApi({ kubeConfig, fieldManager: 'bench' });
}
