import type { Cluster } from '../../hack/cluster/types.ts';
import { importedImage, sharedCluster } from '../support/cluster.ts';

/** What a test says of a pod; the rest is the test image, which waits. */
export type PodSpec = {
  readonly name: string;
  /** Index of the node; the scheduler decides without it. */
  readonly node?: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** Shell commands before it waits. */
  readonly first?: string;
  /** Fields of its container that are added or replaced. */
  readonly container?: Readonly<Record<string, unknown>>;
  /** Fields of the pod's spec that are added or replaced. */
  readonly spec?: Readonly<Record<string, unknown>>;
};

/** A namespace with pods for one test file. */
export type Room = {
  readonly cluster: Cluster;
  readonly namespace: string;
  /** kubectl in that namespace. */
  readonly kubectl: (args: readonly string[], input?: string) => Promise<string>;
  /** Resolves when all are Ready. */
  readonly run: (...pods: readonly PodSpec[]) => Promise<void>;
  /** The manifest that `run` applies, for those who wait for something else. */
  readonly manifest: (pod: PodSpec) => Promise<string>;
  readonly exec: (pod: string, ...command: readonly string[]) => Promise<string>;
  /** A value of the pod's object, by kubectl's jsonpath without braces: `.status.podIP`. */
  readonly read: (pod: string, path: string) => Promise<string>;
  /** Resolves when all pods are gone; the namespace follows by itself, some seconds later. */
  readonly remove: () => Promise<void>;
};

/** A room in the shared cluster; call it in a `before` that allows 90 s, and `remove` in an `after`. */
export async function openRoom(namespace: string): Promise<Room> {
  const cluster = await sharedCluster();
  const image = await importedImage('multi-nic-test-pod');
  await cluster.kubectl(['create', 'namespace', namespace]);
  // The controller manager that had no API server for a minute looks for it every half minute.
  const account = [`--namespace=${namespace}`, 'serviceaccount/default', '--timeout=55s'];
  await cluster.kubectl(['wait', '--for=create', ...account]);
  const kubectl: Room['kubectl'] = (args, input) =>
    cluster.kubectl([`--namespace=${namespace}`, ...args], input);
  const manifest = async (pod: PodSpec): Promise<string> =>
    JSON.stringify(podObject(pod, image, cluster));
  return {
    cluster,
    namespace,
    kubectl,
    manifest,
    run: async (...pods) => {
      const items = pods.map((pod) => podObject(pod, image, cluster));
      await kubectl(
        ['apply', '-f', '-'],
        JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
      );
      const names = pods.map(({ name }) => `pod/${name}`);
      await kubectl(['wait', '--for=condition=Ready', '--timeout=50s', ...names]);
    },
    exec: (pod, ...command) => kubectl(['exec', pod, '--', ...command]),
    read: (pod, path) => kubectl(['get', 'pod', pod, '-o', `jsonpath={${path}}`]),
    remove: async () => {
      await kubectl(['delete', 'pods', '--all', '--timeout=55s']);
      await cluster.kubectl(['delete', 'namespace', namespace, '--wait=false']);
    },
  };
}

function podObject(pod: PodSpec, image: string, cluster: Cluster): unknown {
  const { name, annotations = {}, labels = {}, first = 'true', node } = pod;
  const command = ['sh', '-c', `${first}; exec pause`];
  const container = { name: 'main', image, imagePullPolicy: 'Never', command };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, annotations, labels },
    spec: {
      ...(node === undefined ? {} : { nodeName: cluster.node(node).name }),
      terminationGracePeriodSeconds: 1,
      containers: [{ ...container, ...pod.container }],
      ...pod.spec,
    },
  };
}
