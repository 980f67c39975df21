import { kinds } from '../api/group.ts';
import type { KubeObject } from '../api/types.ts';
import {
  type Candidate,
  leads,
  leaseSpec,
  type LeaseSpec,
  type LeaseTimings,
  nextStep,
  releasedSpec,
  see,
} from '../lease.ts';
import type { Log } from '../log.ts';
import type { KubeWriter } from './client.ts';
import { isConflict } from './errors.ts';

type Lease = Omit<KubeObject, 'spec'> & { readonly spec: LeaseSpec };

export type ElectionOptions = {
  /** Its request timeout must be below the renew deadline. */
  readonly api: Pick<KubeWriter, 'get' | 'create' | 'replace'>;
  readonly namespace: string;
  readonly name: string;
  /** Of this process alone: a restarted one is another candidate. */
  readonly identity: string;
  readonly timings: LeaseTimings;
  readonly log: Log;
  /** Monotonic, ms. */
  readonly now: () => number;
  readonly wallClock: () => Date;
  /** Waits `ms`, less when the signal aborts; never rejects. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Called when it begins to lead, not before the last call has ended; the signal aborts when it no longer leads. */
  readonly onLead: (signal: AbortSignal) => Promise<void>;
};

export type Election = {
  /** Asked before every write. */
  readonly leads: () => boolean;
  /** Takes part until the signal aborts, then gives the lease back if it holds it. */
  readonly run: (signal: AbortSignal) => Promise<void>;
};

/** Leader election with a Lease, by optimistic concurrency: of two that take it at once the API server refuses one. */
export function createElection(options: ElectionOptions): Election {
  const { timings, now, delay, log } = options;
  const state: State = {
    candidate: { identity: options.identity },
    term: undefined,
    ended: Promise.resolve(),
  };
  const isLeader = (): boolean => leads(state.candidate, now(), timings);
  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      await look(options, state);
      turn(options, state, isLeader());
      // oxlint-disable-next-line no-await-in-loop
      await delay(timings.retryMs, signal);
    }
    turn(options, state, false);
    await state.ended;
    if (!isLeader()) return;
    forget(state);
    await release(options).catch((error: unknown) => log.warn('lease not released', { error }));
  };
  return { leads: isLeader, run };
}

type State = {
  candidate: Candidate;
  /** Of the present term; undefined when it does not lead. */
  term: AbortController | undefined;
  /** When the work of all terms so far has ended. */
  ended: Promise<void>;
};

/** Begins or ends a term as needed. */
function turn({ log, identity, onLead }: ElectionOptions, state: State, leading: boolean): void {
  if (leading && state.term === undefined) {
    log.info('leading', { identity });
    const term = new AbortController();
    state.term = term;
    state.ended = state.ended.then(() => onLead(term.signal));
  } else if (!leading && state.term !== undefined) {
    log.info('no longer leading', { identity });
    state.term.abort();
    state.term = undefined;
  }
}

async function look(options: ElectionOptions, state: State): Promise<void> {
  const { api, now, timings, log } = options;
  try {
    const lease = await api.get<Lease & KubeObject>(leaseRef(options));
    const sighting = lease && { version: lease.metadata.resourceVersion ?? '', spec: lease.spec };
    state.candidate = see(state.candidate, sighting, now());
    const step = nextStep(state.candidate, sighting, now(), timings);
    if (step === 'wait') return forget(state);
    // Taken before the request: nobody can have seen the renewal earlier than that.
    const sentAt = now();
    await (step === 'create'
      ? api.create(newLease(options))
      : api.replace(renewed(options, lease)));
    state.candidate = { ...state.candidate, renewedAt: sentAt };
  } catch (error) {
    if (isConflict(error)) log.debug('another candidate was faster', { error });
    else log.warn('lease not renewed', { error });
  }
}

/** Another one holds it, whatever our deadline says. */
function forget(state: State): void {
  const { identity, seen } = state.candidate;
  state.candidate = seen === undefined ? { identity } : { identity, seen };
}

async function release(options: ElectionOptions): Promise<void> {
  const lease = await options.api.get<Lease & KubeObject>(leaseRef(options));
  if (lease?.spec.holderIdentity !== options.identity) return;
  await options.api.replace({ ...lease, spec: releasedSpec(lease.spec, microTime(options)) });
}

function leaseRef({ name, namespace }: ElectionOptions) {
  return { kind: kinds.lease, name, namespace };
}

function newLease(options: ElectionOptions): KubeObject {
  const { name, namespace, identity, timings } = options;
  const { apiVersion, kind } = kinds.lease;
  const spec = leaseSpec(identity, {}, microTime(options), timings);
  return { apiVersion, kind, metadata: { name, namespace }, spec };
}

function renewed(options: ElectionOptions, lease: (Lease & KubeObject) | undefined): KubeObject {
  if (lease === undefined) return newLease(options);
  const spec = leaseSpec(options.identity, lease.spec, microTime(options), options.timings);
  return { ...lease, spec };
}

function microTime({ wallClock }: ElectionOptions): string {
  return wallClock().toISOString().replace('Z', '000Z');
}
