import dotI from '@dot-i/k8s-operator';
import type { Kind } from './api/group.ts';
import type { KubeObject } from './api/types.ts';
import type { KubeWriter } from './kube/client.ts';
import { delay } from './kube/delay.ts';
import { createTeller } from './kube/events.ts';
import { fenceWrites } from './kube/fence.ts';
import { requiredKinds, scopeOf, watchedKinds } from './kube/keys.ts';
import { createElection, type Election } from './kube/lease.ts';
import { runReflector } from './kube/reflector.ts';
import { notListed } from './kube/remedy.ts';
import { createStores, type Stores } from './kube/stores.ts';
import { releaseDeparted } from './kube/departed.ts';
import { createTerm, type Term } from './kube/term.ts';
import type { LeaseTimings } from './lease.ts';
import type { Log } from './log.ts';
import type { Change, Reconciler } from './reconcile/types.ts';

export type OperatorOptions = {
  readonly api: KubeWriter;
  readonly registry: readonly Reconciler[];
  readonly log: Log;
  /** Of this process alone. */
  readonly identity: string;
  readonly lease: { readonly namespace: string; readonly name: string } & LeaseTimings;
  /** A client for the Lease alone, its request timeout below the renew deadline. */
  readonly leaseApi: KubeWriter;
  /** Keys reconciled at the same time. */
  readonly workers: number;
  /** How long a node must be gone before its pods' addresses are released. */
  readonly nodeGraceMs: number;
};

/** The framework's event and what the object was before: a label that was taken off still concerns somebody. */
type FrameworkEvent = dotI.ResourceEvent & { readonly change: Change };
type OnEvent = (event: FrameworkEvent) => Promise<void>;

const now = (): Date => new Date();
/** An API server gets a kind of its own with an upgrade, which takes minutes. */
const whenMissingMs = 60_000;

/**
 * The framework's operator with what loses events replaced: its watch ends the process on an error, forgets a deletion
 * that falls between two streams, and drops what an event handler throws. Here a watch is a reflector over a store, an
 * event is only a reason to look at a key, and stopping waits for what runs.
 */
export class MultiNicOperator extends dotI.default {
  readonly #options: OperatorOptions;
  readonly #stores: Stores;
  readonly #election: Election;
  readonly #end = new AbortController();
  /** Required kinds that were not listed yet, and why. */
  readonly #unsynced: Map<string, string>;
  readonly #required: ReadonlySet<string>;
  readonly #running: Promise<void>[] = [];
  #term: Term | undefined;

  /** The framework's own client is made from the same KUBECONFIG and never used. */
  constructor(options: OperatorOptions) {
    super(frameworkLogger(options.log));
    this.#options = options;
    this.#stores = createStores(watchedKinds(options.registry));
    const required = requiredKinds(options.registry);
    this.#required = new Set(required.map(({ kind }) => kind));
    this.#unsynced = new Map(required.map((kind) => [kind.kind, notListed(kind, undefined)]));
    const { durationMs, renewDeadlineMs, retryMs, ...lease } = options.lease;
    this.#election = createElection({
      ...lease,
      api: options.leaseApi,
      identity: options.identity,
      timings: { durationMs, renewDeadlineMs, retryMs },
      log: options.log,
      now: () => performance.now(),
      wallClock: now,
      delay,
      onLead: (signal) => this.#lead(signal),
    });
  }

  /** Resolves when every store has been filled once and this replica takes part in the election. */
  override async start(): Promise<void> {
    const synced = Promise.withResolvers<void>();
    this.#synced = synced.resolve;
    await super.start();
    await synced.promise;
    this.#running.push(this.#election.run(this.#end.signal));
  }

  /** Starts nothing more and gives the lease back; `ended` tells when that is done. */
  override stop(): void {
    this.#end.abort();
    this.#synced();
  }

  async ended(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** Kinds whose objects are not known yet, and what to do about it; [] when ready. */
  notReady(): readonly string[] {
    return [...this.#unsynced.values()];
  }

  #synced: () => void = () => {};

  protected override async init(): Promise<void> {
    for (const kind of this.#stores.kinds) {
      const [version = '', group = ''] = kind.apiVersion.split('/').toReversed();
      const onEvent: OnEvent = async ({ change }) => this.#term?.onChange(kind, change);
      // oxlint-disable-next-line no-await-in-loop -- returns at once
      await this.watchResource(group, version, kind.plural, onEvent);
    }
  }

  /** Same contract as the framework's, over a reflector; the registry says which namespace. */
  protected override async watchResource(
    group: string,
    version: string,
    plural: string,
    onEvent: OnEvent,
  ): Promise<void> {
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const kind = this.#stores.kinds.find(
      (one) => one.apiVersion === apiVersion && one.plural === plural,
    );
    if (kind === undefined) throw new Error(`${plural}.${apiVersion} is in no row of the registry`);
    const { api, log, registry } = this.#options;
    const store = this.#stores.of(kind);
    store.onChange((change) => {
      onEvent(frameworkEvent(kind, change)).catch((error: unknown) =>
        log.error('an event handler failed', { kind: kind.kind, error }),
      );
    });
    const { signal } = this.#end;
    const onSynced = (): void => {
      this.#unsynced.delete(kind.kind);
      if (this.#unsynced.size === 0) this.#synced();
    };
    const onFailure = (error: unknown): void => {
      if (this.#unsynced.has(kind.kind)) this.#unsynced.set(kind.kind, notListed(kind, error));
    };
    const options = scopeOf(registry, kind);
    const follow = { api, kind, options, store, log, signal, delay, onSynced, onFailure };
    const optional = this.#required.has(kind.kind) ? {} : { whenMissingMs };
    this.#running.push(runReflector({ ...follow, ...optional }));
  }

  async #lead(signal: AbortSignal): Promise<void> {
    const { api: unfenced, registry, log, workers, identity } = this.#options;
    const api = fenceWrites(unfenced, () => this.#election.leads());
    const tell = createTeller({
      api,
      component: 'multi-nic-operator',
      instance: identity,
      now,
      log,
    });
    this.#term = createTerm({
      registry,
      stores: this.#stores,
      api,
      tell,
      log,
      workers,
      now,
      delay,
    });
    const { nodeGraceMs: graceMs } = this.#options;
    const releasing = { stores: this.#stores, api, log, now, delay, graceMs };
    await Promise.all([this.#term.run(signal), releaseDeparted(releasing, signal)]);
    this.#term = undefined;
  }
}

function frameworkEvent(kind: Kind, change: Change): FrameworkEvent {
  const { before, after } = change;
  const object = (after ?? before) as KubeObject;
  const { name, namespace, resourceVersion = '' } = object.metadata;
  const { apiVersion, plural } = kind;
  const scope = namespace === undefined ? {} : { namespace };
  const meta = {
    id: `${plural}.${apiVersion}`,
    name,
    ...scope,
    resourceVersion,
    apiVersion,
    kind: kind.kind,
  };
  return {
    meta,
    object: object as unknown as dotI.ResourceEvent['object'],
    type: eventType(change),
    change,
  };
}

function eventType({ before, after }: Change): dotI.ResourceEventType {
  if (after === undefined) return dotI.ResourceEventType.Deleted;
  return before === undefined ? dotI.ResourceEventType.Added : dotI.ResourceEventType.Modified;
}

function frameworkLogger(log: Log): dotI.OperatorLogger {
  return {
    debug: (message) => log.debug(message),
    info: (message) => log.info(message),
    warn: (message) => log.warn(message),
    error: (message) => log.error(message),
  };
}
