import { Netmask } from 'netmask';

/** An IPv4 prefix in canonical form (host bits zero). Only `parseCidr` and the functions here make one. */
export type Cidr = string & { readonly __brand: 'Cidr' };
/** An IPv4 address as a dotted quad without leading zeros. */
export type Address = string & { readonly __brand: 'Address' };

/** Character codes. */
const [dot, zero] = [46, 48];
const octet = '(?:0|[1-9][0-9]{0,2})';
const quad = `${octet}(?:\\.${octet}){3}`;
const strictAddress = new RegExp(`^${quad}$`);
const tooLarge = /(?:^|\.)(?:25[6-9]|2[6-9][0-9]|[3-9][0-9]{2})/;
const strictCidr = new RegExp(`^${quad}/(?:[0-9]|[12][0-9]|3[0-2])$`);

/**
 * `undefined` unless dotted quad with prefix length. Netmask reads "010.0.0.1/8" as octal and "10" as 0.0.0.10/32: it
 * follows inet_aton, and the kernel does not. Host bits are cleared.
 */
export function parseCidr(text: string): Cidr | undefined {
  if (!strictCidr.test(text) || !octetsInRange(text)) return undefined;
  // What is canonical already, as is each of the 40,000 blocks of a large network, needs no Netmask: that takes 3 us.
  const { first, size } = range(text as Cidr);
  if (first % size === 0) return text as Cidr;
  const block = new Netmask(text);
  return `${block.base}/${block.bitmask}` as Cidr;
}

export function parseAddress(text: string): Address | undefined {
  return strictAddress.test(text) && octetsInRange(text) ? (text as Address) : undefined;
}

function octetsInRange(text: string): boolean {
  return !tooLarge.test(text);
}

/** The address as a number from 0 to 2^32 - 1. */
export function toNumber(address: Address): number {
  let [value, part] = [0, 0];
  for (let at = 0; at < address.length; at += 1) {
    const code = address.charCodeAt(at);
    if (code === dot) [value, part] = [value * 256 + part, 0];
    else part = part * 10 + code - zero;
  }
  return value * 256 + part;
}

/** @param value from 0 to 2^32 - 1 */
export function toAddress(value: number): Address {
  const octets = `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
  return octets as Address;
}

/** First address, prefix length and number of addresses of a prefix. */
export function range(cidr: Cidr): { first: number; length: number; size: number } {
  const slash = cidr.indexOf('/');
  const length = Number(cidr.slice(slash + 1));
  return { first: toNumber(cidr.slice(0, slash) as Address), length, size: 2 ** (32 - length) };
}

export function makeCidr(first: number, length: number): Cidr {
  return `${toAddress(first)}/${length}` as Cidr;
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  const [a, b] = [range(outer), range(inner)];
  return b.first >= a.first && b.first + b.size <= a.first + a.size;
}

export function overlaps(one: Cidr, other: Cidr): boolean {
  const [a, b] = [range(one), range(other)];
  return a.first < b.first + b.size && b.first < a.first + a.size;
}

/** Offset of `address` in `cidr`, or `undefined` when it lies outside. */
export function indexOf(cidr: Cidr, address: Address): number | undefined {
  const { first, size } = range(cidr);
  const index = toNumber(address) - first;
  return index >= 0 && index < size ? index : undefined;
}

/** Numeric order by first address, then by length. */
export function compareCidr(one: Cidr, other: Cidr): number {
  const [a, b] = [range(one), range(other)];
  return a.first - b.first || a.length - b.length;
}

/** A prefix, or a bare address as its /32: what `excludeCIDRs` may hold. Host bits are cleared. */
export function parseExclude(text: string): Cidr | undefined {
  return parseCidr(parseAddress(text) === undefined ? text : `${text}/32`);
}
