import type { Kind } from '../api/group.ts';
import type { KubeObject } from '../api/types.ts';
import { backoffMs, isTold } from '../backoff.ts';
import type { Log } from '../log.ts';
import { isNotFound, isTransient, retryAfterMs, troubleOf } from './errors.ts';
import { remedyOf } from './remedy.ts';
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
  /** Called with every failure, for those who must tell why there is no list yet. */
  readonly onFailure?: (error: unknown) => void;
  /**
   * For a kind that the server need not have: it then counts as listed, with nothing in it, and is asked for again after so
   * many ms. Absent: a failure like any other.
   */
  readonly whenMissingMs?: number;
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
  const { signal, delay } = options;
  const session: Session = {
    version: undefined,
    synced: false,
    failures: 0,
    told: undefined,
    misses: 0,
  };
  while (!signal.aborted) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one list or watch at a time
      await followIfThere(options, session);
    } catch (error) {
      if (signal.aborted) return;
      // oxlint-disable-next-line no-await-in-loop
      await delay(afterFailure(options, session, error), signal);
    }
  }
}

/** Tells it; returns how long to wait, in ms. */
function afterFailure<T extends KubeObject>(
  { kind, log, onFailure, random = Math.random }: ReflectorOptions<T>,
  session: Session,
  error: unknown,
): number {
  session.failures += 1;
  if (!isTransient(error)) session.version = undefined;
  const waitMs = Math.max(backoffMs(session.failures, random()), retryAfterMs(error) ?? 0);
  const remedy = remedyOf(kind, error);
  const level = isNews(session, troubleOf(error)) ? 'warn' : 'debug';
  log[level]('watch failed, will retry', {
    kind: kind.kind,
    waitMs,
    failures: session.failures,
    ...(remedy === undefined ? {} : { remedy }),
    error,
  });
  onFailure?.(error);
  return waitMs;
}

/** A server that is away for an hour would be in the log a thousand times: the same trouble is told ever more rarely. */
function isNews(session: Session, trouble: string): boolean {
  const before = session.told;
  session.told = trouble;
  return before !== trouble || isTold(session.failures);
}

type Session = {
  version: string | undefined;
  synced: boolean;
  /** In a row. */
  failures: number;
  /** What failed last, until something succeeds. */
  told: string | undefined;
  /** How often in a row the server said that it does not have the kind. */
  misses: number;
};

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
    tellSynced(options, session);
  }
  let events = 0;
  const from = { ...options.options, resourceVersion: session.version, signal };
  for await (const event of api.watch<T>(kind, from)) {
    store.observe(event);
    session.version =
      event.type === 'BOOKMARK' ? event.resourceVersion : event.object.metadata.resourceVersion;
    tellRecovered(options, session);
    events += 1;
  }
  // A server that keeps closing the stream at once would otherwise be asked in a tight loop.
  if (events === 0 && !signal.aborted) await pause(options, session);
}

function tellRecovered<T extends KubeObject>(
  { kind, log }: ReflectorOptions<T>,
  session: Session,
): void {
  const { failures } = session;
  if (session.told !== undefined) log.info('watch goes on', { kind: kind.kind, failures });
  session.told = undefined;
  session.failures = 0;
}

function tellSynced<T extends KubeObject>(
  { onSynced }: Pick<ReflectorOptions<T>, 'onSynced'>,
  session: Session,
): void {
  if (!session.synced) onSynced?.();
  session.synced = true;
}

/**
 * `follow`, of a kind that the server need not have. That it has none is believed when it says so twice: a server that has just
 * started may not know its CustomResourceDefinitions yet. What was there before stays known.
 */
async function followIfThere<T extends KubeObject>(
  options: ReflectorOptions<T>,
  session: Session,
): Promise<void> {
  const { kind, log, delay, signal, whenMissingMs } = options;
  try {
    await follow(options, session);
    session.misses = 0;
  } catch (error) {
    if (whenMissingMs === undefined || !isNotFound(error)) throw error;
    session.version = undefined;
    session.misses += 1;
    if (session.misses === 2) log.info('the server does not have the kind', { kind: kind.kind });
    if (session.misses >= 2) tellSynced(options, session);
    await delay(session.misses === 1 ? askAgainMs : whenMissingMs, signal);
  }
}

const askAgainMs = 1_000;

async function pause<T extends KubeObject>(
  { delay, signal, random = Math.random }: ReflectorOptions<T>,
  session: Session,
): Promise<void> {
  session.failures += 1;
  await delay(backoffMs(session.failures, random()), signal);
}
