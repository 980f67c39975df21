import { expect } from 'chai';
import { noCall } from '../../../node-agent/attach/call.ts';
import { createSerial } from '../../../node-agent/attach/serial.ts';
import { createCallScope } from '../../../node-agent/host/call-scope.ts';
import { gate, turn } from '../server/fake-verbs.ts';
import { failureOf } from './fixture.ts';

function setUp() {
  const scope = createCallScope();
  const serial = createSerial(scope);
  const caller = new AbortController();
  const call = <T>(run: () => Promise<T>): Promise<T> =>
    scope.run({ turns: [], signal: caller.signal }, run);
  return { scope, serial, caller, call };
}

describe('createSerial', () => {
  it('refuses a call that would wait for itself, however far down it asks', async () => {
    const { serial } = setUp();
    const asked = serial('meta/a', async () => {
      await turn();
      return serial('multi-nic/a', async () => {
        await Promise.resolve();
        return serial('meta/a', async () => 'never');
      });
    });
    const { code, message } = await failureOf(asked);
    expect(code).to.equal(7);
    expect(message).to.contain('meta was called by itself for container a');
    await turn();
    expect(serial.size()).to.equal(0);
  });

  it('lets a call wait for another one of the same key, and for itself no more once it has ended', async () => {
    const { serial } = setUp();
    const hold = gate();
    const first = serial('meta/a', () => hold.opened);
    const second = serial('meta/a', async () => 'second');
    hold.open();
    await first;
    expect(await second).to.equal('second');
    expect(await serial('meta/a', async () => 'third')).to.equal('third');
  });

  it('lets a call leave at its deadline, and the next one wait for the one that works', async () => {
    const { serial, caller, call } = setUp();
    const hold = gate();
    const seen: string[] = [];
    const working = serial('meta/a', async () => {
      await hold.opened;
      seen.push('first');
    });
    const leaving = failureOf(call(() => serial('meta/a', async () => void seen.push('late'))));
    const next = serial('meta/a', async () => void seen.push('next'));
    caller.abort();
    expect((await leaving).code).to.equal(11);
    await turn();
    expect(seen).to.deep.equal([]);
    hold.open();
    await Promise.all([working, next]);
    expect(seen).to.deep.equal(['first', 'next']);
    await turn();
    expect(serial.size()).to.equal(0);
  });

  it('holds nothing of a call for what runs for no caller', async () => {
    const { scope, serial } = setUp();
    let apart: Promise<string> | undefined;
    await serial('meta/a', async () => {
      apart = scope.run(noCall, () => serial('meta/a', async () => 'apart'));
      await turn();
    });
    expect(await apart).to.equal('apart');
  });
});

describe('createCallScope', () => {
  it('runs what is undone under a deadline of its own, with the turns of the call', async () => {
    const { scope, serial, caller, call } = setUp();
    const seen = await call(() =>
      serial('meta/a', async () => {
        caller.abort();
        return scope.extend(60_000, async () => {
          const { turns, signal } = scope.current();
          return { turns, aborted: signal.aborted };
        });
      }),
    );
    expect(seen).to.deep.equal({ turns: ['meta/a'], aborted: false });
  });

  it('aborts what it extended when that time has passed too', async () => {
    const { scope } = setUp();
    const aborted = await scope.extend(1, async () => {
      const { signal } = scope.current();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return signal.aborted;
    });
    expect(aborted).to.equal(true);
  });
});
