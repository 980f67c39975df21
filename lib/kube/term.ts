import type { Kind } from '../api/group.ts';
import { backoffMs } from '../backoff.ts';
import type { Log } from '../log.ts';
import { createQueue, type Failure, type Queue } from '../queue.ts';
import type { Change, EventNote, Reconciler } from '../reconcile/types.ts';
import { applyDecision, type ApplyOptions, NotAbsent } from './apply.ts';
import type { KubeWriter } from './client.ts';
import { isConflict, isTransient, retryAfterMs } from './errors.ts';
import { NotLeading } from './fence.ts';
import { allKeys, keysOfChange, readWorkKey, requiredKinds, scopeOf } from './keys.ts';
import type { Stores } from './stores.ts';

export type TermOptions = {
  readonly registry: readonly Reconciler[];
  readonly stores: Stores;
  /** Refuses writes when this replica no longer leads. */
  readonly api: KubeWriter;
  readonly tell: ApplyOptions['tell'];
  readonly log: Log;
  /** Keys reconciled at the same time. */
  readonly workers: number;
  readonly now: () => Date;
  /** Waits `ms`, less when the signal aborts; never rejects. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** One term of leadership: from a fresh view of everything to the end of the last pass. */
export type Term = {
  readonly onChange: (kind: Kind, change: Change) => void;
  readonly run: (signal: AbortSignal) => Promise<void>;
};

export function createTerm(options: TermOptions): Term {
  const { registry, stores, log, now } = options;
  const queue = createQueue({
    work: (key) => reconcile(options, key),
    concurrency: options.workers,
    schedule: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    atLeastMs: longestWait,
    onFailure: (failure) => report(options, failure),
  });
  let begun = false;
  const world = () => stores.world(now().toISOString());
  const onChange = (kind: Kind, change: Change): void => {
    if (!begun) return;
    try {
      for (const key of keysOfChange(registry, kind, change, world())) queue.add(key);
    } catch (error) {
      log.error('cannot tell whom a change concerns: everything looks again', { error });
      seed(queue, parentKeys(options));
    }
  };
  const run = async (signal: AbortSignal): Promise<void> => {
    await refresh(options, signal);
    begun = !signal.aborted;
    if (begun) seed(queue, allKeys(registry, world()));
    await aborted(signal);
    begun = false;
    await queue.stop();
  };
  return { onChange, run };
}

/** Looks at one parent: the snapshot, the decision, the writes. The number is when to look again. */
async function reconcile(options: TermOptions, key: string): Promise<number | undefined> {
  const { registry, stores, api, tell, log, now } = options;
  const { reconciler, name } = readWorkKey(registry, key);
  const decision = reconciler.decide(name, stores.world(now().toISOString()));
  await applyDecision({ api, onWritten: stores.keep, tell, log }, reconciler, name, decision);
  return decision.desired.requeueAfterMs;
}

/**
 * A leader before may have written what our watches have not told yet, and a block given out then must not be given out
 * twice: everything is listed once more, from the quorum, before the first decision.
 */
async function refresh(
  { registry, stores, api, log, delay }: TermOptions,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- again only after a failure
      await Promise.all(
        requiredKinds(registry).map(async (kind) => {
          const { items, resourceVersion } = await api.list(kind, scopeOf(registry, kind));
          stores.of(kind).replace(items, resourceVersion);
        }),
      );
      return;
    } catch (error) {
      const waitMs = Math.max(backoffMs(failures, Math.random()), retryAfterMs(error) ?? 0);
      log.warn('cannot list everything before leading, will retry', { waitMs, error });
      // oxlint-disable-next-line no-await-in-loop
      await delay(waitMs, signal);
    }
  }
}

function parentKeys({ registry, stores }: TermOptions): readonly string[] {
  return registry.flatMap(({ parent }) =>
    stores
      .of(parent)
      .list()
      .map(({ metadata }) => `${parent.kind} ${metadata.name}`),
  );
}

function seed(queue: Queue, keys: readonly string[]): void {
  for (const key of keys) queue.add(key);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Failures in a row after which the user is told by an Event, and then every so often. */
const tellAfter = 3;
const tellEvery = 60;

function report(options: TermOptions, { key, error, failures, waitMs }: Failure): void {
  const { log } = options;
  if (error instanceof NotLeading) return log.debug('pass ended', { key, error });
  const expected = error instanceof NotAbsent || isConflict(error);
  if (expected) return log.info('reconciling again', { key, waitMs, error });
  log.error('reconcile failed, will retry', { key, waitMs, failures, error });
  const due = failures === tellAfter || failures % tellEvery === 0;
  if (due && !isTransient(error)) void tellFailure(options, key, error);
}

/** `tell` never rejects. */
async function tellFailure(options: TermOptions, key: string, error: unknown): Promise<void> {
  const { reconciler, name } = readWorkKey(options.registry, key);
  const parent = options.stores.of(reconciler.parent).get(name);
  const note: EventNote = { type: 'Warning', reason: 'ReconcileFailed', message: sentence(error) };
  if (parent !== undefined) await options.tell(parent, [note]);
}

function sentence(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  const messages = [error, first]
    .filter((one) => one instanceof Error)
    .map(({ message }) => message);
  return (messages.join(': ') || String(error)).slice(0, 1_000);
}

function longestWait(error: unknown): number | undefined {
  const all: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  const waits = all.map(retryAfterMs).filter((wait) => wait !== undefined);
  return waits.length === 0 ? undefined : Math.max(...waits);
}
