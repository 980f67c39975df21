import { expect } from 'chai';
import * as fc from 'fast-check';

import { createQueue, type Failure, type Queue } from '../../lib/queue.ts';

type Timer = { readonly at: number; readonly run: () => void };

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A queue whose clock stands still until it is told, and whose work ends when it is told. */
function bench({ concurrency = 2, atLeastMs = 0 } = {}) {
  const timers = new Set<Timer>();
  let now = 0;
  const started: string[] = [];
  const open: { key: string; end: (later?: number) => void; fail: (error: unknown) => void }[] = [];
  const failures: Failure[] = [];
  const queue: Queue = createQueue({
    work: (key) => {
      started.push(key);
      const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
      open.push({ key, end: resolve, fail: reject });
      return promise;
    },
    concurrency,
    schedule: (run, ms) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    random: () => 0.5,
    atLeastMs: () => atLeastMs,
    onFailure: (failure) => failures.push(failure),
  });
  /** Ends the oldest run. */
  const end = async (later?: number): Promise<void> => {
    open.shift()?.end(later);
    await settle();
  };
  const fail = async (error: unknown = new Error('no')): Promise<void> => {
    open.shift()?.fail(error);
    await settle();
  };
  const pass = async (ms: number): Promise<void> => {
    now += ms;
    for (const timer of [...timers].filter(({ at }) => at <= now)) {
      timers.delete(timer);
      timer.run();
    }
    await settle();
  };
  const add = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) queue.add(key);
    await settle();
  };
  return { queue, started, open, failures, timers, end, fail, pass, add };
}

describe('createQueue', () => {
  it('starts what is added, at most as many as it may', async () => {
    const { add, started, end } = bench({ concurrency: 2 });
    await add('a', 'b', 'c');
    expect(started).to.deep.equal(['a', 'b']);
    await end();
    expect(started).to.deep.equal(['a', 'b', 'c']);
  });

  it('takes many adds of a key that waits for one', async () => {
    const { add, started, end, queue } = bench({ concurrency: 1 });
    await add('a', 'b', 'b', 'b');
    await end();
    await end();
    expect(started).to.deep.equal(['a', 'b']);
    expect(queue.size()).to.equal(0);
  });

  it('runs a key again that was added while it ran, and only then', async () => {
    const { add, started, end, queue } = bench();
    await add('a');
    await add('a', 'a');
    expect(started).to.deep.equal(['a']);
    await end();
    expect(started).to.deep.equal(['a', 'a']);
    await end();
    expect(queue.size()).to.equal(0);
  });

  it('looks again when the work asks for it, or earlier when something is added', async () => {
    const { add, started, end, pass, timers } = bench();
    await add('a');
    await end(1_000);
    await pass(999);
    expect(started).to.have.length(1);
    await pass(1);
    expect(started).to.have.length(2);
    await end(1_000);
    await add('a');
    expect(started).to.have.length(3);
    expect(timers.size).to.equal(0);
  });

  it('waits longer after each failure, whatever is added meanwhile, and forgets them after a success', async () => {
    const { add, started, end, fail, pass, failures } = bench();
    await add('a');
    for (const wait of [188, 375, 750, 1_500, 3_000, 3_000]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await fail();
      expect(failures.at(-1)).to.include({ key: 'a', waitMs: wait });
      const before = started.length;
      // oxlint-disable-next-line no-await-in-loop
      await add('a');
      // oxlint-disable-next-line no-await-in-loop
      await pass(wait - 1);
      expect(started).to.have.length(before);
      // oxlint-disable-next-line no-await-in-loop
      await pass(1);
      expect(started).to.have.length(before + 1);
    }
    expect(failures.map(({ failures: count }) => count)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    await end();
    await add('a');
    await fail();
    expect(failures.at(-1)).to.include({ failures: 1, waitMs: 188 });
  });

  it('never tries again before the error allows', async () => {
    const { add, started, fail, pass } = bench({ atLeastMs: 9_000 });
    await add('a');
    await fail();
    await pass(8_999);
    expect(started).to.have.length(1);
    await pass(1);
    expect(started).to.have.length(2);
  });

  it('tells and retries what throws before it makes a promise', async () => {
    const failures: Failure[] = [];
    const queue = createQueue({
      work: () => {
        throw new Error('at once');
      },
      concurrency: 1,
      schedule: () => () => {},
      random: () => 0,
      atLeastMs: () => undefined,
      onFailure: (failure) => failures.push(failure),
    });
    queue.add('a');
    await new Promise((resolve) => setImmediate(resolve));
    expect(failures).to.have.length(1);
    expect(queue.size()).to.equal(1);
  });

  it('stops: starts nothing more, waits for what runs, keeps no timer', async () => {
    const { add, queue, started, end, fail, timers } = bench({ concurrency: 2 });
    await add('a', 'b', 'c');
    await fail();
    let stopped = false;
    const stop = queue.stop().then(() => (stopped = true));
    await settle();
    expect(stopped).to.equal(false);
    await end(5_000);
    // 'c' may have started in place of 'a'.
    await end();
    await stop;
    await add('d');
    expect(started).not.to.include('d');
    expect(timers.size).to.equal(0);
    expect(queue.size()).to.equal(0);
  });
});

const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ add: fc.constantFrom('a', 'b', 'c', 'd') }) },
  { weight: 3, arbitrary: fc.record({ end: fc.option(fc.nat(500), { nil: undefined }) }) },
  { weight: 2, arbitrary: fc.constant('fail' as const) },
  { weight: 2, arbitrary: fc.record({ pass: fc.nat(2_000) }) },
);

describe('a queue', () => {
  it('works on a key once at a time, after every add, and remembers nothing that is idle', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
        const { queue, open, started, add, end, fail, pass } = bench({ concurrency: 2 });
        const due = new Map<string, number>();
        for (const step of acts) {
          const before = started.length;
          if (step === 'fail') {
            // oxlint-disable-next-line no-await-in-loop -- one after the other
            await fail();
          } else if ('add' in step) {
            due.set(step.add, before);
            // oxlint-disable-next-line no-await-in-loop
            await add(step.add);
          } else if ('end' in step) {
            // oxlint-disable-next-line no-await-in-loop
            await end(step.end);
          } else {
            // oxlint-disable-next-line no-await-in-loop
            await pass(step.pass);
          }
          const keys = open.map(({ key }) => key);
          expect(new Set(keys).size).to.equal(keys.length);
          expect(keys.length).to.be.at.most(2);
        }
        for (let tries = 0; queue.size() > 0 && tries < 200; tries += 1) {
          // oxlint-disable-next-line no-await-in-loop
          await end();
          // oxlint-disable-next-line no-await-in-loop
          await pass(5_000);
        }
        expect(queue.size()).to.equal(0);
        for (const [key, since] of due) expect(started.slice(since), key).to.include(key);
      }),
      { numRuns: 300 },
    );
  });
});
