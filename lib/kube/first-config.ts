import { readFileSync } from 'node:fs';
import type { Kind } from '../api/group.ts';
import { ownerReference } from '../api/meta.ts';
import type { KubeObject } from '../api/types.ts';
import type { Log } from '../log.ts';
import { createKubeApi } from './client.ts';
import { delay } from './delay.ts';
import { loadKubeConfig } from './kube-config.ts';
import { describeRef, refOf } from './paths.ts';
import type { KubeApi } from './types.ts';

export type FirstConfigOptions = {
  readonly api: Pick<KubeApi, 'get' | 'apply'>;
  /** The Config as the release wants it. */
  readonly config: KubeObject;
  /** ClusterRole of the release: the Config goes with it. Absent: the release has the Config itself from now on. */
  readonly owner: string | undefined;
  readonly log: Log;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Until when to try. */
  readonly signal: AbortSignal;
};

const clusterRole: Kind = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  plural: 'clusterroles',
  namespaced: false,
};

const retryMs = 1_000;

/** Longer than an API server needs to serve a new kind; the Job that runs this tries again anyway. */
const limitMs = 60_000;

/**
 * `create-config FILE [CLUSTERROLE]`: the Config of a file (JSON) into the cluster, see `createFirstConfig`. Its fields are
 * Helm's: the next revision of the release changes them, and nobody else's may stand in its way.
 */
export async function createConfigOf(
  [file = '', owner]: readonly string[],
  log: Log,
): Promise<void> {
  const config = JSON.parse(readFileSync(file, 'utf8')) as KubeObject;
  const api = createKubeApi({ kubeConfig: loadKubeConfig(), fieldManager: 'helm' });
  const signal = AbortSignal.timeout(limitMs);
  await createFirstConfig({ api, config, owner, log, wait: delay, signal });
}

/**
 * Makes the Config of a release whose CRD came with the same release: nobody can map an object to a kind that is not
 * served yet, so this waits until it is. One that is there already is left as it is, whoever made it. Without an owner it
 * is the release's own, applied as it is, and no longer goes with another object.
 *
 * @throws the last failure when the signal aborts
 */
export async function createFirstConfig(options: FirstConfigOptions): Promise<void> {
  const { log, wait, signal } = options;
  for (;;) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one try after the other
      return await createOnce(options);
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn('the Config could not be made, trying again', { error });
    }
    // oxlint-disable-next-line no-await-in-loop
    await wait(retryMs, signal);
  }
}

async function createOnce({ api, config, owner, log }: FirstConfigOptions): Promise<void> {
  const ref = refOf(config);
  const object = describeRef(ref);
  if (owner === undefined) {
    await api.apply(config);
    return log.info('applied', { object });
  }
  if ((await api.get(ref)) !== undefined) return log.info('left as it is', { object });
  const found = await api.get({ kind: clusterRole, name: owner });
  const owned = found === undefined ? {} : { ownerReferences: [ownerReference(found)] };
  await api.apply({ ...config, metadata: { ...config.metadata, ...owned } });
  log.info('created', { object });
}
