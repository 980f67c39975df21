import { expect } from 'chai';
import * as fc from 'fast-check';

import {
  type Candidate,
  leads,
  leaseSpec,
  type LeaseSpec,
  nextStep,
  releasedSpec,
  see,
} from '../../lib/lease.ts';

const timings = { durationMs: 15_000, renewDeadlineMs: 10_000, retryMs: 2_000 };
const me: Candidate = { identity: 'me' };
const held = (holderIdentity: string, leaseDurationSeconds = 15) => ({
  version: '7',
  spec: { holderIdentity, leaseDurationSeconds },
});

describe('nextStep', () => {
  const cases = [
    { name: 'no Lease yet', candidate: me, lease: undefined, now: 0, want: 'create' },
    { name: 'it is mine', candidate: me, lease: held('me'), now: 0, want: 'renew' },
    { name: 'it was given back', candidate: me, lease: held(''), now: 0, want: 'take' },
    { name: 'another holds it', candidate: me, lease: held('you'), now: 1e9, want: 'wait' },
    {
      name: 'another renewed it less than its duration ago',
      candidate: { ...me, seen: { version: '7', at: 100 } },
      lease: held('you'),
      now: 15_099,
      want: 'wait',
    },
    {
      name: 'another has not renewed it for its duration',
      candidate: { ...me, seen: { version: '7', at: 100 } },
      lease: held('you'),
      now: 15_100,
      want: 'take',
    },
    {
      name: 'another was started with a longer duration than we',
      candidate: { ...me, seen: { version: '7', at: 0 } },
      lease: held('you', 60),
      now: 59_999,
      want: 'wait',
    },
  ];
  for (const { name, candidate, lease, now, want } of cases) {
    it(`${want}: ${name}`, () => expect(nextStep(candidate, lease, now, timings)).to.equal(want));
  }
});

describe('see', () => {
  it('counts from when the Lease changed, not from when it was looked at', () => {
    const first = see(me, held('you'), 100);
    expect(see(first, held('you'), 900).seen).to.deep.equal({ version: '7', at: 100 });
    const renewed = { ...held('you'), version: '8' };
    expect(see(first, renewed, 900).seen).to.deep.equal({ version: '8', at: 900 });
  });
});

describe('leads', () => {
  it('ends at the renew deadline, and never began without a renewal', () => {
    expect(leads(me, 0, timings)).to.equal(false);
    expect(leads({ ...me, renewedAt: 5 }, 10_004, timings)).to.equal(true);
    expect(leads({ ...me, renewedAt: 5 }, 10_005, timings)).to.equal(false);
  });
});

describe('leaseSpec', () => {
  const now = '2026-01-01T00:00:00.000000Z';
  const mine = leaseSpec('me', {}, now, timings);
  it('is new', () =>
    expect(mine).to.deep.equal({
      holderIdentity: 'me',
      leaseDurationSeconds: 15,
      acquireTime: now,
      renewTime: now,
      leaseTransitions: 0,
    }));
  it('keeps when it was acquired while the holder stays', () => {
    const later = '2026-01-01T00:00:09.000000Z';
    expect(leaseSpec('me', mine, later, timings)).to.deep.equal({ ...mine, renewTime: later });
  });
  it('counts the holders', () => {
    expect(leaseSpec('you', mine, now, timings)).to.include({ leaseTransitions: 1 });
    expect(leaseSpec('you', releasedSpec(mine, now), now, timings)).to.include({
      leaseTransitions: 1,
      leaseDurationSeconds: 15,
    });
  });
});

/** A replica looks (read, then write what follows after some ms), or stands still as a stopped process does. */
const act = fc.record({
  who: fc.nat(2),
  /** Between the read and the write of one look: a slow network, or SIGSTOP. */
  pauseMs: fc.oneof(fc.constant(0), fc.nat(40_000)),
  thenMs: fc.nat(6_000),
  release: fc.boolean(),
});

describe('leader election', () => {
  it('never has two replicas that may write at the same moment', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
        let now = 0;
        let version = 0;
        let lease: LeaseSpec | undefined;
        const offsets = [0, 1e6, 5e8];
        const replicas = offsets.map((_, index): Candidate => ({ identity: `r${index}` }));
        const pending: { readonly at: number; readonly run: () => void }[] = [];
        const own = (who: number): number => now + (offsets[who] ?? 0);
        const check = (): void => {
          const leading = replicas.filter((one, who) => leads(one, own(who), timings));
          expect(leading.length, `at ${now}`).to.be.at.most(1);
        };
        const advance = (ms: number): void => {
          const until = now + ms;
          for (;;) {
            const next = pending.toSorted((a, b) => a.at - b.at)[0];
            if (next === undefined || next.at > until) break;
            pending.splice(pending.indexOf(next), 1);
            now = next.at;
            next.run();
            check();
          }
          now = until;
          check();
        };
        for (const { who, pauseMs, thenMs, release } of acts) {
          const sighting = lease && { version: String(version), spec: lease };
          const seen = see(replicas[who] ?? me, sighting, own(who));
          replicas[who] = seen;
          const step = nextStep(seen, sighting, own(who), timings);
          const readVersion = version;
          const previous = lease ?? {};
          const sentAt = own(who);
          if (step !== 'wait') {
            pending.push({
              at: now + pauseMs,
              run: () => {
                // The API server takes a write only over the version that was read.
                if (version !== readVersion) return;
                version += 1;
                lease = leaseSpec(seen.identity, previous, '', timings);
                replicas[who] = { ...(replicas[who] ?? seen), renewedAt: sentAt };
                if (!release) return;
                replicas[who] = { identity: seen.identity };
                version += 1;
                lease = releasedSpec(lease, '');
              },
            });
          }
          advance(thenMs);
        }
        advance(60_000);
      }),
      { numRuns: 5_000 },
    );
  });
});
