import { expect } from 'chai';
import * as fc from 'fast-check';
import { createLedger, type Ledger, type Session } from '../../../node-agent/journal/ledger.ts';
import type { Attachment, JournalRecord } from '../../../node-agent/journal/types.ts';
import { add, del, done, sampleAttachment } from './sample.ts';

const size = 5;
/** Lowest free index first: the greediest choice, so that a freed index is given again at once. */
const lowest = (used: ReadonlySet<number>): number | undefined =>
  Array.from({ length: size }, (_, index) => index).find((index) => !used.has(index));

describe('createLedger', () => {
  const one = sampleAttachment('c1', [{ pool: 'p', index: 3 }]);

  it('replays adds, dones and dels', () => {
    const two = sampleAttachment('c2', [{ pool: 'p', index: 4 }]);
    const ledger = createLedger([add(one), done(one), add(two), del(one)]);
    expect(ledger.entries()).to.deep.equal([{ attachment: two, state: 'interrupted' }]);
    expect([...ledger.used('p')]).to.deep.equal([4]);
  });

  it('takes an add without done for interrupted after a restart, and for attaching before', () => {
    expect(createLedger([add(one)]).get(one.key)?.state).to.equal('interrupted');
    const ledger = createLedger([]);
    ledger.apply(add(one));
    expect(ledger.get(one.key)?.state).to.equal('attaching');
    ledger.apply(done(one));
    expect(ledger.get(one.key)?.state).to.equal('attached');
    ledger.abandon(one.key);
    expect(ledger.get(one.key)?.state).to.equal('abandoned');
  });

  it('ignores done and del of a key that it does not know', () => {
    const ledger = createLedger([done(one), del(one)]);
    ledger.abandon(one.key);
    expect(ledger.entries()).to.deep.equal([]);
  });

  it('replaces an attachment that is added again, with its indexes', () => {
    const ledger = createLedger([add(one)]);
    ledger.apply(add(sampleAttachment('c1', [{ pool: 'p', index: 7 }])));
    expect([...ledger.used('p')]).to.deep.equal([7]);
  });

  it('keeps an index of a session from every other one until it is cancelled', () => {
    const ledger = createLedger([]);
    const [first, second] = [ledger.open(), ledger.open()];
    expect(first.take('p', lowest)).to.equal(0);
    expect(second.take('p', lowest)).to.equal(1);
    first.cancel();
    expect(second.take('p', lowest)).to.equal(0);
  });

  it('tells the chooser the highest used index, also after that was freed', () => {
    const ledger = createLedger([add(one), add(sampleAttachment('c2', [{ pool: 'p', index: 9 }]))]);
    const seen: (number | undefined)[] = [];
    const look = (_: ReadonlySet<number>, highest: number | undefined): undefined => {
      seen.push(highest);
      return undefined;
    };
    ledger.open().take('p', look);
    ledger.apply(del(sampleAttachment('c2', [])));
    ledger.open().take('p', look);
    ledger.apply(del(one));
    ledger.open().take('p', look);
    expect(seen).to.deep.equal([9, 3, undefined]);
  });

  it('refuses an index that somebody has: better no address than one twice', () => {
    const ledger = createLedger([add(one)]);
    expect(() => ledger.open().take('p', () => 3)).to.throw(
      "index 3 of p is multi-nic/net/c1/net1's",
    );
    expect(() =>
      createLedger([add(one), add({ ...one, key: { ...one.key, ifName: 'x' } })]),
    ).to.throw('index 3 of p');
  });
});

type Step =
  | { readonly kind: 'begin' | 'cancel' | 'commit' | 'del' | 'restart'; readonly container: number }
  | { readonly kind: 'done'; readonly container: number };

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom<Step['kind']>('begin', 'commit', 'cancel', 'done', 'del', 'restart'),
    container: fc.nat(6),
  }),
  { maxLength: 60 },
);

/** What an interleaving of ADDs and DELs does to the ledger, with the journal beside it. */
function createWorld() {
  const records: JournalRecord[] = [];
  const open = new Map<number, { session: Session; attachment: Attachment }>();
  let ledger: Ledger = createLedger([]);
  const write = (record: JournalRecord): void => {
    records.push(record);
    ledger.apply(record);
  };
  const verbs: Record<Step['kind'], (container: number) => void> = {
    begin: (container) => {
      const attachment = sampleAttachment(`c${container}`, []);
      if (open.has(container) || ledger.get(attachment.key) !== undefined) return;
      const session = ledger.open();
      const taken = ['p', 'q'].flatMap((pool) => {
        const index = session.take(pool, lowest);
        return index === undefined ? [] : [{ pool, index }];
      });
      if (taken.length < 2) session.cancel();
      else open.set(container, { session, attachment: sampleAttachment(`c${container}`, taken) });
    },
    commit: (container) => {
      const begun = open.get(container);
      if (begun === undefined) return;
      records.push(add(begun.attachment));
      begun.session.commit(begun.attachment);
      open.delete(container);
    },
    cancel: (container) => {
      open.get(container)?.session.cancel();
      open.delete(container);
    },
    done: (container) => write(done(sampleAttachment(`c${container}`, []))),
    del: (container) => write(del(sampleAttachment(`c${container}`, []))),
    restart: () => {
      open.clear();
      ledger = createLedger(records);
    },
  };
  const held = (): string[] =>
    [
      ...ledger.entries().map((entry) => entry.attachment),
      ...[...open.values()].map((b) => b.attachment),
    ]
      .flatMap((attachment) => attachment.reservations)
      .map(({ pool, index }) => `${pool}#${index}`);
  return {
    run: ({ kind, container }: Step) => verbs[kind](container),
    held,
    ledger: () => ledger,
    records,
  };
}

describe('createLedger, in any interleaving of begin, commit, cancel, done, del and restart', () => {
  it('never holds one address twice, and used is exactly what is held', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const world = createWorld();
        for (const step of list) {
          world.run(step);
          const held = world.held();
          expect(new Set(held).size, held.join(' ')).to.equal(held.length);
          const used = ['p', 'q'].flatMap((pool) =>
            [...world.ledger().used(pool)].map((index) => `${pool}#${index}`),
          );
          expect(used.sort()).to.deep.equal(held.sort());
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('replays to the state that it had', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const world = createWorld();
        for (const step of list) world.run(step);
        const before = world
          .ledger()
          .entries()
          .map((entry) => entry.attachment);
        const after = createLedger(world.records).entries();
        expect(after.map((entry) => entry.attachment)).to.deep.equal(before);
      }),
      { numRuns: 500 },
    );
  });
});
