import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../cni/protocol/types.ts';

/** IFNAMSIZ less the terminating zero. */
const longestName = 15;
const plainWord = /^[A-Za-z0-9_.:/+@-]+$/;

/** Our link groups begin here; the first 2^8 numbers are what people use by hand. Must stay below 2^31. */
const firstGroup = 0x4d_4e_00_00;

/** `net1-0`, `net1-1`, …: upstream's names, which workloads know. */
export function linkNames(ifName: string, count: number): readonly string[] {
  const names = Array.from({ length: count }, (_, index) => `${ifName}-${index}`);
  const long = names.find((name) => name.length > longestName);
  if (long === undefined) return names;
  const message = `CNI_IFNAME: ${ifName} makes the link name ${long}, longer than ${longestName} characters; use a shorter name`;
  throw new CniError(cniErrorCodes.badEnvironment, message);
}

/** The lowest group that none of the container's other attachments has. */
export function freeGroup(taken: readonly number[]): number {
  const used = new Set(taken);
  let group = firstGroup;
  while (used.has(group)) group++;
  return group;
}

/**
 * A word of an `ip -batch` line: there a space ends it, `#` begins a comment and a newline a command.
 *
 * @throws CniError `badEnvironment` naming the word
 */
export function word(text: string): string {
  if (plainWord.test(text)) return text;
  const message = `${JSON.stringify(text.slice(0, 80))} holds characters that cannot be given to ip; use letters, digits and _ . : / + @ -`;
  throw new CniError(cniErrorCodes.badEnvironment, message);
}

/** Unicast and locally administered (IEEE 802-2014, 8.4): the two lowest bits of the first byte are 10. */
export function localMac(entropy: Uint8Array): string {
  const [first = 0, ...rest] = entropy.subarray(0, 6);
  const bytes = [(first & 0xfc) | 0x02, ...rest];
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
