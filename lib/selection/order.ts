import { compareCidr, parseCidr } from '../net/cidr.ts';
import type { Candidate } from './types.ts';

/**
 * By network as a number, then by name with its digits as a number: 10.0.2.0/24 before 10.0.10.0/24 and eth2 before
 * eth10. Upstream compares text. A NIC whose network cannot be read comes last.
 */
export function compareCandidates(one: Candidate, other: Candidate): number {
  const [a, b] = [parseCidr(one.netAddress ?? ''), parseCidr(other.netAddress ?? '')];
  const byNetwork =
    a !== undefined && b !== undefined
      ? compareCidr(a, b)
      : Number(a === undefined) - Number(b === undefined);
  return byNetwork || compareNames(one.name, other.name);
}

function compareNames(one: string, other: string): number {
  const [a, b] = [splitDigits(one), splitDigits(other)];
  for (const [at, part] of a.entries()) {
    const order = compareParts(part, b[at] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

const splitDigits = (name: string): readonly string[] => name.match(/[0-9]+|[^0-9]+/g) ?? [];

function compareParts(one: string, other: string): number {
  const numbers = [one, other].every((part) => /^[0-9]/.test(part));
  const byNumber = numbers ? Number(one) - Number(other) : 0;
  if (byNumber !== 0) return byNumber;
  return one < other ? -1 : Number(one > other);
}
