/** Whole numbers from `from` to `to`, both included. */
export type IndexRange = { readonly from: number; readonly to: number };

/** Sorted and disjoint, so that `skipRanges` needs one pass. Empty ranges (`to < from`) vanish. */
export function mergeRanges(ranges: readonly IndexRange[]): readonly IndexRange[] {
  const sorted = ranges
    .filter(({ from, to }) => to >= from)
    .toSorted((one, other) => one.from - other.from);
  const merged: IndexRange[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last === undefined || range.from > last.to + 1) merged.push(range);
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return merged;
}

/** The first number >= `index` outside all of `ranges`, which must come from `mergeRanges`. */
export function skipRanges(ranges: readonly IndexRange[], index: number): number {
  return ranges.reduce((at, { from, to }) => (at >= from && at <= to ? to + 1 : at), index);
}

export type FreeSearch = {
  readonly from: number;
  readonly to: number;
  readonly used: ReadonlySet<number>;
  readonly blocked: readonly IndexRange[];
};

/**
 * The lowest number of `[from, to]` neither used nor blocked. The cost grows with the used numbers that are passed, never
 * with the size of a blocked range or of the whole interval.
 */
export function firstFree({ from, to, used, blocked }: FreeSearch): number | undefined {
  let at = skipRanges(blocked, from);
  while (at <= to && used.has(at)) at = skipRanges(blocked, at + 1);
  return at <= to ? at : undefined;
}
