import { expect } from 'chai';
import * as fc from 'fast-check';
import { CniError } from '../../../cni/protocol/error.ts';
import { createOrder } from '../../../node-agent/server/order.ts';
import { gate, turn } from './fake-verbs.ts';

const never = new AbortController().signal;
const nothing = async (): Promise<void> => {};

describe('createOrder', () => {
  it('runs the calls of one container one after the other, those of others beside them', async () => {
    const { run } = createOrder({ concurrency: 8, waiting: 9 });
    const first = gate();
    const seen: string[] = [];
    const one = run({ container: 'a', signal: never }, () => first.opened);
    const two = run({ container: 'a', signal: never }, async () => void seen.push('a2'));
    await run({ container: 'b', signal: never }, async () => void seen.push('b'));
    expect(seen).to.deep.equal(['b']);
    first.open();
    await Promise.all([one, two]);
    expect(seen).to.deep.equal(['b', 'a2']);
  });

  it('goes on after a call that failed', async () => {
    const { run } = createOrder({ concurrency: 1, waiting: 9 });
    const job = { container: 'a', signal: never };
    const failing = run(job, () => Promise.reject(new Error('broken')));
    const next = run(job, async () => 'next');
    expect(await failing.catch((error: Error) => error.message)).to.equal('broken');
    expect(await next).to.equal('next');
  });

  it('holds back what comes after a job that runs alone, and lets end what came before', async () => {
    const { run } = createOrder({ concurrency: 8, waiting: 9 });
    const before = gate();
    const alone = gate();
    const seen: string[] = [];
    const all = [
      run({ container: 'a', signal: never }, () => before.opened),
      run({ container: undefined, signal: never }, async () => {
        seen.push('alone');
        await alone.opened;
      }),
      run({ container: 'b', signal: never }, async () => void seen.push('b')),
    ];
    await turn();
    expect(seen).to.deep.equal([]);
    before.open();
    await turn();
    expect(seen).to.deep.equal(['alone']);
    alone.open();
    await Promise.all(all);
    expect(seen).to.deep.equal(['alone', 'b']);
  });

  it('refuses more than may wait', async () => {
    const { run } = createOrder({ concurrency: 1, waiting: 2 });
    const hold = gate();
    const running = run({ container: 'a', signal: never }, () => hold.opened);
    await turn();
    const waiting = ['b', 'c'].map((container) => run({ container, signal: never }, nothing));
    const refused: unknown = await run({ container: 'd', signal: never }, nothing).catch((e) => e);
    expect(refused).to.be.instanceOf(CniError).with.property('code', 11);
    hold.open();
    await Promise.all([running, ...waiting]);
    expect(await run({ container: 'd', signal: never }, async () => 1)).to.equal(1);
  });

  it('lets a job leave whose signal aborts while it waits, and keeps the place of the one that runs', async () => {
    const { run } = createOrder({ concurrency: 8, waiting: 9 });
    const hold = gate();
    const leaving = new AbortController();
    const seen: string[] = [];
    const first = run({ container: 'a', signal: never }, () => hold.opened);
    const second = run({ container: 'a', signal: leaving.signal }, async () => void seen.push('2'));
    const third = run({ container: 'a', signal: never }, async () => void seen.push('3'));
    leaving.abort(new Error('left'));
    expect(await second.catch((error: Error) => error.message)).to.equal('left');
    await turn();
    expect(seen).to.deep.equal([]);
    hold.open();
    await Promise.all([first, third]);
    expect(seen).to.deep.equal(['3']);
  });

  it('does not stop for ever when a job that runs alone waits for one that hangs', async () => {
    const { run } = createOrder({ concurrency: 8, waiting: 9 });
    const leaving = new AbortController();
    void run({ container: 'a', signal: never }, () => new Promise<void>(() => {}));
    const alone = run({ container: undefined, signal: leaving.signal }, nothing);
    const after = run({ container: 'b', signal: never }, async () => 'served');
    leaving.abort(new Error('left'));
    expect(await alone.catch((error: Error) => error.message)).to.equal('left');
    expect(await after).to.equal('served');
  });

  it('gives the place of an overdue job to others, and its turn to no other of its container', async () => {
    const { run } = createOrder({ concurrency: 1, waiting: 9 });
    const hold = gate();
    const overdue = new AbortController();
    const seen: string[] = [];
    const job = { container: 'a', signal: never, overdue: overdue.signal };
    const lost = run(job, () => hold.opened);
    const same = run({ container: 'a', signal: never }, async () => void seen.push('a'));
    const other = run({ container: 'b', signal: never }, async () => void seen.push('b'));
    await turn();
    expect(seen).to.deep.equal([]);
    overdue.abort();
    await other;
    expect(seen).to.deep.equal(['b']);
    hold.open();
    await Promise.all([lost, same]);
    expect(seen).to.deep.equal(['b', 'a']);
  });

  it('lets others go on behind an overdue job that runs alone', async () => {
    const { run } = createOrder({ concurrency: 1, waiting: 9 });
    const overdue = new AbortController();
    const job = { container: undefined, signal: never, overdue: overdue.signal };
    void run(job, () => new Promise<void>(() => {}));
    const other = run({ container: 'b', signal: never }, async () => 'served');
    await turn();
    overdue.abort();
    expect(await other).to.equal('served');
  });

  it('remembers no container that is idle', async () => {
    const { run, containers } = createOrder({ concurrency: 2, waiting: 99 });
    const jobs = Array.from({ length: 20 }, (_, i) =>
      run({ container: `c${i % 7}`, signal: never }, nothing),
    );
    expect(containers()).to.equal(7);
    await Promise.all(jobs);
    await turn();
    expect(containers()).to.equal(0);
  });

  it('never breaks its bounds, whatever comes in which order', async () => {
    const job = fc.record({
      container: fc.constantFrom('a', 'b', 'c', 'd', undefined),
      turns: fc.nat(3),
      aborts: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(job, { maxLength: 30 }),
        fc.integer({ min: 1, max: 3 }),
        async (jobs, concurrency) => {
          const { run, containers } = createOrder({ concurrency, waiting: 99 });
          const running: (string | undefined)[] = [];
          const all = jobs.map(({ container, turns, aborts }) => {
            const controller = new AbortController();
            const done = run({ container, signal: controller.signal }, async () => {
              running.push(container);
              expect(running.length).to.be.at.most(concurrency);
              expect(running.filter((other) => other === container)).to.have.length(1);
              if (running.includes(undefined)) expect(running).to.have.length(1);
              for (let i = 0; i < turns; i++) await turn();
              running.splice(running.indexOf(container), 1);
            });
            if (aborts) controller.abort(new Error('left'));
            return done;
          });
          const outcomes = await Promise.allSettled(all);
          const failures = outcomes.flatMap((o) =>
            o.status === 'rejected' ? [String(o.reason)] : [],
          );
          expect(failures.filter((reason) => reason !== 'Error: left')).to.deep.equal([]);
          await turn();
          expect(containers()).to.equal(0);
        },
      ),
      { numRuns: 100 },
    );
  });
});
