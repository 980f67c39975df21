import { badField, quote, type Reader, text } from './field.ts';

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

/** 4 or 6, or `undefined` for what is no address. Strict: no leading zeros, no zone. */
export function familyOf(address: string): 4 | 6 | undefined {
  if (ipv4.test(address)) return 4;
  const ipv6 = address.length <= 45 && /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(address);
  return ipv6 && URL.canParse(`http://[${address}]/`) ? 6 : undefined;
}

/** Family of `address/length`, or `undefined` for what is none. */
export function familyOfPrefix(prefix: string): 4 | 6 | undefined {
  const [, address, length] = /^([^/]+)\/([0-9]|[1-9][0-9]{1,2})$/.exec(prefix) ?? [];
  const family = familyOf(address ?? '');
  if (family === undefined) return undefined;
  return Number(length) <= (family === 4 ? 32 : 128) ? family : undefined;
}

export const address: Reader<string> = (value, path) => {
  const given = text(value, path);
  if (familyOf(given) !== undefined) return given;
  throw badField(path, `${quote(given)} is not an IP address`, 'write it like 192.168.0.1');
};

export const prefix: Reader<string> = (value, path) => {
  const given = text(value, path);
  if (familyOfPrefix(given) !== undefined) return given;
  throw badField(path, `${quote(given)} is not an IP prefix`, 'write it like 192.168.0.1/24');
};

/** Networks and their blocks are IPv4. */
export const ipv4Prefix: Reader<string> = (value, path) => {
  const given = text(value, path);
  if (familyOfPrefix(given) === 4) return given;
  throw badField(path, `${quote(given)} is not an IPv4 prefix`, 'write it like 192.168.0.0/16');
};
