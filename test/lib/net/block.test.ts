import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  blockAt,
  blockIndex,
  excludedIndexes,
  firstGap,
  isExcluded,
  nextFit,
} from '../../../lib/net/block.ts';
import { type Cidr, contains, overlaps, parseCidr } from '../../../lib/net/cidr.ts';

const cidr = (text: string): Cidr => parseCidr(text) as Cidr;

describe('blockAt', () => {
  const cases = [
    // upstream's own unit tests
    { base: '192.168.0.0/16', index: 0, bits: 2, want: '192.168.0.0/18' },
    { base: '192.168.0.0/16', index: 4, bits: 2, want: undefined },
    // results of upstream's functions
    { base: '192.168.0.0/16', index: 1, bits: 2, want: '192.168.64.0/18' },
    { base: '192.168.0.0/16', index: 2, bits: 2, want: '192.168.128.0/18' },
    { base: '192.168.0.0/16', index: 3, bits: 2, want: '192.168.192.0/18' },
    { base: '192.168.0.0/18', index: 0, bits: 8, want: '192.168.0.0/26' },
    { base: '192.168.0.0/18', index: 1, bits: 8, want: '192.168.0.64/26' },
    { base: '192.168.0.0/18', index: 2, bits: 8, want: '192.168.0.128/26' },
    { base: '192.168.0.0/18', index: 3, bits: 8, want: '192.168.0.192/26' },
    { base: '192.168.0.0/18', index: 4, bits: 8, want: '192.168.1.0/26' },
    { base: '192.168.0.0/18', index: 5, bits: 8, want: '192.168.1.64/26' },
    { base: '192.168.0.0/18', index: 63, bits: 8, want: '192.168.15.192/26' },
    { base: '192.168.0.0/18', index: 64, bits: 8, want: '192.168.16.0/26' },
    { base: '192.168.0.0/18', index: 254, bits: 8, want: '192.168.63.128/26' },
    { base: '192.168.0.0/18', index: 255, bits: 8, want: '192.168.63.192/26' },
    { base: '192.168.0.0/18', index: 256, bits: 8, want: undefined },
    { base: '192.168.64.0/18', index: 0, bits: 6, want: '192.168.64.0/24' },
    { base: '192.168.64.0/18', index: 1, bits: 6, want: '192.168.65.0/24' },
    { base: '192.168.64.0/18', index: 63, bits: 6, want: '192.168.127.0/24' },
    { base: '192.168.64.0/18', index: 64, bits: 6, want: undefined },
    { base: '192.168.0.0/18', index: 511, bits: 9, want: '192.168.63.224/27' },
    { base: '192.168.0.0/18', index: 1023, bits: 10, want: '192.168.63.240/28' },
    { base: '192.168.0.0/18', index: 0, bits: 0, want: '192.168.0.0/18' },
    { base: '192.168.0.0/18', index: 1, bits: 0, want: undefined },
    { base: '172.16.0.0/12', index: 15, bits: 4, want: '172.31.0.0/16' },
    { base: '172.16.0.0/12', index: 3, bits: 6, want: '172.16.192.0/18' },
    { base: '10.0.0.0/24', index: 5, bits: 4, want: '10.0.0.80/28' },
    { base: '10.0.0.0/24', index: 15, bits: 4, want: '10.0.0.240/28' },
    { base: '10.0.0.0/24', index: 5, bits: 8, want: '10.0.0.5/32' },
    { base: '10.0.0.5/24', index: 0, bits: 4, want: '10.0.0.0/28' },
    { base: '10.242.0.0/16', index: 1, bits: 4, want: '10.242.16.0/20' },
  ];
  for (const { base, index, bits, want } of cases) {
    it(`${base}, index ${index}, ${bits} bits: ${want ?? 'no such block'}`, () =>
      expect(blockAt(cidr(base), index, bits)).to.equal(want));
  }

  const deviations = [
    { why: 'upstream answers 10.0.0.255/34', base: '10.0.0.0/24', index: 1023, bits: 10 },
    {
      why: 'upstream wraps: 192.168.64.0/18',
      base: '192.168.64.0/16',
      index: 0,
      bits: 2,
      want: '192.168.0.0/18',
    },
    {
      why: 'upstream wraps: 192.168.0.0/18',
      base: '192.168.64.0/16',
      index: 3,
      bits: 2,
      want: '192.168.192.0/18',
    },
    {
      why: 'upstream: out of mask',
      base: '10.15.0.0/12',
      index: 1,
      bits: 4,
      want: '10.1.0.0/16',
    },
  ];
  for (const { why, base, index, bits, want } of deviations) {
    it(`deviation (${why}): ${base}, ${index}, ${bits} bits gives ${want ?? 'no block'}`, () =>
      expect(blockAt(cidr(base), index, bits)).to.equal(want));
  }

  it('never sees a base without a length: it does not parse', () =>
    expect(parseCidr('192.168.0.0')).to.equal(undefined));

  it('law: blocks lie in their base, differ pairwise, and blockIndex undoes blockAt', () =>
    fc.assert(
      fc.property(
        fc.nat(0xffffffff),
        fc.integer({ min: 0, max: 24 }),
        fc.nat(8),
        fc.tuple(fc.nat(), fc.nat()),
        (first, length, bits, [one, other]) => {
          const base = cidr(
            `${[24, 16, 8, 0].map((shift) => (first >>> shift) & 255).join('.')}/${length}`,
          );
          const [a, b] = [one % 2 ** bits, other % 2 ** bits];
          const [blockA, blockB] = [blockAt(base, a, bits) as Cidr, blockAt(base, b, bits) as Cidr];
          expect(contains(base, blockA)).to.equal(true);
          expect(blockIndex(base, blockA)).to.equal(a);
          expect(overlaps(blockA, blockB)).to.equal(a === b);
        },
      ),
    ));
});

