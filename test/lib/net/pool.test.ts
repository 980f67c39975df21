import { expect } from 'chai';
import * as fc from 'fast-check';
import { type Cidr, indexOf, parseCidr, parseExclude } from '../../../lib/net/cidr.ts';
import { firstFree, mergeRanges } from '../../../lib/net/index-range.ts';
import { addressAt, createPoolIndex, isUsable, nextIndex } from '../../../lib/net/pool.ts';

const pool = (cidr: string, excludes: readonly string[] = []) =>
  createPoolIndex({
    cidr: parseCidr(cidr) as Cidr,
    excludes: excludes.map((text) => parseExclude(text) as Cidr),
  });
const upTo = (last: number, but: readonly number[] = []): number[] =>
  Array.from({ length: last }, (_, at) => at + 1).filter((index) => !but.includes(index));

type Case = {
  readonly cidr: string;
  readonly used: readonly number[];
  readonly shown?: string;
  readonly excludes?: readonly string[];
  readonly offset?: number;
  readonly want: string | undefined;
  readonly why?: string;
};

describe('nextIndex', () => {
  const upstream: readonly Case[] = [
    { cidr: '192.168.0.0/24', used: [], want: '192.168.0.1' },
    { cidr: '192.168.0.0/24', used: [1], want: '192.168.0.2' },
    { cidr: '192.168.0.0/24', used: [255], want: '192.168.0.1' },
    { cidr: '192.168.0.0/24', used: [1], offset: 3, want: '192.168.0.4' },
    { cidr: '192.168.0.0/26', used: [1, 2, 5], want: '192.168.0.6' },
    { cidr: '192.168.0.0/26', used: [60], want: '192.168.0.61' },
    {
      cidr: '192.168.0.0/26',
      used: upTo(62, [31]),
      shown: '1..62 without 31',
      want: '192.168.0.31',
    },
    { cidr: '192.168.0.0/29', used: upTo(4), shown: '1..4', want: '192.168.0.5' },
    { cidr: '192.168.0.0/30', used: [], want: '192.168.0.1' },
    { cidr: '192.168.0.0/31', used: [], want: undefined },
    { cidr: '192.168.0.0/32', used: [], want: undefined },
    { cidr: '192.168.0.64/26', used: [3], excludes: ['192.168.0.64/28'], want: '192.168.0.80' },
    { cidr: '192.168.0.0/26', used: [1], excludes: ['192.168.0.48/28'], want: '192.168.0.2' },
    { cidr: '192.168.0.0/16', used: upTo(255), shown: '1..255', want: '192.168.1.0' },
  ];
  const lastIsUsed = 'the last usable address is used';
  const deviations: readonly Case[] = [
    { cidr: '192.168.0.0/26', used: [61], want: '192.168.0.62', why: lastIsUsed },
    { cidr: '192.168.0.0/26', used: [62], want: '192.168.0.1', why: lastIsUsed },
    { cidr: '192.168.0.0/26', used: [60], offset: 2, want: '192.168.0.62', why: lastIsUsed },
    {
      cidr: '192.168.0.0/26',
      used: upTo(61),
      shown: '1..61',
      want: '192.168.0.62',
      why: lastIsUsed,
    },
    { cidr: '192.168.0.0/26', used: upTo(62), shown: '1..62', want: undefined, why: lastIsUsed },
    {
      cidr: '192.168.0.0/26',
      used: upTo(61, [31]),
      shown: '1..61 without 31',
      want: '192.168.0.62',
      why: lastIsUsed,
    },
    { cidr: '192.168.0.0/29', used: upTo(5), shown: '1..5', want: '192.168.0.6', why: lastIsUsed },
    { cidr: '192.168.0.0/30', used: [1], want: '192.168.0.2', why: lastIsUsed },
    {
      cidr: '192.168.0.0/26',
      used: [62],
      excludes: ['192.168.0.0/28'],
      want: '192.168.0.16',
      why: 'upstream gives the excluded .1 to every later pod',
    },
    {
      cidr: '192.168.0.0/26',
      used: [],
      excludes: ['192.168.0.0/24'],
      want: undefined,
      why: 'upstream gives the excluded .1',
    },
    {
      cidr: '10.0.1.0/24',
      used: [],
      excludes: ['10.0.0.0/23'],
      want: undefined,
      why: 'upstream ignores an exclude that starts below the pool',
    },
    {
      cidr: '192.168.0.0/26',
      used: [20],
      excludes: ['192.168.0.48/28'],
      want: '192.168.0.21',
      why: 'upstream counts the excluded 48..62 as used and wraps to .1 at once',
    },
  ];
  for (const { cidr, used, shown, excludes = [], offset = 1, want, why } of [
    ...upstream,
    ...deviations,
  ]) {
    const list = shown ?? used.join(', ');
    const without = excludes.length === 0 ? '' : `, without ${excludes.join(', ')}`;
    const distance = offset === 1 ? '' : `, distance ${offset}`;
    const note = why === undefined ? '' : ` (deviation: ${why})`;
    it(`${cidr} with [${list}]${without}${distance}: ${want ?? 'full'}${note}`, () => {
      const index = pool(cidr, excludes);
      const after = used.length === 0 ? undefined : Math.max(...used) + offset - 1;
      const found = nextIndex(index, new Set(used), after);
      expect(found === undefined ? undefined : addressAt(index, found)).to.equal(want);
    });
  }

  it('law: gives every usable index once and only those, then says full', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 24, max: 32 }),
        fc.array(fc.tuple(fc.nat(511), fc.integer({ min: 22, max: 32 })), { maxLength: 3 }),
        (length, some) => {
          const excludes = some.map(([low, bits]) => `10.0.${low >> 8}.${low & 255}/${bits}`);
          const index = pool(`10.0.1.0/${length}`, excludes);
          const used = new Set<number>();
          for (let after: number | undefined; ; ) {
            const next = nextIndex(index, used, after);
            if (next === undefined) break;
            expect(used.has(next)).to.equal(false);
            expect(isUsable(index, next)).to.equal(true);
            used.add(next);
            after = Math.max(after ?? 0, next);
          }
          expect(used.size).to.equal(index.capacity);
          const usable = Array.from({ length: 2 ** (32 - length) }, (_, at) => at).filter((at) =>
            isUsable(index, at),
          );
          expect(usable.length).to.equal(index.capacity);
        },
      ),
    ));

  it('answers for a /10 as fast as for a /26, however much of it is excluded', () => {
    const index = pool('10.64.0.0/10', ['10.64.0.0/11', '10.96.0.0/12']);
    expect(index.blocked).to.have.length(1);
    expect(nextIndex(index, new Set([1, 4_000_000]), 4_194_302)).to.equal(3_145_728);
  });
});

