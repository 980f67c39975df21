/** Who may write, decided from what the Lease says and when we saw it change. Clocks of other machines are never compared. */

export type LeaseTimings = {
  /** How long the others leave a holder alone that does not renew. */
  readonly durationMs: number;
  /** How long a holder may write after its last renewal; less than `durationMs`, so that it ends before another begins. */
  readonly renewDeadlineMs: number;
  /** Pause between two looks at the Lease. */
  readonly retryMs: number;
};

/** `coordination.k8s.io/v1` LeaseSpec, the fields that leader election uses. */
export type LeaseSpec = {
  readonly holderIdentity?: string;
  readonly leaseDurationSeconds?: number;
  readonly acquireTime?: string;
  readonly renewTime?: string;
  readonly leaseTransitions?: number;
};

/** What one candidate remembers. Times are its own monotonic clock in ms. */
export type Candidate = {
  readonly identity: string;
  /** The version of the Lease that was seen last, and when it was seen first. */
  readonly seen?: { readonly version: string; readonly at: number };
  /** When the request of the last successful renewal was sent. */
  readonly renewedAt?: number;
};

export type LeaseStep = 'create' | 'take' | 'renew' | 'wait';

/** What the Lease says now; absent when there is none. */
export type Sighting = { readonly version: string; readonly spec: LeaseSpec };

/** The candidate after it saw the Lease at `now`: a Lease that changed has its whole duration before it again. */
export function see(candidate: Candidate, sighting: Sighting | undefined, now: number): Candidate {
  if (sighting === undefined || candidate.seen?.version === sighting.version) return candidate;
  return { ...candidate, seen: { version: sighting.version, at: now } };
}

export function nextStep(
  candidate: Candidate,
  sighting: Sighting | undefined,
  now: number,
  timings: LeaseTimings,
): LeaseStep {
  if (sighting === undefined) return 'create';
  const { holderIdentity = '', leaseDurationSeconds } = sighting.spec;
  if (holderIdentity === candidate.identity) return 'renew';
  if (holderIdentity === '') return 'take';
  // The holder's own duration counts: it may have been started with other settings than we.
  const durationMs = Math.max((leaseDurationSeconds ?? 0) * 1000, timings.durationMs);
  const seenFor = now - (candidate.seen?.at ?? now);
  return seenFor >= durationMs ? 'take' : 'wait';
}

/** Whether it may write at `now`. */
export function leads(candidate: Candidate, now: number, timings: LeaseTimings): boolean {
  return candidate.renewedAt !== undefined && now - candidate.renewedAt < timings.renewDeadlineMs;
}

/** The Lease as it is to be written at `wallClock` (ISO 8601, microseconds as the API wants them). */
export function leaseSpec(
  identity: string,
  previous: LeaseSpec,
  wallClock: string,
  timings: LeaseTimings,
): LeaseSpec {
  const stays = previous.holderIdentity === identity;
  const transitions = previous.leaseTransitions ?? 0;
  return {
    holderIdentity: identity,
    leaseDurationSeconds: Math.ceil(timings.durationMs / 1000),
    acquireTime: stays ? (previous.acquireTime ?? wallClock) : wallClock,
    renewTime: wallClock,
    leaseTransitions:
      stays || previous.holderIdentity === undefined ? transitions : transitions + 1,
  };
}

/** The Lease as its holder leaves it: the next candidate need not wait. */
export function releasedSpec(previous: LeaseSpec, wallClock: string): LeaseSpec {
  return { ...previous, holderIdentity: '', leaseDurationSeconds: 1, renewTime: wallClock };
}
