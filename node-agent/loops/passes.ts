import type { KubeApi } from '../../lib/kube/types.ts';
import type { Log } from '../../lib/log.ts';
import type { AgentConfig } from '../config.ts';
import type { HostFacts } from '../discover/types.ts';
import type { Attachments } from '../host/attachments.ts';
import type { Cache } from '../kube/cache.ts';
import type { Protected } from '../routes/protected.ts';
import type { Ip, Known } from '../types.ts';
import { createNotOfferedLog, lookAtHost } from './host.ts';
import type { Pass } from './loops.ts';
import { copyToPools } from './pools.ts';
import { bringRoutes, createFindingLog } from './routes.ts';
import type { View } from './view.ts';

export type PassName = 'host' | 'routes' | 'pools' | 'adopt' | 'collect' | 'snapshot';

/** The collector's own round; whatever makes a namespace go away is found within it. */
const collectEveryMs = 5_000;

export type Parts = {
  readonly config: Pick<AgentConfig, 'nodeName' | 'routes'>;
  readonly log: Log;
  readonly api: Pick<KubeApi, 'apply'>;
  readonly ip: Ip;
  readonly observe: () => Promise<HostFacts>;
  /** What no rule or route may cover. */
  readonly ranges: () => readonly Protected[];
  readonly save: (known: Known) => Promise<void>;
  readonly view: View;
  readonly cache: Cache;
  /** The journal holds all that pods have from now on: the pools can say so. */
  readonly onAdopted: () => void;
  readonly attachments: Pick<Attachments, 'ledger' | 'collect' | 'adopt' | 'journalIdentity'>;
};

/** What the agent does besides answering calls. Adding a pass: its function, a line here, and who wakes it in main.ts. */
export function createPasses(parts: Parts): Readonly<Record<PassName, Pass>> {
  const { config, log, api, ip, view, cache, attachments } = parts;
  const { nodeName } = config;
  const onNotOffered = createNotOfferedLog(log);
  const onFindings = createFindingLog(log);
  const shared = { nodeName, api, cached: cache.known };
  return {
    host: once(() =>
      lookAtHost({
        ...shared,
        observe: parts.observe,
        remember: view.remember,
        written: cache.keepHostInterface,
        onNotOffered,
      }),
    ),
    routes: () => {
      const written = cache.keepHostInterface;
      const { known, facts } = view;
      const { ranges } = parts;
      const about = { config: config.routes, ip, known, facts, ranges, written };
      return bringRoutes({ ...shared, ...about, onFindings, log });
    },
    pools: once(() =>
      copyToPools({
        ...shared,
        ledger: attachments.ledger,
        journal: attachments.journalIdentity,
        written: cache.keepPool,
      }),
    ),
    adopt: () => adopt(parts),
    collect: async () => {
      await attachments.collect();
      return collectEveryMs;
    },
    snapshot: once(async () => {
      const known = cache.known();
      if (known !== undefined) await parts.save(known);
    }),
  };
}

async function adopt({ attachments, onAdopted }: Parts): Promise<number | undefined> {
  const before = attachments.journalIdentity();
  const againMs = await attachments.adopt();
  if (attachments.journalIdentity() !== before) onAdopted();
  return againMs;
}

/** A pass that is only run when somebody asks for it. */
function once(run: () => Promise<void>): Pass {
  return async () => {
    await run();
    return undefined;
  };
}
