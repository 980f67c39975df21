import { familyOf, familyOfPrefix } from '../../../cni/protocol/address.ts';
import {
  badField,
  count,
  foldKeys,
  list,
  maybe,
  object,
  optional,
  quote,
  type Reader,
  required,
  text,
} from '../../../cni/protocol/field.ts';
import { ifNameRule, isIfName } from '../../../cni/protocol/name.ts';
import type { JsonObject } from '../../../cni/protocol/types.ts';

/** Values that an element of a network selection annotation may have (multi-network standard 1.3, section 4.1.2). */

/** An address with or without its prefix: which of the two, the plugin decides. */
export const requestedAddress: Reader<string> = (value, path) => {
  const given = text(value, path);
  if (familyOf(given) !== undefined || familyOfPrefix(given) !== undefined) return given;
  throw badField(path, `${quote(given)} is not an IP address`, 'write it like 10.0.0.5/24');
};

/** The forms that Go's net.ParseMAC reads: bytes with ":" or "-", or groups of two bytes with ".". */
const hardwareAddress = (bytes: number, value: string): boolean => {
  const pairs = [':', '-'].map((mark) => `[0-9a-f]{2}(?:${mark}[0-9a-f]{2}){${bytes - 1}}`);
  const groups = `[0-9a-f]{4}(?:\\.[0-9a-f]{4}){${bytes / 2 - 1}}`;
  return new RegExp(`^(?:${[...pairs, groups].join('|')})$`, 'i').test(value);
};

export const macAddress: Reader<string> = (value, path) => {
  const given = text(value, path);
  if (hardwareAddress(6, given)) return given;
  throw badField(path, `${quote(given)} is not a MAC address`, 'write it like 02:42:ac:11:00:02');
};

export const infinibandGuid: Reader<string> = (value, path) => {
  const given = text(value, path);
  if (hardwareAddress(8, given)) return given;
  const remedy = 'write 8 bytes like c2:11:22:33:44:55:66:77';
  throw badField(path, `${quote(given)} is not an InfiniBand GUID`, remedy);
};

/** `lo` is in every network namespace before anybody else. */
export const interfaceName: Reader<string> = (value, path) => {
  const given = text(value, path);
  if (!isIfName(given))
    throw badField(path, `${quote(given)} is not the name of an interface`, `use ${ifNameRule}`);
  if (given !== 'lo') return given;
  throw badField(path, '"lo" is in every pod already', 'use another name');
};

const port: Reader<number> = (value, path) => {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535)
    return value;
  throw badField(path, `${quote(value)} is not a port`, 'write a number from 1 to 65535');
};

const protocol: Reader<string> = (value, path) => {
  const given = text(value, path).toLowerCase();
  if (['tcp', 'udp', 'sctp'].includes(given)) return given;
  throw badField(path, `${quote(value)} is not a protocol`, 'write TCP, UDP or SCTP');
};

const hostAddress: Reader<string> = (value, path) => {
  const given = text(value, path);
  if (familyOf(given) !== undefined) return given;
  throw badField(path, `${quote(given)} is not an IP address`, 'write it like 192.168.0.1');
};

const portKeys = ['hostPort', 'containerPort', 'protocol', 'hostIP'];

const portMapping: Reader<JsonObject> = (value, path) => {
  const given = foldKeys(object(value, path), portKeys);
  return {
    hostPort: required(given, 'hostPort', path, port),
    containerPort: required(given, 'containerPort', path, port),
    protocol: optional(given, 'protocol', path, protocol) ?? 'tcp',
    ...maybe(given, 'hostIP', path, hostAddress),
  };
};

export const portMappings = list(portMapping);

/** In bits; as much as the kernel's token bucket takes, so a rate without a burst is limited by the rate alone. */
const unlimitedBurst = 2 ** 31 - 1;

const bandwidthKeys = ['ingressRate', 'ingressBurst', 'egressRate', 'egressBurst'];

export const bandwidth: Reader<JsonObject> = (value, path) => {
  const given = foldKeys(object(value, path), bandwidthKeys);
  return { ...direction(given, 'ingress', path), ...direction(given, 'egress', path) };
};

function direction(given: JsonObject, name: 'ingress' | 'egress', path: string): JsonObject {
  const rate = optional(given, `${name}Rate`, path, positive);
  const burst = optional(given, `${name}Burst`, path, positive);
  if (rate !== undefined)
    return { [`${name}Rate`]: rate, [`${name}Burst`]: burst ?? unlimitedBurst };
  if (burst === undefined) return {};
  throw badField(`${path}.${name}Burst`, 'stands without a rate', `give ${name}Rate`);
}

const positive: Reader<number> = (value, path) => {
  const given = count(value, path);
  if (given > 0) return given;
  throw badField(path, '0 would let nothing through', 'write a number from 1, or leave it out');
};
