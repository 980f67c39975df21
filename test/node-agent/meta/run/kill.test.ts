import { expect } from 'chai';
import * as fc from 'fast-check';
import { collect } from '../../../../node-agent/attach/collect.ts';
import type { Delegate } from '../../../../node-agent/attach/types.ts';
import type { PlannedNetwork } from '../../../../node-agent/meta/types.ts';
import { signal } from '../../attach/fixture.ts';
import { createFakePlugins } from './fake-plugins.ts';
import { call, createMetaAgent, createNode, listOf, networkOf } from './fixture.ts';

const never = new Promise<never>(() => {});

/**
 * A process that ends at its n-th look at the world: the effect happens or not, and no answer ever comes. `end` says that it is
 * dead, so that the test need not wait for what cannot come.
 */
function mortal(at: number, happens: boolean) {
  let steps = 0;
  const { promise: dead, resolve: end } = Promise.withResolvers<void>();
  const step = async <T>(effect: () => Promise<T>): Promise<T> => {
    steps++;
    if (steps < at) return effect();
    if (steps === at && happens) await effect().catch(() => undefined);
    end();
    return never;
  };
  return { step, dead, steps: () => steps };
}

const networks = (sizes: readonly number[]): readonly PlannedNetwork[] =>
  sizes.map((size, index) => {
    const types = Array.from({ length: size }, (_, member) => `plugin${member}`);
    return networkOf(listOf(`list${index}`, types), index === 0 ? 'eth0' : `net${index}`);
  });

const world = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
  at: fc.integer({ min: 1, max: 30 }),
  happens: fc.boolean(),
  fails: fc.option(fc.tuple(fc.nat(3), fc.nat(2)), { nil: undefined }),
  verbs: fc.constantFrom('ADD', 'ADD DEL'),
  podGone: fc.boolean(),
});

describe('a meta agent that is killed at any step', () => {
  it('leaves nothing once its successor has collected and the runtime has said DEL', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ sizes, at, happens, fails, verbs, podGone }) => {
        const faults =
          fails === undefined ? [] : [{ at: `ADD ${ifNameOf(fails[0])} plugin${fails[1]}` }];
        const plugins = createFakePlugins(faults);
        const node = createNode();
        const { step, dead } = mortal(at, happens);
        const delegate: Delegate = (exec) => step(() => plugins.delegate(exec));
        const first = createMetaAgent({ node, effects: { delegate }, networks: networks(sizes) });
        const { append } = first.context.journal;
        const killable = createMetaAgent({
          node,
          effects: {
            delegate,
            journal: {
              probe: () => Promise.resolve(),
              append: (records) => step(() => append(records)),
            },
          },
          networks: networks(sizes),
        });
        const calls = async (): Promise<void> => {
          await killable.add(call('ADD', 'a'), signal).catch(() => undefined);
          if (verbs === 'ADD DEL') await killable.del(call('DEL', 'a')).catch(() => undefined);
        };
        await Promise.race([calls(), dead]);

        const { delegate: execute, ip } = plugins;
        const next = createMetaAgent({ node, effects: { delegate: execute, ip } });
        if (podGone) node.namespaces.delete('/run/netns/a');
        const { problems } = await collect(next.context);
        expect(problems).to.deep.equal([]);
        const states = next.context.ledger.entries().map(({ state }) => state);
        expect(states.filter((state) => state !== 'attached')).to.deep.equal([]);
        if (podGone) expect(states).to.deep.equal([]);
        if (states.length === 0) expect([...plugins.made]).to.deep.equal([]);
        await next.del(call('DEL', 'a'));
        expect([...plugins.made]).to.deep.equal([]);
        expect(next.context.ledger.entries()).to.deep.equal([]);
      }),
      { numRuns: 500 },
    );
  });
});

const ifNameOf = (index: number): string => (index === 0 ? 'eth0' : `net${index}`);
