const firstMs = 250;
const longestMs = 4_000;

/**
 * How long to wait before trying again after `failures` (1, 2, …) in a row: doubles from 250 ms to 4 s, the upper half of it
 * spread by `random` (0 ≤ n < 1). The bound is what lets a program go on within 5 s after the cause is gone.
 */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 10));
  return Math.round(full / 2 + (full / 2) * random);
}

/** Whether the log hears of this failure in a row: of the first, second, fourth, eighth, …, as what stays is no news. */
export function isTold(failures: number): boolean {
  return Number.isInteger(Math.log2(failures));
}
