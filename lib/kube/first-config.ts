import type { Kind } from '../api/group.ts';
import { ownerReference } from '../api/meta.ts';
import type { KubeObject } from '../api/types.ts';
import type { Log } from '../log.ts';
import { isConflict } from './errors.ts';
import { describeRef, refOf } from './paths.ts';
import type { KubeApi } from './types.ts';

export type FirstConfigOptions = {
  readonly api: Pick<KubeApi, 'get' | 'create'>;
  /** The Config as the release wants it. */
  readonly config: KubeObject;
  /** ClusterRole of the release: the Config goes with it. */
  readonly owner: string;
  readonly log: Log;
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
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

/**
 * Makes the Config of a release whose CRD came with the same release: nobody can map an object to a kind that is not
 * served yet, so this waits until it is. One that is there already is left as it is, whoever made it.
 *
 * @throws the last failure when the signal aborts
 */
export async function createFirstConfig(options: FirstConfigOptions): Promise<void> {
  const { log, delay, signal } = options;
  for (;;) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one try after the other
      return await createOnce(options);
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn('the Config could not be made, trying again', { error });
    }
    // oxlint-disable-next-line no-await-in-loop
    await delay(retryMs, signal);
  }
}

async function createOnce({ api, config, owner, log }: FirstConfigOptions): Promise<void> {
  const found = await api.get({ kind: clusterRole, name: owner });
  const owned = found === undefined ? {} : { ownerReferences: [ownerReference(found)] };
  const object = describeRef(refOf(config));
  try {
    await api.create({ ...config, metadata: { ...config.metadata, ...owned } });
    log.info('created', { object });
  } catch (error) {
    if (!isConflict(error)) throw error;
    log.info('left as it is', { object });
  }
}
