import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../../cni/protocol/types.ts';
import { kinds } from '../../../lib/api/group.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import { delay } from '../../../lib/kube/delay.ts';
import { runReflector } from '../../../lib/kube/reflector.ts';
import { createStore } from '../../../lib/kube/store.ts';
import type { KubeApi } from '../../../lib/kube/types.ts';
import type { Log } from '../../../lib/log.ts';
import { checkAlive, messageOf } from '../../attach/failure.ts';
import { isThatPod, podFacts, trimPod } from '../objects.ts';
import type { MetaEffects, PodRef } from '../types.ts';

export type PodOptions = {
  readonly api: Pick<KubeApi, 'get' | 'list' | 'watch'>;
  readonly nodeName: string;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** How long the watch may lag behind the runtime before the API server is asked itself. */
  readonly patienceMs?: number;
};

const pollMs = 50;

/**
 * `MetaEffects.findPod`, of a watch over the pods of this node that begins with the first question: where the runtime hands over
 * the annotations, nobody asks and nothing is kept.
 */
export function createFindPod(options: PodOptions): MetaEffects['findPod'] {
  const { api, nodeName, log, patienceMs = 2_500 } = options;
  const store = createStore(trimPod);
  let started = false;
  const start = (): void => {
    if (started) return;
    started = true;
    const selector = { fieldSelector: `spec.nodeName=${nodeName}` };
    const { signal } = options;
    // Ends with the signal and never rejects.
    void runReflector({ api, kind: kinds.pod, options: selector, store, log, signal, delay });
  };
  return async (pod, signal) => {
    start();
    const key = `${pod.namespace}/${pod.name}`;
    for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += pollMs) {
      checkAlive(signal);
      const found = store.get(key);
      if (found !== undefined && isThatPod(pod, found)) return podFacts(found);
      // oxlint-disable-next-line no-await-in-loop -- polls
      await delay(pollMs, signal);
    }
    checkAlive(signal);
    return podFacts(trimPod(await ask(api, pod)));
  };
}

/** The API server's own word, where the watch does not know the pod or knows another one of its name. */
async function ask(api: Pick<KubeApi, 'get'>, pod: PodRef): Promise<KubeObject> {
  const { namespace, name } = pod;
  const found = await get(api, pod);
  const named = `pod ${namespace}/${name}`;
  if (found === undefined) {
    throw tryAgain(`${named} is not known to the API server; it is tried again while it exists`);
  }
  if (isThatPod(pod, found)) return found;
  const message = `${named}: the runtime asks for uid ${pod.uid}, the API server has ${found.metadata.uid}: that pod is gone and another took its name`;
  throw new CniError(cniErrorCodes.containerUnknown, message);
}

async function get(api: Pick<KubeApi, 'get'>, pod: PodRef): Promise<KubeObject | undefined> {
  const { namespace, name } = pod;
  try {
    return await api.get({ kind: kinds.pod, namespace, name });
  } catch (error) {
    throw tryAgain(
      `pod ${namespace}/${name}: its annotations cannot be read: ${messageOf(error)}; it is tried again`,
    );
  }
}

function tryAgain(message: string): CniError {
  return new CniError(cniErrorCodes.tryAgain, message);
}