describe('createPoolIndex', () => {
  const cases = [
    { name: 'no exclude', cidr: '10.0.0.0/24', excludes: [], want: [], capacity: 254 },
    {
      name: 'a bare address is a /32',
      cidr: '10.0.1.0/24',
      excludes: ['10.0.1.5'],
      want: [{ from: 5, to: 5 }],
      capacity: 253,
    },
    {
      name: 'ranges from the base, the network address being no address anyway',
      cidr: '10.0.0.0/16',
      excludes: ['10.0.0.0/24', '10.0.1.1/32'],
      want: [
        { from: 1, to: 255 },
        { from: 257, to: 257 },
      ],
      capacity: 65278,
    },
    {
      name: 'an exclude larger than the pool is clipped to it',
      cidr: '10.0.0.0/24',
      excludes: ['10.0.0.0/23'],
      want: [{ from: 1, to: 254 }],
      capacity: 0,
    },
    {
      name: 'deviation (upstream ignores it): an exclude that starts below the pool',
      cidr: '10.0.1.0/24',
      excludes: ['10.0.0.0/23'],
      want: [{ from: 1, to: 254 }],
      capacity: 0,
    },
    {
      name: 'deviation (upstream: 77..92): host bits of an exclude are cleared',
      cidr: '10.0.1.0/24',
      excludes: ['10.0.1.77/28'],
      want: [{ from: 64, to: 79 }],
      capacity: 238,
    },
  ];
  for (const { name, cidr, excludes, want, capacity } of cases) {
    it(name, () => {
      const index = pool(cidr, excludes);
      expect(index.blocked).to.deep.equal(want);
      expect(index.capacity).to.equal(capacity);
    });
  }
});

describe('firstFree', () => {
  const used = [1, 2, 3, 8, 13, 18];
  const cases: { used: number[]; blocked?: [number, number][]; want: number; why?: string }[] = [
    { used, want: 4 },
    { used, blocked: [[4, 6]], want: 7 },
    { used, blocked: [[4, 7]], want: 9 },
    {
      used,
      blocked: [
        [4, 7],
        [9, 12],
      ],
      want: 14,
    },
    { used: [2], want: 1 },
    { used: [62], want: 1 },
    { used: [1, 3], want: 2 },
    { used: [1, 2, 4], want: 3 },
    { used: [1, 1, 2], want: 3, why: 'upstream: 2, which is in use' },
    { used: [1, 2, 2, 4], want: 3, why: 'upstream: none' },
    { used: [0, 1, 2], want: 3, why: 'upstream: 1, which is in use' },
    { used: [], want: 1, why: 'upstream asks only when something is used' },
    { used: [1, 2, 3], want: 4, why: 'upstream asks only below the highest used' },
  ];
  for (const { used: taken, blocked = [], want, why } of cases) {
    const note = why === undefined ? '' : ` (deviation: ${why})`;
    it(`[${taken.join(', ')}] without ${JSON.stringify(blocked)}: ${want}${note}`, () =>
      expect(
        firstFree({
          from: 1,
          to: 62,
          used: new Set(taken),
          blocked: mergeRanges(blocked.map(([from, to]) => ({ from, to }))),
        }),
      ).to.equal(want));
  }
});

describe('addressAt', () => {
  const cases = [
    { index: 0, want: '10.0.0.0' },
    { index: 1, want: '10.0.0.1' },
    { index: 256, want: '10.0.1.0' },
  ];
  for (const { index, want } of cases) {
    it(`10.0.0.0/16, ${index}: ${want}`, () => {
      const of = pool('10.0.0.0/16');
      expect(addressAt(of, index)).to.equal(want);
      expect(indexOf(of.cidr, addressAt(of, index))).to.equal(index);
    });
  }
});
