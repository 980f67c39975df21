import { fileURLToPath } from 'node:url';

import type { Cluster } from '../../hack/cluster/types.ts';
import type { IPPool } from '../../lib/api/types.ts';
import { until } from '../cluster/until.ts';
import { importedImage, sharedCluster } from './cluster.ts';

/** The chart in the shared cluster, and a network for its pods. */
export type Installed = {
  readonly cluster: Cluster;
  /** helm's release, and the namespace that it is in. */
  readonly release: string;
  readonly namespace: string;
  /** A MultiNicNetwork with four NICs per pod, macvlan on every NIC; each namespace has its NetworkAttachmentDefinition. */
  readonly network: string;
  /** `helm upgrade --install` with the values of all tests and those `settings`; resolves when the programs run. */
  readonly install: (settings?: readonly string[], from?: string) => Promise<string>;
  /** The network, as it was or as it will be. */
  readonly applyNetwork: () => Promise<string>;
  /** Until agents and network are Ready, with a pool for every NIC of every node; `install` and `applyNetwork` do not wait. */
  readonly ready: () => Promise<void>;
};

const release = 'multi-nic';
const namespace = 'multi-nic';
const network = 'multi-nic-sample';
const chart = fileURLToPath(new URL('../../chart', import.meta.url));

let shared: Promise<Installed> | undefined;

/**
 * The chart installed by helm, once per mocha run by whoever asks first (allow 180 s for that in a `before`), agents and network
 * Ready. Leave it as you found it; what a test uninstalls it installs again, with `ready()`.
 */
export function installed(): Promise<Installed> {
  shared ??= installInto();
  return shared;
}

async function installInto(): Promise<Installed> {
  const cluster = await sharedCluster();
  await importedImage('multi-nic-operator');
  await importedImage('multi-nic-node-agent');
  const hands = { cluster, release, namespace, network };
  const install: Installed['install'] = (settings = [], from = chart) =>
    cluster.helm(['upgrade', '--install', release, from, ...values, ...settings]);
  const applyNetwork: Installed['applyNetwork'] = () =>
    cluster.kubectl(['apply', '--filename=-'], networkManifest(network));
  await install();
  await applyNetwork();
  await ready(cluster);
  return { ...hands, install, applyNetwork, ready: () => ready(cluster) };
}

const values = [
  `--namespace=${namespace}`,
  '--create-namespace',
  '--set=image.registry=localhost',
  '--set=image.pullPolicy=Never',
  // The NICs of these nodes are ends of veth pairs.
  '--set=daemon.nics.kinds={physical,virtio,vf,veth}',
  '--wait',
  '--timeout=120s',
];

/**
 * Macvlan, which more kernels have than ipvlan.
 *
 * @param spec replaces fields of the sample's
 */
export function networkManifest(
  name: string,
  spec: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({
    apiVersion: 'multinic.fms.io/v1',
    kind: 'MultiNicNetwork',
    metadata: { name },
    spec: {
      subnet: '192.168.0.0/16',
      ipam: '{"type": "multi-nic-ipam", "hostBlock": 6, "interfaceBlock": 2, "vlanMode": "l2"}',
      multiNICIPAM: true,
      plugin: { cniVersion: '0.3.0', type: 'macvlan', args: { mode: 'bridge' } },
      attachPolicy: { strategy: 'none' },
      ...spec,
    },
  });
}

async function ready(cluster: Cluster): Promise<void> {
  const { kubectl } = cluster;
  const isReady = (...of: readonly string[]): Promise<string> =>
    kubectl(['wait', '--for=condition=Ready', '--timeout=120s', ...of]);
  await isReady('configs.multinic.fms.io/multi-nicd');
  await isReady(`multinicnetworks/${network}`);
  const wanted = cluster.nodes.flatMap((node) =>
    node.nics.map((nic) => `${node.name} ${nic.name}`),
  );
  await until('a pool for every NIC of every node', async () => {
    const text = await kubectl(['get', 'ippools.multinic.fms.io', '--output=json']);
    const { items } = JSON.parse(text) as { readonly items: readonly IPPool[] };
    const pools = items.filter(({ spec }) => spec.netAttachDef === network);
    const found = new Set(pools.map(({ spec }) => `${spec.hostName} ${spec.interfaceName}`));
    return wanted.every((one) => found.has(one)) ? true : undefined;
  });
}
