import { address } from '../../../cni/protocol/address.ts';
import {
  badField,
  foldKeys,
  list,
  object,
  optional,
  quote,
  type Reader,
  required,
  text,
} from '../../../cni/protocol/field.ts';
import type { Json, JsonObject } from '../../../cni/protocol/types.ts';
import {
  bandwidth,
  infinibandGuid,
  interfaceName,
  macAddress,
  portMappings,
  requestedAddress,
} from './selection-values.ts';
import type { Selection } from './types.ts';

type Names = Pick<Selection, 'namespace' | 'name'>;

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const isObjectName = (name: string): boolean =>
  name.length <= 253 && new RegExp(`^${label}(?:\\.${label})*$`).test(name);
const objectNameRule =
  'use lower case letters, digits, "-" and ".", beginning and ending with a letter or digit';

/** @throws CniError `badConfig` unless both can be the name of an object */
export function checkNames(names: Names, where: string): Names {
  for (const [key, value] of Object.entries(names))
    if (!isObjectName(value))
      throw badField(where, `${quote(value)} is not the ${key} of a network`, objectNameRule);
  return names;
}

/** They become one CNI argument, and the kernel takes 128 KiB for one. */
const mostAddresses = 64;

const requestedAddresses: Reader<readonly string[]> = (value, path) => {
  const given = list(requestedAddress)(value, path);
  if (given.length <= mostAddresses) return given;
  throw badField(path, `${given.length} addresses`, `ask for at most ${mostAddresses}`);
};

/** Key of the annotation, the capability that it becomes, and how it is read. */
const capabilities: readonly (readonly [string, string, Reader<Json>])[] = [
  ['ips', 'ips', requestedAddresses],
  ['mac', 'mac', macAddress],
  ['infiniband-guid', 'infinibandGUID', infinibandGuid],
  ['portMappings', 'portMappings', portMappings],
  ['bandwidth', 'bandwidth', bandwidth],
];

const elementKeys: readonly string[] = [
  'name',
  'namespace',
  'interface',
  'interfaceRequest',
  'cni-args',
  'default-route',
  'deviceID',
  'ipam-claim-reference',
  ...capabilities.map(([key]) => key),
];

/** `key: ""` and `key: []` are how templates leave something out. */
const isEmpty = (value: Json): boolean =>
  value === '' || (Array.isArray(value) && value.length === 0);

/**
 * One element of the JSON form (multi-network standard 1.3, section 4.1.2, and Multus' own keys). Keys that we do not know
 * are ignored: the standard reserves them for its later versions.
 *
 * @throws CniError `badConfig` naming key, reason and remedy
 */
export function readElement(element: JsonObject, where: string): Selection {
  const given = foldKeys(element, elementKeys);
  const names = {
    name: required(given, 'name', where, text),
    ...filled('namespace', optional(given, 'namespace', where, text)),
  };
  checkClaim(given, where);
  return {
    where,
    ...checkNames(names, where),
    ...readIfName(given, where),
    capabilityArgs: readCapabilities(given, where),
    ...filled('cniArgs', optional(given, 'cni-args', where, object)),
    ...filled('defaultRoute', optional(given, 'default-route', where, list(address))),
    ...filled('deviceID', optional(given, 'deviceID', where, text)),
  };
}

function readCapabilities(given: JsonObject, where: string): JsonObject {
  const found = capabilities.flatMap(([key, capability, read]) => {
    const value = optional(given, key, where, (one, path) => (isEmpty(one) ? '' : read(one, path)));
    return value === undefined || value === '' ? [] : [[capability, value] as const];
  });
  return Object.fromEntries(found);
}

/** `interfaceRequest` is what Multus called it before 3.2. */
function readIfName(given: JsonObject, where: string): Pick<Selection, 'ifName'> {
  const current = optional(given, 'interface', where, requestedName) ?? '';
  const older = optional(given, 'interfaceRequest', where, requestedName) ?? '';
  const ifName = current === '' ? older : current;
  return ifName === '' ? {} : { ifName };
}

const requestedName: Reader<string> = (value, path) =>
  value === '' ? '' : interfaceName(value, path);

/** Standard 1.3, "ipam-claim-reference": it is the IPAM plugin's to read, but two sources of addresses are none. */
function checkClaim(given: JsonObject, where: string): void {
  const claim = optional(given, 'ipam-claim-reference', where, text) ?? '';
  if (claim === '' || isEmpty(given['ips'] ?? [])) return;
  const reason = 'stands beside ips';
  throw badField(`${where}.ipam-claim-reference`, reason, 'keep one: both say which addresses');
}

function filled<Key extends string, T>(
  key: Key,
  value: T | undefined,
): { readonly [K in Key]?: T } {
  return (value === undefined || value === '' ? {} : { [key]: value }) as {
    readonly [K in Key]?: T;
  };
}