describe('isExcluded', () => {
  const cases = [
    { excludes: [], want: false },
    { excludes: ['192.168.0.0/24'], want: true },
    { excludes: ['192.168.0.0/8'], want: true },
    { excludes: ['192.168.1.0/24'], want: false },
    { excludes: ['192.168.0.0/25'], want: false },
  ];
  for (const { excludes, want } of cases) {
    it(`first /24 of 192.168.0.0/16 under [${excludes.join(', ')}]: ${want}`, () => {
      const block = blockAt(cidr('192.168.0.0/16'), 0, 8) as Cidr;
      expect(isExcluded(block, excludes.map(cidr))).to.equal(want);
    });
  }
});

describe('excludedIndexes', () => {
  const cases = [
    { excludes: ['192.168.0.64/26'], want: [{ from: 1, to: 1 }] },
    { excludes: ['192.168.0.128/30'], want: [] },
    { excludes: ['192.168.1.0/24', '192.168.0.192/26'], want: [{ from: 3, to: 7 }] },
    { excludes: ['192.168.0.0/16'], want: [{ from: 0, to: 255 }] },
    { excludes: ['10.0.0.0/8'], want: [] },
  ];
  for (const { excludes, want } of cases) {
    it(`/26 blocks of 192.168.0.0/18 that ${excludes.join(', ')} covers`, () =>
      expect(excludedIndexes(cidr('192.168.0.0/18'), 8, excludes.map(cidr))).to.deep.equal(want));
  }

  it('law: agrees with isExcluded on every block', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(65535), fc.integer({ min: 14, max: 32 })), { maxLength: 4 }),
        (some) => {
          const excludes = some.map(([low, length]) =>
            cidr(`192.168.${low >> 8}.${low & 255}/${length}`),
          );
          const base = cidr('192.168.0.0/18');
          const ranges = excludedIndexes(base, 6, excludes);
          for (let index = 0; index < 64; index += 1) {
            const inside = ranges.some(({ from, to }) => index >= from && index <= to);
            expect(inside).to.equal(isExcluded(blockAt(base, index, 6) as Cidr, excludes));
          }
        },
      ),
    ));
});

describe('firstGap', () => {
  const cases: { used: number[]; want: number | undefined; why?: string }[] = [
    { used: [], want: undefined },
    { used: [0], want: undefined },
    { used: [1], want: 0 },
    { used: [0, 1, 2], want: undefined },
    { used: [0, 2, 3], want: 1 },
    { used: [0, 1, 3], want: 2 },
    { used: [0, 1, 3, 4], want: 2 },
    { used: [0, 1, 1, 3], want: 2, why: 'deviation: upstream answers -1 on duplicates' },
    { used: [3, 0, 1], want: 2, why: 'deviation: upstream needs sorted input' },
  ];
  for (const { used, want, why } of cases) {
    it(`[${used.join(', ')}]: ${want ?? 'none'}${why === undefined ? '' : ` (${why})`}`, () =>
      expect(firstGap(used)).to.equal(want));
  }
});

describe('nextFit', () => {
  const cases = [
    { name: 'nothing used: the lowest', used: [], after: undefined, want: 0 },
    { name: 'goes on after the highest', used: [0, 3], after: 3, want: 4 },
    { name: 'skips what is blocked', used: [0], after: 0, want: 3 },
    { name: 'returns to the lowest hole after the top', used: [0, 5, 7], after: 7, want: 3 },
    { name: 'full', used: [0, 3, 4, 5, 6, 7], after: 7, want: undefined },
  ];
  for (const { name, used, after, want } of cases) {
    it(name, () => {
      const blocked = [{ from: 1, to: 2 }];
      expect(nextFit({ from: 0, to: 7, used: new Set(used), blocked }, after)).to.equal(want);
    });
  }
});
