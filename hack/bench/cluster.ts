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

/**
 * The chart of this tree, its node agent on one node of two: pods of the other have the bare primary network. A network over
 * all four NICs.
 */
export type BenchCluster = {
  readonly cluster: Cluster;
  readonly node: ClusterNode;
  readonly bareNode: ClusterNode;
  readonly images: readonly BuiltImage[];
  readonly api: KubeApi;
  readonly stop: () => Promise<void>;
};

export async function startBenchCluster(progress: (text: string) => void): Promise<BenchCluster> {
  const images = await buildImages(progress);
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-bench-cluster-'));
  const cluster = await startCluster({ dir, nodes: 2, nics: 4, log: progress });
  const stop = cluster.down;
  try {
    for (const { tar } of images) await cluster.importImage(tar);
    await installChart(cluster);
    await makeNetwork(cluster);
    progress('chart installed, network ready');
    const api = apiOf(cluster.kubeconfig);
    return { cluster, node: cluster.node(1), bareNode: cluster.node(2), images, api, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function installChart(cluster: Cluster): Promise<void> {
  await cluster.kubectl(['label', 'node', cluster.node(1).name, 'bench=multi-nic']);
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
    '--set=daemon.nodeSelector.bench=multi-nic',
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
