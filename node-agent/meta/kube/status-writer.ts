import { kinds } from '../../../lib/api/group.ts';
import type { KubeWriter } from '../../../lib/kube/client.ts';
import {
  isConflict,
  isNotFound,
  isOtherObject,
  isTransient,
  retryAfterMs,
} from '../../../lib/kube/errors.ts';
import type { Log } from '../../../lib/log.ts';
import { createQueue, type Failure } from '../../../lib/queue.ts';
import { statusKey } from '../objects.ts';
import type { MetaEffects, NetworkStatus, PodRef } from '../types.ts';

export type StatusWriter = {
  /** `MetaEffects.publishStatus`. */
  readonly publishStatus: MetaEffects['publishStatus'];
  /** Pods whose status is not written yet. */
  readonly pending: () => number;
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly api: Pick<KubeWriter, 'mergePatch'>;
  readonly log: Log;
  /** Calls `run` after `ms`; returns the function that prevents it. */
  readonly schedule: (run: () => void, ms: number) => () => void;
  readonly random: () => number;
  /** Whether the node has a sandbox of the pod. */
  readonly isAttached: (pod: Pick<PodRef, 'namespace' | 'name'>) => boolean;
};

type Pod = Parameters<MetaEffects['publishStatus']>[0];
type Pending = { readonly pod: Pod; readonly status: readonly NetworkStatus[]; tries: number };

/** Writes at a time: a node that starts all its pods at once does not keep the API server from others. */
const concurrency = 4;

/** Kubelet makes the API object of a static pod when it can; the pod runs long before. */
const staticTries = 60;

/** What is wrong with our rights does not get better within seconds. */
const refusedMs = 60_000;

/**
 * Writes network-status annotations: one merge patch for each pod, the newest status alone, until it succeeds or the pod is
 * gone. Nobody waits for it.
 */
export function createStatusWriter(options: Options): StatusWriter {
  const { log, schedule, random } = options;
  const pending = new Map<string, Pending>();
  const queue = createQueue({
    work: (key) => write({ ...options, pending }, key),
    concurrency,
    schedule,
    random,
    atLeastMs: (error) => retryAfterMs(error) ?? (isPassing(error) ? undefined : refusedMs),
    onFailure: (failure) => tell(log, failure),
  });
  return {
    publishStatus: (pod, status) => {
      const key = `${pod.namespace}/${pod.name}/${pod.uid}`;
      pending.set(key, { pod, status, tries: 0 });
      queue.add(key);
    },
    pending: () => pending.size,
    stop: queue.stop,
  };
}

type Writing = Pick<Options, 'api' | 'log' | 'isAttached'> & {
  readonly pending: Map<string, Pending>;
};

async function write(writing: Writing, key: string): Promise<undefined> {
  const { api, log, pending, isAttached } = writing;
  const one = pending.get(key);
  if (one === undefined) return undefined;
  try {
    // A pod that came and went while the API server was away is of no interest to anybody.
    if (isAttached(one.pod)) await api.mergePatch(...patchOf(one));
  } catch (error) {
    one.tries += 1;
    if (!isOver(one, error)) throw error;
    log.info('network status dropped: the pod is gone, or another one took its name', {
      pod: key,
      error,
    });
  }
  if (pending.get(key) === one) pending.delete(key);
  return undefined;
}

/** The annotation's text, as people read it in `kubectl describe pod`. */
export function renderStatus(status: readonly NetworkStatus[]): string {
  return JSON.stringify(status, null, 4);
}

/** The uid cannot be changed, so a pod made anew under the name gets none of the old one's status. */
function patchOf({ pod, status }: Pending): Parameters<KubeWriter['mergePatch']> {
  const { namespace, name, uid } = pod;
  const precondition = pod.static || uid === '' ? {} : { uid };
  const annotations = { [statusKey]: renderStatus(status) };
  return [
    { kind: kinds.pod, namespace, name },
    { metadata: { ...precondition, annotations } },
    { subresource: 'status' },
  ];
}

function isOver({ pod, tries }: Pending, error: unknown): boolean {
  if (isNotFound(error)) return !pod.static || tries >= staticTries;
  return isOtherObject(error);
}

/** What a few seconds may change. */
function isPassing(error: unknown): boolean {
  return isTransient(error) || isNotFound(error) || isConflict(error);
}

/** Once, and again when it has lasted: a server that is away fails every pod. */
function tell(log: Log, { key, error, failures, waitMs }: Failure): void {
  const level = failures === 1 || failures % 60 === 0 ? 'warn' : 'debug';
  log[level]('network status not written, will retry', { pod: key, failures, waitMs, error });
}
