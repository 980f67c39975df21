import { join } from 'node:path';
import type { KubeApi } from '../../lib/kube/types.ts';
import type { AgentConfig } from '../config.ts';
import { observeHost } from '../discover/observe.ts';
import type { Attachments } from '../host/attachments.ts';
import { ip } from '../host/ip.ts';
import { saveKnown } from '../host/known-file.ts';
import { sysfs } from '../host/sysfs.ts';
import { lookAtHost } from '../loops/host.ts';
import type { Pass } from '../loops/loops.ts';
import { copyToPools } from '../loops/pools.ts';
import type { View } from '../loops/view.ts';
import type { Cache } from './cache.ts';

export type PassName = 'host' | 'pools' | 'collect' | 'snapshot';

/** The collector's own round; whatever makes a namespace go away is found within it. */
const collectEveryMs = 5_000;

type Parts = {
  readonly config: AgentConfig;
  readonly api: KubeApi;
  readonly view: View;
  readonly cache: Cache;
  readonly attachments: Attachments;
};

export function createPasses(parts: Parts): Readonly<Record<PassName, Pass>> {
  const { config, api, view, cache, attachments } = parts;
  return {
    host: async () => {
      await lookAtHost({
        nodeName: config.nodeName,
        observe: () => observeHost(ip, sysfs, config.nics),
        remember: view.remember,
        cached: cache.known,
        api,
        written: cache.keepHostInterface,
      });
      return undefined;
    },
    pools: async () => {
      const { ledger } = attachments;
      await copyToPools({ cached: cache.known, ledger, api, written: cache.keepPool });
      return undefined;
    },
    collect: async () => {
      await attachments.collect();
      return collectEveryMs;
    },
    snapshot: async () => {
      const known = cache.known();
      if (known !== undefined) await saveKnown(snapshotPath(config), known);
      return undefined;
    },
  };
}

export const snapshotPath = ({ stateDir }: AgentConfig): string => join(stateDir, 'known.json');
