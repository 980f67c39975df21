import { setTimeout as delay } from 'node:timers/promises';

import { kinds } from '../../lib/api/group.ts';
import type { KubeObject } from '../../lib/api/types.ts';
import type { ClusterNode } from '../cluster/types.ts';
import type { BenchCluster } from './cluster.ts';

export const podsPerRound = 30;
const namespace = 'default';
const label = 'bench-round';

type Pod = KubeObject & {
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly phase?: string };
};
type Times = { scheduled?: number; running?: number };

export type RoundSpec = {
  /** Of its pods, too, with a number behind. */
  readonly name: string;
  readonly node: ClusterNode;
  readonly annotations?: Readonly<Record<string, string>>;
};

export type Round = {
  /** Milliseconds of each pod from scheduled to Running, as a watch tells them. */
  readonly each: readonly number[];
  /** Milliseconds from the first pod scheduled to the last one Running. */
  readonly all: number;
};

/**
 * Creates all pods at once and deletes them again. The fields of an object's status have seconds; a watch by this process tells
 * both changes within some milliseconds, whatever the load the one as late as the other.
 */
export async function podRound(
  { api, cluster, images }: BenchCluster,
  { name, ...of }: RoundSpec,
): Promise<Round> {
  const image = images.find((one) => one.name === 'multi-nic-test-pod')?.ref ?? '';
  const pods = Array.from({ length: podsPerRound }, (_, index) =>
    podObject({ ...of, name: `${name}-${index}`, round: name, image }),
  );
  const seen = await watchPods(api, name);
  try {
    await Promise.all(pods.map((pod) => api.create(pod)));
    await seen.allRunning();
    return roundOf([...seen.times.values()]);
  } finally {
    seen.stop();
    const selector = [`--selector=${label}=${name}`, `--namespace=${namespace}`];
    await cluster.kubectl(['delete', 'pods', ...selector, '--timeout=55s']);
    // What follows a DEL: the sandboxes' end, and the pools' copies.
    await delay(5_000);
  }
}

function roundOf(times: readonly Times[]): Round {
  const scheduled = times.map((one) => one.scheduled ?? Number.NaN);
  const running = times.map((one) => one.running ?? Number.NaN);
  const each = running.map((at, index) => at - (scheduled[index] ?? Number.NaN));
  return { each, all: Math.max(...running) - Math.min(...scheduled) };
}

async function watchPods(api: BenchCluster['api'], round: string) {
  const end = new AbortController();
  const times = new Map<string, Times>();
  const options = { namespace, labelSelector: `${label}=${round}` };
  const { resourceVersion } = await api.list(kinds.pod, options);
  const follow = async (): Promise<void> => {
    const watch = api.watch<Pod>(kinds.pod, { ...options, resourceVersion, signal: end.signal });
    for await (const event of watch) {
      if (event.type === 'BOOKMARK') continue;
      note(times, event.object);
      if ([...times.values()].filter((one) => one.running !== undefined).length === podsPerRound)
        return;
    }
  };
  const done = follow();
  // Whoever waits hears of it; nobody may wait any more when it is stopped.
  done.catch(() => undefined);
  const late = async (): Promise<never> => {
    await delay(180_000, undefined, { signal: end.signal, ref: false });
    throw new Error(`round ${round}: not all pods were Running within 180 s`);
  };
  return { times, allRunning: () => Promise.race([done, late()]), stop: () => end.abort() };
}

function note(times: Map<string, Times>, { metadata, spec, status }: Pod): void {
  const one = times.get(metadata.name) ?? {};
  const now = performance.now();
  if (spec.nodeName !== undefined) one.scheduled ??= now;
  if (status.phase === 'Running') one.running ??= now;
  times.set(metadata.name, one);
}

type PodSpec = RoundSpec & { readonly round: string; readonly image: string };

function podObject({ name, round, image, node, annotations = {} }: PodSpec): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { [label]: round }, annotations },
    spec: {
      terminationGracePeriodSeconds: 1,
      nodeSelector: { 'kubernetes.io/hostname': node.name },
      containers: [{ name: 'main', image, imagePullPolicy: 'Never', command: ['pause'] }],
    },
  };
}
