import type { ConfFolder } from '../types.ts';

/**
 * The folder with the last good content of each file that cannot be read now: many programs write a conf in place, and whoever looks
 * in that moment must not put a pod on the network of the next file. A file that is gone is gone.
 */
export function keepGood(before: ConfFolder | undefined, now: ConfFolder): ConfFolder {
  const refused = new Set(now.refused.map(({ file }) => file));
  const kept = before?.lists.filter(({ file }) => refused.has(file)) ?? [];
  if (kept.length === 0) return now;
  const lists = [...now.lists, ...kept].toSorted((a, b) => (a.file < b.file ? -1 : 1));
  return { ...now, lists };
}
