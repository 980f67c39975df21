import { expect } from 'chai';
import * as fc from 'fast-check';
import { foreignAllocations } from '../../../node-agent/attach/adopted.ts';
import type { JournalRecord } from '../../../node-agent/journal/types.ts';
import { planPoolCopies } from '../../../node-agent/loops/pool-copy.ts';
import { createHost, startOn } from './adoption-world.ts';
import { signal } from './fixture.ts';
import { call } from './kernel-less-agent.ts';

/**
 * `lose`: the journal is gone at a restart; `cut`: its last records are; `vanish`: a namespace goes without DEL; `foreign`:
 * another program gives an address to a pod of its own; `away`: the API server stops or goes on answering.
 */
type Step = {
  readonly kind:
    | 'add'
    | 'del'
    | 'vanish'
    | 'foreign'
    | 'copy'
    | 'restart'
    | 'lose'
    | 'cut'
    | 'round'
    | 'away';
  readonly pod: number;
};

const kinds: readonly Step['kind'][] = [
  'add',
  'add',
  'add',
  'del',
  'vanish',
  'foreign',
  'copy',
  'restart',
  'lose',
  'cut',
  'round',
  'round',
  'away',
];
const steps = fc.array(fc.record({ kind: fc.constantFrom(...kinds), pod: fc.nat(9) }), {
  maxLength: 40,
});

const args = (pod: number) => ({ K8S_POD_NAMESPACE: 'default', K8S_POD_NAME: `p${pod}` });

/** A node with one pool of six addresses, in which the kernel's namespaces are what is true. */
function createNode() {
  const world = createHost(['eth1', 'eth2']);
  const { host } = world;
  host.known = host.known && {
    ...host.known,
    pools: host.known.pools.map((pool) => ({
      ...pool,
      spec: { ...pool.spec, podCIDR: pool.spec.podCIDR.replace('/26', '/29') },
    })),
  };
  let records: readonly JournalRecord[] = [];
  let started = startOn(world, { records, adopted: true });
  const start = async (kept: readonly JournalRecord[], adopted: boolean): Promise<void> => {
    records = kept;
    started = startOn(world, { records, adopted });
    await started.adoption.round().catch(() => undefined);
  };
  const journal = () => [...records, ...started.agent.disk.records];
  const forget = (pod: number): void => {
    host.namespaces.delete(`/run/netns/n${pod}`);
    host.pods?.delete(`default/p${pod}`);
  };
  const verbs: Record<Step['kind'], (pod: number) => Promise<void>> = {
    add: async (pod) => {
      if (host.namespaces.has(`/run/netns/n${pod}`)) return;
      world.addNamespace(`n${pod}`, {});
      host.pods?.add(`default/p${pod}`);
      try {
        const { ips } = await started.agent.add(
          { ...call('ADD', `n${pod}`), args: args(pod) },
          signal,
        );
        const links = ips.map(
          ({ address }, at) => [`net1-${at}`, address.split('/')[0] ?? ''] as const,
        );
        world.addNamespace(`n${pod}`, Object.fromEntries(links));
      } catch {
        forget(pod);
      }
    },
    del: async (pod) => {
      const request = { ...call('DEL', `n${pod}`), args: args(pod) };
      await started.agent.del(request);
      forget(pod);
    },
    vanish: async (pod) => forget(pod),
    foreign: async (pod) => {
      if (host.namespaces.has(`/run/netns/n${pod}`)) return;
      const pool = host.known?.pools[0];
      const listed = pool?.spec.allocations ?? [];
      const inUse = new Set(
        [...host.namespaces.values()].flatMap(({ links }) => [...links.values()]),
      );
      const index = [1, 2, 3, 4, 5, 6].find(
        (one) =>
          !inUse.has(`10.0.0.${one}`) &&
          !listed.some((entry) => entry.index === one) &&
          !started.agent.context.ledger.used('net-eth1').has(one),
      );
      if (index === undefined) return;
      const address = `10.0.0.${index}`;
      world.list('eth1', [...listed, { pod: `p${pod}`, namespace: 'default', index, address }]);
      world.addNamespace(`n${pod}`, { 'net1-0': address });
      host.pods?.add(`default/p${pod}`);
    },
    copy: async () => {
      const { ledger } = started.agent.context;
      const pools = host.known?.pools ?? [];
      const copies = planPoolCopies(pools, {
        attachments: ledger.entries().map(({ attachment }) => attachment),
        foreign: foreignAllocations(pools, ledger),
        capacity: () => 6,
        journal: started.adoption.identity(),
      });
      for (const { spec } of copies) {
        const of = pools.find(({ metadata }) => metadata.name === spec?.metadata.name);
        if (of === undefined) continue;
        world.list(of.spec.interfaceName, (spec as typeof of).spec.allocations);
      }
    },
    restart: () => start(journal(), true),
    lose: () => start([], false),
    cut: (pod) => start(journal().slice(0, -1 - pod), true),
    round: async () => {
      host.now += 10_000;
      await started.adoption.round().catch(() => undefined);
    },
    away: async () => {
      const names = [...host.namespaces.keys()].map((path) =>
        path.replace('/run/netns/n', 'default/p'),
      );
      host.pods = host.pods === undefined ? new Set(names) : undefined;
    },
  };
  const shared = (): string[] => {
    const all = [...host.namespaces.values()].flatMap(({ links }) => [...links.values()]);
    return all.filter((address, at) => all.indexOf(address) !== at);
  };
  return { run: ({ kind, pod }: Step) => verbs[kind](pod), shared, host, started: () => started };
}

describe('adoption: in any history of pods, losses of the journal and restarts', () => {
  it('no address that a pod holds is given to another', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const node = createNode();
        for (const step of list) {
          // oxlint-disable-next-line no-await-in-loop -- a history
          await node.run(step);
          expect(node.shared(), JSON.stringify(step)).to.deep.equal([]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('all is free again when all pods are gone, and their records with them', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const node = createNode();
        // oxlint-disable-next-line no-await-in-loop -- a history
        for (const step of list) await node.run(step);
        for (const pod of Array.from({ length: 10 }).keys()) await node.run({ kind: 'del', pod });
        node.host.pods = new Set();
        const again = [
          'round',
          'round',
          'copy',
          'round',
          'round',
          'copy',
          'round',
          'round',
          'copy',
        ];
        for (const kind of again as Step['kind'][]) await node.run({ kind, pod: 0 });
        const adopted = node
          .started()
          .agent.context.ledger.entries()
          .filter(({ attachment }) => attachment.plugin === 'adopted');
        expect(adopted).to.deep.equal([]);
      }),
      { numRuns: 300 },
    );
  });
});
