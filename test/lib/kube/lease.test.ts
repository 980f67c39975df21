import { expect } from 'chai';

import type { KubeObject } from '../../../lib/api/types.ts';
import type { KubeWriter } from '../../../lib/kube/client.ts';
import { createElection, type Election } from '../../../lib/kube/lease.ts';
import { KubeError } from '../../../lib/kube/errors.ts';
import type { LeaseSpec } from '../../../lib/lease.ts';

const timings = { durationMs: 300, renewDeadlineMs: 200, retryMs: 10 };
const quiet = (): void => {};
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const soon = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const conflict = (): KubeError =>
  new KubeError({ status: 409, reason: 'Conflict', message: 'stale' });

/** One Lease with optimistic concurrency, and a switch that takes the server away. */
function leaseServer() {
  let lease: KubeObject | undefined;
  let version = 0;
  const state = { away: false, writes: 0 };
  const answer = async <T>(act: () => T): Promise<T> => {
    await soon(1);
    if (state.away) throw new KubeError({ status: 503, reason: 'Unknown', message: 'away' });
    return act();
  };
  const store = <T extends KubeObject>(object: T): T => {
    version += 1;
    state.writes += 1;
    const stored = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(version) },
    };
    lease = stored;
    return stored;
  };
  const api: Pick<KubeWriter, 'get' | 'create' | 'replace'> = {
    get: <T extends KubeObject>() => answer(() => lease as T | undefined),
    create: (object) =>
      answer(() => {
        if (lease !== undefined) throw conflict();
        return store(object);
      }),
    replace: (object) =>
      answer(() => {
        if (object.metadata.resourceVersion !== String(version)) throw conflict();
        return store(object);
      }),
  };
  return { api, state, spec: () => lease?.spec as LeaseSpec | undefined };
}

const candidate = (
  api: ReturnType<typeof leaseServer>['api'],
  identity: string,
  onLead: (signal: AbortSignal) => Promise<void> = async () => {},
): Election =>
  createElection({
    api,
    namespace: 'n',
    name: 'l',
    identity,
    timings,
    log,
    now: () => performance.now(),
    wallClock: () => new Date(),
    delay: (ms) => soon(ms),
    onLead,
  });

describe('createElection', () => {
  it('lets one of several lead, another after it has gone, and gives the lease back', async () => {
    const { api, spec } = leaseServer();
    const ends = ['a', 'b', 'c'].map(() => new AbortController());
    const all = ['a', 'b', 'c'].map((identity) => candidate(api, identity));
    const runs = all.map((one, index) => one.run(ends[index]?.signal ?? expect.fail()));
    await soon(80);
    const first = all.findIndex((one) => one.leads());
    expect(all.filter((one) => one.leads())).to.have.length(1);
    ends[first]?.abort();
    await runs[first];
    expect(all[first]?.leads()).to.equal(false);
    await soon(80);
    expect(all.filter((one) => one.leads())).to.have.length(1);
    ends.forEach((one) => one.abort());
    await Promise.all(runs);
    expect(spec()?.holderIdentity).to.equal('');
  });

  it('stops leading before its lease ends when it cannot renew, and leads again when it can', async () => {
    const { api, state } = leaseServer();
    const stop = new AbortController();
    const terms: string[] = [];
    const one = candidate(api, 'a', (signal) => {
      terms.push('begun');
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => {
          terms.push('ended');
          resolve();
        }),
      );
    });
    const run = one.run(stop.signal);
    await soon(50);
    expect(one.leads()).to.equal(true);
    state.away = true;
    await soon(timings.renewDeadlineMs + 40);
    expect(one.leads()).to.equal(false);
    expect(terms).to.deep.equal(['begun', 'ended']);
    state.away = false;
    await soon(60);
    expect(one.leads()).to.equal(true);
    stop.abort();
    await run;
    expect(terms).to.deep.equal(['begun', 'ended', 'begun', 'ended']);
  });

  it('gives the lease back only when the work of the term has ended', async () => {
    const { api, spec } = leaseServer();
    const stop = new AbortController();
    const work = Promise.withResolvers<void>();
    const one = candidate(api, 'a', () => work.promise);
    const run = one.run(stop.signal);
    await soon(50);
    stop.abort();
    await soon(50);
    expect(spec()?.holderIdentity).to.equal('a');
    work.resolve();
    await run;
    expect(spec()?.holderIdentity).to.equal('');
  });
});
