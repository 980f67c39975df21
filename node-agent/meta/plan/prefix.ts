import { familyOf } from '../../../cni/protocol/address.ts';

/** Whether `address` lies in the network of `prefix` (`10.0.0.5/24`, `fd00::5/64`); false for other families. */
export function holds(prefix: string, address: string): boolean {
  const [base = '', length = ''] = prefix.split('/');
  const family = familyOf(base);
  if (family === undefined || familyOf(address) !== family) return false;
  const hostBits = BigInt((family === 4 ? 32 : 128) - Number(length));
  return toBits(base) >> hostBits === toBits(address) >> hostBits;
}

function toBits(address: string): bigint {
  const parts = familyOf(address) === 4 ? address.split('.') : hextets(address);
  const [width, base] = familyOf(address) === 4 ? [8n, ''] : [16n, '0x'];
  return parts.reduce((bits, part) => (bits << width) | BigInt(`${base}${part}`), 0n);
}

/** All eight; URL writes an address in its shortest form, a dotted end as hextets. */
function hextets(address: string): readonly string[] {
  const short = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = short.split('::');
  const [before, after] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  return [...(before ?? []), ...Array<string>(missing).fill('0'), ...(after ?? [])];
}
