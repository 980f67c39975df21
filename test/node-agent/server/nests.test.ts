import { expect } from 'chai';
import * as fc from 'fast-check';
import { decodeAnswer } from '../../../cni/protocol/call.ts';
import { createLog } from '../../../lib/log.ts';
import type { CallScope } from '../../../node-agent/attach/call.ts';
import { cleanUpMs } from '../../../node-agent/attach/failure.ts';
import { createSerial, turnOf } from '../../../node-agent/attach/serial.ts';
import { createCallScope } from '../../../node-agent/host/call-scope.ts';
import { createHandler, defaultLimits } from '../../../node-agent/server/handler.ts';
import type { Verbs } from '../../../node-agent/server/types.ts';
import { payloadOf } from '../../cni/protocol/call-of.ts';
import { createFakeClock } from './fake-clock.ts';
import { emptyResult, verbs } from './fake-verbs.ts';

const limits = { concurrency: 2, waiting: 99, deadlineMs: 50, graceMs: 60 };
const names = ['multi-nic-meta', 'multi-nic', 'multi-nic-ipam'] as const;

/** Calls another one of ours: in this process, or as a plugin that is executed and has our environment, or lost it. */
type Nested = {
  readonly kind: 'inside' | 'executed' | 'stripped';
  readonly plugin: (typeof names)[number];
  readonly of: Nest;
};
/** What a plugin does in its turn; it may execute something that ends when it is killed, or never. */
type Step = Nested | { readonly kind: 'hangs' } | { readonly kind: 'deaf' };
type Nest = readonly Step[];

const { nest } = fc.letrec<{ nest: Nest; step: Step }>((tie) => ({
  nest: fc.array(tie('step'), { maxLength: 3 }),
  step: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({ kind: fc.constant('hangs' as const) }),
    fc.record({ kind: fc.constant('deaf' as const) }),
    fc.record({
      kind: fc.constantFrom('inside' as const, 'executed' as const, 'stripped' as const),
      plugin: fc.constantFrom(...names),
      of: tie('nest'),
    }),
  ),
}));

/** An agent whose plugins do what the nest says that the configuration of the call names. */
function createNestedAgent() {
  const clock = createFakeClock();
  const scope = createCallScope();
  const serial = createSerial(scope);
  const nests: Nest[] = [];
  let deaf = 0;
  const log = createLog(
    () => {},
    () => new Date(0),
  );
  const perform = async (containerID: string, steps: Nest): Promise<void> => {
    for (const step of steps) {
      scope.current().signal.throwIfAborted();
      if (step.kind === 'hangs') await ended(scope);
      else if (step.kind === 'deaf') {
        deaf++;
        await new Promise(() => {});
      } else await nested(containerID, step);
    }
  };
  const inTurn = (plugin: string, containerID: string, steps: Nest): Promise<void> =>
    serial(turnOf({ plugin, containerID }), () => perform(containerID, steps));
  const nested = async (containerID: string, { kind, plugin, of }: Nested): Promise<void> => {
    if (kind === 'inside') return inTurn(plugin, containerID, of);
    const turns = kind === 'stripped' ? [] : scope.current().turns;
    // A plugin is killed at the deadline of the call that executes it; what it called goes on to its own.
    const asked = ask({ plugin, containerID, of, turns });
    await Promise.race([asked, ended(scope)]);
  };
  const verbsOf = (plugin: string): Verbs => {
    const add: Verbs['add'] = async ({ containerID, config }) => {
      await inTurn(plugin, containerID, nests[Number(config.raw['nest'])] ?? []);
      return emptyResult;
    };
    return verbs({ add });
  };
  const plugins = Object.fromEntries(names.map((name) => [name, verbsOf(name)]));
  const { startDeadline, now } = clock;
  const handle = createHandler({ plugins, log, scope, startDeadline, now, limits });
  const ask = async (of: {
    readonly plugin: string;
    readonly containerID: string;
    readonly of: Nest;
    readonly turns: readonly string[];
  }): Promise<number> => {
    const conf = { nest: nests.push(of.of) - 1 };
    const env = { CNI_CONTAINERID: of.containerID, CNI_MULTI_NIC_TURNS: of.turns.join(',') };
    return decodeAnswer(await handle(payloadOf({ plugin: of.plugin, env, conf }))).status;
  };
  const add = (containerID: string, of: Nest): Promise<number> =>
    ask({ plugin: 'multi-nic-meta', containerID, of, turns: [] });
  return { clock, handle, add, deaf: () => deaf };
}

/** Never resolves; rejects when the call that waits must end. */
function ended({ current }: Pick<CallScope, 'current'>): Promise<never> {
  const { signal } = current();
  return new Promise((_resolve, reject) => {
    const end = (): void => reject(new Error('killed'));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

const statusCall = { env: { CNI_COMMAND: 'STATUS' } };

describe('calls within calls', () => {
  it('are all answered by their deadline, and give their places back within the grace, however they are nested', async () => {
    const fourNests = fc.array(nest, { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fourNests, async (nests) => {
        const { clock, handle, add, deaf } = createNestedAgent();
        const calls = nests.map((one, index) => add(`c${index}`, one));
        const answered = Promise.all(calls).then(() => 'answered');
        await clock.advance(limits.deadlineMs);
        expect(await Promise.race([answered, Promise.resolve('waiting')])).to.equal('answered');
        // What a killed plugin had called goes on to a deadline of its own, and may have called something as well.
        await clock.advance(9 * (limits.deadlineMs + limits.graceMs));
        const fresh = ['e', 'f', 'g'].map((id) => add(id, []));
        await clock.advance(clock.now());
        expect(await Promise.all(fresh)).to.deep.equal([0, 0, 0]);
        expect(handle.overdue().length > 0).to.equal(deaf() > 0);
        const { status } = decodeAnswer(await handle(payloadOf(statusCall)));
        expect(status).to.equal(deaf() > 0 ? 1 : 0);
      }),
      { numRuns: 60 },
    );
  });

  it('have a grace that is long enough for what a call may still undo', () => {
    expect(defaultLimits.graceMs).to.be.at.least(3 * cleanUpMs);
  });
});
