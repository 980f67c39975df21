import { kinds } from '../api/group.ts';
import type { IPPool } from '../api/types.ts';
import type { Log } from '../log.ts';
import { type Departures, holdsAddress, planDeparted } from '../reconcile/departed.ts';
import type { KubeWriter } from './client.ts';
import type { Stores } from './stores.ts';

type Options = {
  readonly stores: Stores;
  /** Refuses writes when this replica no longer leads. */
  readonly api: Pick<KubeWriter, 'get' | 'mergePatch'>;
  readonly log: Log;
  readonly now: () => Date;
  /** Waits `ms`, less when the signal aborts; never rejects. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
  /** How long a node must be gone before its pods' addresses are released. */
  readonly graceMs: number;
  readonly everyMs?: number;
};

/**
 * Releases the addresses of nodes that are gone for good, in place of their agents. Looks until the signal aborts; a new leader
 * begins the grace anew, which errs on the safe side. Never rejects.
 */
export async function releaseDeparted(options: Options, signal: AbortSignal): Promise<void> {
  const { stores, log, now, delay, graceMs, everyMs = 30_000 } = options;
  let departures: Departures = new Map();
  while (!signal.aborted) {
    const time = now();
    const clock = { nowMs: time.getTime(), graceMs };
    const plan = planDeparted(stores.world(time.toISOString()), departures, clock);
    for (const host of plan.departures.keys())
      if (!departures.has(host))
        log.warn('a node is gone while pools list pods on it; their addresses are held', {
          node: host,
          graceMs,
        });
    departures = plan.departures;
    for (const pool of plan.due) {
      // oxlint-disable-next-line no-await-in-loop -- a node is seldom gone, and the API server is not hurried
      await release(options, pool).catch((error: unknown) =>
        log.warn('addresses of a node that is gone are not released yet', {
          pool: pool.metadata.name,
          error,
        }),
      );
    }
    // oxlint-disable-next-line no-await-in-loop
    await delay(everyMs, signal);
  }
}

async function release({ api, stores, log }: Options, pool: IPPool): Promise<void> {
  const { hostName, allocations } = pool.spec;
  // oxlint-disable-next-line no-await-in-loop -- the first that is there ends it
  for (const kind of [kinds.node, kinds.hostInterface])
    if ((await api.get({ kind, name: hostName })) !== undefined) return;
  for (const { namespace, pod } of allocations) {
    // oxlint-disable-next-line no-await-in-loop -- the first that is there ends it
    if (pod !== '' && (await isThere(api, { namespace, name: pod }, hostName))) return;
  }
  const { name, resourceVersion } = pool.metadata;
  const patch = { metadata: { resourceVersion }, spec: { allocations: [] } };
  stores.keep(await api.mergePatch({ kind: kinds.ipPool, name }, patch));
  const addresses = allocations.map(({ address }) => address);
  log.info('released the addresses of a node that is gone', { pool: name, hostName, addresses });
}

async function isThere(
  api: Options['api'],
  pod: { readonly namespace: string; readonly name: string },
  host: string,
): Promise<boolean> {
  const found = await api.get({ kind: kinds.pod, ...pod });
  return found !== undefined && holdsAddress(found, host);
}
