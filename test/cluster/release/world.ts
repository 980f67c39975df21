import type { Config, DaemonSet } from '../../../lib/api/config-types.ts';
import { findCondition } from '../../../lib/api/meta.ts';
import { networkManifest } from '../../support/installed.ts';
import { until } from '../until.ts';
import { chart, namespace, release, settings } from './chart.ts';
import { type OwnCluster, startOwnCluster } from './own-cluster.ts';
import { makePinger, type Pair, reach, startPings, type Pings } from './pings.ts';
import { makePrevious, presentImages } from './previous.ts';
import { sandboxesOf, sandboxOf } from './sandboxes.ts';

type Names = readonly [string, string];

/** A cluster in which the chart is installed, upgraded and removed. */
export type ReleaseWorld = OwnCluster & {
  /** Packaged chart of the release before this tree's. */
  readonly previousChart: string;
  /** `helm upgrade --install` of the release; resolves when the DaemonSet is as the Config wants it on every node. */
  readonly install: (more?: readonly string[], from?: string) => Promise<string>;
  readonly uninstall: () => Promise<string>;
  /** Until the DaemonSet, in the release's namespace or that one, is as the Config wants it on every node. */
  readonly settled: (inNamespace?: string) => Promise<void>;
  readonly applyNetworks: () => Promise<void>;
  /** Pods with the annotation, named after their node: `a1` on node-1. Resolves when all are Ready. */
  readonly runPods: (...names: readonly string[]) => Promise<void>;
  /** The same without the annotation. */
  readonly runPlainPods: (...names: readonly string[]) => Promise<void>;
  /** From the first pod of each pair to the second over every NIC, 1,000 a second. */
  readonly ping: (...pairs: readonly Names[]) => Promise<Pings>;
  /** The same once. */
  readonly reach: (...pairs: readonly Names[]) => Promise<void>;
};

/** The network of the pods, on the NICs' own segment; and one that only has routes on the nodes. */
export const networks = { attached: 'multi-nic-sample', routed: 'routed' } as const;

const wait = ['--wait', '--timeout=120s'];

const annotation = 'k8s.v1.cni.cncf.io/networks';

const testPod = 'multi-nic-test-pod';

export async function startReleaseWorld(): Promise<ReleaseWorld> {
  const cluster = await startOwnCluster();
  try {
    return await equip(cluster);
  } catch (error) {
    await cluster.down();
    throw error;
  }
}

async function equip(cluster: OwnCluster): Promise<ReleaseWorld> {
  const present = await presentImages();
  const previous = await makePrevious(cluster.dir, present);
  await cluster.importImages([...present, ...previous.images]);
  const image = present.find(({ name }) => name === testPod)?.ref ?? testPod;
  const pinger = await makePinger(cluster);
  const settled = (of = namespace): Promise<void> => waitSettled(cluster, of);
  const inNamespace = `--namespace=${namespace}`;
  return {
    ...cluster,
    previousChart: previous.chart,
    install: async (more = [], from = chart) => {
      const what = ['upgrade', '--install', release, from, inNamespace, '--create-namespace'];
      const argv = [...what, ...wait, ...settings, ...more];
      const said = await cluster.helm(argv).catch(explain(cluster));
      await settled();
      return said;
    },
    uninstall: () => cluster.helm(['uninstall', release, inNamespace, '--timeout=180s']),
    settled,
    applyNetworks: () => applyNetworks(cluster),
    runPods: (...names) => runPods(cluster, image, names, { [annotation]: networks.attached }),
    runPlainPods: (...names) => runPods(cluster, image, names, {}),
    ping: async (...pairs) => startPings(cluster, pinger, await pairsOf(cluster, pairs)),
    reach: async (...pairs) => reach(cluster, await pairsOf(cluster, pairs)),
  };
}

/** Helm says that something is not ready; the pods say why. */
function explain({ kubectl }: OwnCluster): (cause: unknown) => Promise<never> {
  return async (cause) => {
    const inNamespace = `--namespace=${namespace}`;
    const pods = await kubectl(['get', 'pods', inNamespace, '--output=wide']);
    const events = await kubectl(['get', 'events', inNamespace, '--sort-by=.lastTimestamp']);
    throw new Error(`${(cause as Error).message}\n${pods}\n${events}`, { cause });
  };
}

async function pairsOf(cluster: OwnCluster, pairs: readonly Names[]): Promise<readonly Pair[]> {
  const sandboxes = await sandboxesOf(cluster);
  return pairs.map(([from, to]) => [sandboxOf(sandboxes, from), sandboxOf(sandboxes, to)]);
}

const read = async <T>({ kubectl }: OwnCluster, what: readonly string[]): Promise<T> =>
  JSON.parse(await kubectl(['get', ...what, '--output=json'])) as T;

async function waitSettled(cluster: OwnCluster, of: string): Promise<void> {
  await until(
    'the node agents as the Config wants them',
    async () => {
      const config = await read<Config>(cluster, ['configs.multinic.fms.io/multi-nicd']);
      const ready = findCondition(config.status?.conditions, 'Ready');
      const { generation } = config.metadata;
      const isReady = ready?.status === 'True' && ready.observedGeneration === generation;
      const daemonSet = await read<DaemonSet>(cluster, [
        'daemonset/multi-nicd',
        `--namespace=${of}`,
      ]);
      return isReady && rolledOut(daemonSet) ? true : undefined;
    },
    120_000,
  );
}

function rolledOut({ metadata, status }: DaemonSet): boolean {
  const wanted = status?.desiredNumberScheduled;
  return (
    status?.observedGeneration === metadata.generation &&
    status?.updatedNumberScheduled === wanted &&
    status?.numberReady === wanted
  );
}

async function applyNetworks({ kubectl }: OwnCluster): Promise<void> {
  const { attached, routed } = networks;
  await kubectl(['apply', '--filename=-'], networkManifest(attached));
  const l3 = {
    subnet: '172.20.0.0/16',
    ipam: '{"type": "multi-nic-ipam", "hostBlock": 6, "interfaceBlock": 2, "vlanMode": "l3"}',
    plugin: { cniVersion: '0.3.0', type: 'ipvlan', args: { mode: 'l3' } },
  };
  await kubectl(['apply', '--filename=-'], networkManifest(routed, l3));
  const both = [attached, routed].map((name) => `multinicnetworks/${name}`);
  await kubectl(['wait', '--for=condition=Ready', '--timeout=60s', ...both]);
}

async function runPods(
  { kubectl }: OwnCluster,
  image: string,
  names: readonly string[],
  annotations: object,
): Promise<void> {
  const items = names.map((name) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, annotations },
    spec: {
      nodeName: `node-${name.slice(1)}`,
      terminationGracePeriodSeconds: 1,
      containers: [{ name: 'main', image, imagePullPolicy: 'Never' }],
    },
  }));
  await kubectl(
    ['apply', '--filename=-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  );
  const pods = names.map((name) => `pod/${name}`);
  await kubectl(['wait', '--for=condition=Ready', '--timeout=60s', ...pods]);
}
