import { type Address, type Cidr, range, toAddress } from './cidr.ts';
import { nextFit } from './block.ts';
import { type IndexRange, mergeRanges } from './index-range.ts';

/** What can be given out of one pod block, as plain data: ranges, never a list of addresses. */
export type PoolIndex = {
  readonly cidr: Cidr;
  /** Index of the first and last address that may be given; `highest < lowest` when there is none. */
  readonly lowest: number;
  readonly highest: number;
  /** Indexes that excludes cover, sorted and disjoint, inside `[lowest, highest]`. */
  readonly blocked: readonly IndexRange[];
  /** Addresses that can be given in all. */
  readonly capacity: number;
};

/**
 * Index 0 (network) and the last index (broadcast) are never given, so /31 and /32 hold nothing. Three deliberate
 * differences from multi-nic-cni: the last usable address IS given (a /26 holds 62, not 61); an exclude that starts
 * below the pool or covers its base or all of it is honoured; excludes do not count as used when the next-fit position is
 * sought, so an exclude at the top does not end next-fit.
 */
export function createPoolIndex(pool: {
  readonly cidr: Cidr;
  readonly excludes: readonly Cidr[];
}): PoolIndex {
  const { first, size } = range(pool.cidr);
  const [lowest, highest] = [1, size - 2];
  const covered = pool.excludes.map(range).map((exclude) => ({
    from: Math.max(exclude.first - first, lowest),
    to: Math.min(exclude.first + exclude.size - 1 - first, highest),
  }));
  const blocked = mergeRanges(covered);
  const excluded = blocked.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const capacity = Math.max(highest - lowest + 1 - excluded, 0);
  return { cidr: pool.cidr, lowest, highest, blocked, capacity };
}

/**
 * The next free index: next-fit after `after` (normally the highest used index, so that a freed address rests until the
 * top was reached), then the lowest hole; `undefined` when the pool is full. To leave a distance of n after the highest,
 * pass `highest + n - 1`. The cost is the used indexes that are passed, whatever the pool's size.
 */
export function nextIndex(
  pool: PoolIndex,
  used: ReadonlySet<number>,
  after: number | undefined,
): number | undefined {
  return nextFit({ from: pool.lowest, to: pool.highest, used, blocked: pool.blocked }, after);
}

/** Whether `index` may be given at all: in range and not excluded. A requested static address is tested with it. */
export function isUsable(pool: PoolIndex, index: number): boolean {
  const inRange = Number.isInteger(index) && index >= pool.lowest && index <= pool.highest;
  return inRange && !pool.blocked.some(({ from, to }) => index >= from && index <= to);
}

/** The address of `index`, which counts from the pool's first address. */
export function addressAt(pool: Pick<PoolIndex, 'cidr'>, index: number): Address {
  return toAddress(range(pool.cidr).first + index);
}
