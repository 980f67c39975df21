import type { KubeWriter } from '../../../lib/kube/client.ts';
import type { Log } from '../../../lib/log.ts';
import type { PodStatus } from '../statuses.ts';
import type { MetaEffects, NetworkObject, PodRef } from '../types.ts';
import { createNetworkCache, type NetworkCache } from './networks.ts';
import { createFindPod } from './pods.ts';
import { republish } from './republish.ts';
import { createStatusWriter } from './status-writer.ts';

export type KubeEffects = Pick<
  MetaEffects,
  'findNetwork' | 'networksListed' | 'findPod' | 'publishStatus'
> & {
  readonly networks: NetworkCache;
  /** Writes the statuses that a former run did not; rejects when the API server cannot be asked. */
  readonly republish: (statuses: () => Promise<readonly PodStatus[]>) => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly api: Pick<KubeWriter, 'get' | 'list' | 'watch' | 'mergePatch'>;
  readonly nodeName: string;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** The network objects that a former run knew. */
  readonly known: readonly NetworkObject[] | undefined;
  /** A network object came, changed or went. */
  readonly onChange: () => void;
  readonly schedule: (run: () => void, ms: number) => () => void;
  readonly random: () => number;
  readonly isAttached: (pod: Pick<PodRef, 'namespace' | 'name'>) => boolean;
};

/** What the meta plugin needs of the API server; nothing is asked before it is needed. */
export function createKubeEffects(options: Options): KubeEffects {
  const { api, nodeName } = options;
  const networks = createNetworkCache(options);
  const { publishStatus, stop } = createStatusWriter(options);
  return {
    networks,
    findNetwork: networks.findNetwork,
    networksListed: networks.networksListed,
    findPod: createFindPod(options),
    publishStatus,
    republish: (statuses) => republish({ api, nodeName, statuses, publishStatus }),
    stop,
  };
}
