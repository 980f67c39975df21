import type { Kind } from '../api/group.ts';
import type { KubeObject } from '../api/types.ts';
import { backoffMs } from '../backoff.ts';
import type { Log } from '../log.ts';
import { isTransient, retryAfterMs } from './errors.ts';
import type { Store } from './store.ts';
import type { KubeApi, ListOptions } from './types.ts';

export type ReflectorOptions<T extends KubeObject> = {
  readonly api: Pick<KubeApi, 'list' | 'watch'>;
  readonly kind: Kind;
  readonly options?: ListOptions;
  readonly store: Store<T>;
  readonly log: Log;
  /** Ends the reflector. */
  readonly signal: AbortSignal;
  /** Waits `ms`, less when the signal aborts; never rejects. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Called once, after the first complete list. */
  readonly onSynced?: () => void;
  /** 0 ≤ n < 1, spreads the retries. @default Math.random */
  readonly random?: () => number;
};

/**
 * Keeps a store equal to what the API server has, until the signal aborts: list, watch from there, again. Only a complete
 * list or a DELETED event takes an object away. A server in trouble is retried with back-off (and never before it
 * allowed) from the version that was reached; any other failure, 410 first of all, leads to a new list.
 */
export async function runReflector<T extends KubeObject>(
  options: ReflectorOptions<T>,
): Promise<void> {
  const { kind, signal, log, delay, random = Math.random } = options;
  const session: Session = { version: undefined, synced: false, failures: 0 };
  while (!signal.aborted) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one list or watch at a time
      await follow(options, session);
    } catch (error) {
      if (signal.aborted) return;
      session.failures += 1;
      if (!isTransient(error)) session.version = undefined;
      const waitMs = Math.max(backoffMs(session.failures, random()), retryAfterMs(error) ?? 0);
      log.warn('watch failed, will retry', { kind: kind.kind, waitMs, error });
      // oxlint-disable-next-line no-await-in-loop
      await delay(waitMs, signal);
    }
  }
}

type Session = { version: string | undefined; synced: boolean; failures: number };

/** One list, if there is no version to go on from, and one watch to its end. */
async function follow<T extends KubeObject>(
  options: ReflectorOptions<T>,
  session: Session,
): Promise<void> {
  const { api, kind, store, signal } = options;
  if (session.version === undefined) {
    const { items, resourceVersion } = await api.list<T>(kind, options.options);
    store.replace(items, resourceVersion);
    session.version = resourceVersion;
    if (!session.synced) options.onSynced?.();
    session.synced = true;
  }
  let events = 0;
  const from = { ...options.options, resourceVersion: session.version, signal };
  for await (const event of api.watch<T>(kind, from)) {
    store.observe(event);
    session.version =
      event.type === 'BOOKMARK' ? event.resourceVersion : event.object.metadata.resourceVersion;
    session.failures = 0;
    events += 1;
  }
  // A server that keeps closing the stream at once would otherwise be asked in a tight loop.
  if (events === 0 && !signal.aborted) await pause(options, session);
}

async function pause<T extends KubeObject>(
  { delay, signal, random = Math.random }: ReflectorOptions<T>,
  session: Session,
): Promise<void> {
  session.failures += 1;
  await delay(backoffMs(session.failures, random()), signal);
}
