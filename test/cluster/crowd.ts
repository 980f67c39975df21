import { type Status, statusKey } from './annotated.ts';
import type { PodSpec, Room } from './pods.ts';
import { until } from './until.ts';

/** A pod of a crowd, as far as its object tells. */
export type CrowdPod = {
  readonly name: string;
  readonly podIP: string;
  readonly status: readonly Status[];
  /** From its start on the node until it was Ready; the API counts whole seconds. */
  readonly seconds: number;
};

/** A ReplicaSet of the pod's name; resolves when it is made, long before its pods. */
export async function makeCrowd(room: Room, pod: PodSpec, replicas: number): Promise<void> {
  const { metadata, spec } = JSON.parse(await room.manifest(pod)) as {
    readonly metadata: { readonly annotations: object };
    readonly spec: object;
  };
  const labels = { crowd: pod.name };
  const template = { metadata: { labels, annotations: metadata.annotations }, spec };
  const set = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: pod.name },
    spec: { replicas, selector: { matchLabels: labels }, template },
  };
  await room.kubectl(['apply', '-f', '-'], JSON.stringify(set));
}

/** Resolves when all are Ready and have their network-status. */
export async function readyCrowd(
  room: Room,
  name: string,
  of: { readonly replicas: number; readonly patienceMs?: number },
): Promise<readonly CrowdPod[]> {
  const { replicas, patienceMs = 120_000 } = of;
  let seen = 'none';
  const ready = async (): Promise<readonly CrowdPod[] | undefined> => {
    const pods = await listCrowd(room, name);
    const done = pods.flatMap(readPod);
    seen = `${done.length} of ${pods.length}`;
    return done.length === replicas && pods.length === replicas ? done : undefined;
  };
  return until(`${replicas} ready pods`, ready, patienceMs).catch((cause: unknown) => {
    throw new Error(`${(cause as Error).message}, but ${seen}`, { cause });
  });
}

/** Resolves when all of them are gone from the API, which is when kubelet has taken them down. */
export async function removeCrowd(room: Room, name: string): Promise<void> {
  await room.kubectl(['delete', 'replicaset', name, '--cascade=orphan']);
  await room.kubectl(['delete', 'pods', `--selector=crowd=${name}`, '--timeout=150s']);
}

type PodObject = {
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly status: {
    readonly podIP?: string;
    readonly startTime?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly lastTransitionTime: string;
    }[];
  };
};

async function listCrowd(room: Room, name: string): Promise<readonly PodObject[]> {
  const text = await room.kubectl(['get', 'pods', `--selector=crowd=${name}`, '--output=json']);
  return (JSON.parse(text) as { readonly items: readonly PodObject[] }).items;
}

/** None while it is not ready. */
function readPod({ metadata, status }: PodObject): readonly CrowdPod[] {
  const { podIP = '', startTime = '', conditions = [] } = status;
  const ready = conditions.find(({ type }) => type === 'Ready');
  const text = metadata.annotations?.[statusKey];
  if (ready?.status !== 'True' || text === undefined) return [];
  const seconds = (Date.parse(ready.lastTransitionTime) - Date.parse(startTime)) / 1000;
  return [{ name: metadata.name, podIP, seconds, status: JSON.parse(text) as readonly Status[] }];
}
