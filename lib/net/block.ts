import { type Cidr, contains, makeCidr, range } from './cidr.ts';
import { type FreeSearch, firstFree, type IndexRange, mergeRanges } from './index-range.ts';

/**
 * Block number `index` of the 2^`bits` blocks that `base` splits into; `undefined` when the index is out of range or the
 * block would be longer than /32. `base` is canonical, so there is no wrap-around: upstream masks by the block's length
 * instead of the base's, and `192.168.64.0/16` then runs over its own end.
 */
export function blockAt(base: Cidr, index: number, bits: number): Cidr | undefined {
  const { first, length } = range(base);
  if (bits < 0 || length + bits > 32) return undefined;
  if (!Number.isInteger(index) || index < 0 || index >= 2 ** bits) return undefined;
  return makeCidr(first + index * 2 ** (32 - length - bits), length + bits);
}

/** The number of `block` among the blocks of its length inside `base`, or `undefined` when it lies outside. */
export function blockIndex(base: Cidr, block: Cidr): number | undefined {
  if (!contains(base, block)) return undefined;
  return (range(block).first - range(base).first) / range(block).size;
}

/** Whether one exclude covers the whole block. A smaller exclude is the pool's affair (`pool.ts`). */
export function isExcluded(block: Cidr, excludes: readonly Cidr[]): boolean {
  return excludes.some((exclude) => contains(exclude, block));
}

/** The lowest number from 0 that is missing below the highest of `used`; `undefined` when there is no hole. */
export function firstGap(used: readonly number[]): number | undefined {
  const taken = new Set(used);
  const to = used.reduce((highest, index) => Math.max(highest, index), -1);
  return firstFree({ from: 0, to, used: taken, blocked: [] });
}

/** The block indexes of `base` that `excludes` cover wholly. */
export function excludedIndexes(
  base: Cidr,
  bits: number,
  excludes: readonly Cidr[],
): readonly IndexRange[] {
  const { first, length, size } = range(base);
  const blockSize = 2 ** (32 - length - bits);
  const covered = excludes.map(range).map((exclude) => ({
    from: Math.ceil((Math.max(exclude.first, first) - first) / blockSize),
    to: Math.floor((Math.min(exclude.first + exclude.size, first + size) - first) / blockSize) - 1,
  }));
  return mergeRanges(covered);
}

/**
 * Next-fit as upstream numbers hosts: the index after the highest used one; when the top was reached, the lowest hole.
 * `undefined` when all of `[from, to]` is used or blocked. `after` is the highest used index, or `undefined`.
 */
export function nextFit(search: FreeSearch, after: number | undefined): number | undefined {
  const from = after === undefined ? search.from : Math.max(after + 1, search.from);
  return firstFree({ ...search, from }) ?? firstFree(search);
}

/** The block indexes of `base` that `others` touch, wholly or in part. */
export function overlappedIndexes(
  base: Cidr,
  bits: number,
  others: readonly Cidr[],
): readonly IndexRange[] {
  const { first, length, size } = range(base);
  const blockSize = 2 ** (32 - length - bits);
  const touched = others.map(range).map((other) => ({
    from: Math.floor((Math.max(other.first, first) - first) / blockSize),
    to: Math.ceil((Math.min(other.first + other.size, first + size) - first) / blockSize) - 1,
  }));
  return mergeRanges(touched);
}
