import type { Pass } from '../loops/loops.ts';
import type { ConfFollower } from './host/conf-follower.ts';
import type { KubeEffects } from './kube/effects.ts';
import type { PodStatus } from './statuses.ts';
import type { NetworkObject } from './types.ts';

export type MetaPassName = 'conf' | 'networks' | 'statuses';

type Parts = {
  readonly follower: Pick<ConfFollower, 'pass' | 'active'>;
  readonly kube: Pick<KubeEffects, 'networks' | 'republish'>;
  readonly save: (networks: readonly NetworkObject[]) => Promise<void>;
  readonly statuses: () => Promise<readonly PodStatus[]>;
};

/** What is done for networks by annotation besides answering calls. */
export function createMetaPasses(parts: Parts): Readonly<Record<MetaPassName, Pass>> {
  const { follower, kube, save, statuses } = parts;
  return {
    conf: async () => {
      const againMs = await follower.pass();
      // A node on which Multus attaches the networks keeps none of them in memory.
      if (follower.active()) kube.networks.start();
      return againMs;
    },
    networks: async () => {
      const known = kube.networks.snapshot();
      if (known !== undefined) await save(known);
      return undefined;
    },
    statuses: async () => {
      await kube.republish(statuses);
      return undefined;
    },
  };
}
