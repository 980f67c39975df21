import { address, familyOfPrefix, prefix } from './address.ts';
import { CniError } from './error.ts';
import {
  badField,
  count,
  list,
  maybe,
  object,
  optional,
  quote,
  type Reader,
  required,
  text,
} from './field.ts';
import {
  type CniVersion,
  cniErrorCodes,
  type Dns,
  type JsonObject,
  type Result,
  type Route,
  supportedVersions,
} from './types.ts';
import { atLeast, isSupported } from './version.ts';

type Interface = Result['interfaces'][number];
type Ip = Result['ips'][number];

/**
 * A result as a caller of `version` expects it (specification, "ADD Success"): below 1.0.0 each address says its
 * family, below 1.1.0 the keys that 1.1.0 brought are absent. Empty lists and an empty `dns` are left out; interfaces too, as
 * an IPAM plugin must.
 */
export function renderResult(result: Result, version: CniVersion): JsonObject {
  const { interfaces, ips, routes, dns } = result;
  return {
    cniVersion: version,
    ...unlessEmpty(
      'interfaces',
      interfaces.map((link) => renderInterface(link, version)),
    ),
    ...unlessEmpty(
      'ips',
      ips.map((ip) => renderIp(ip, version)),
    ),
    ...unlessEmpty(
      'routes',
      routes.map((route) => renderRoute(route, version)),
    ),
    ...(Object.keys(dns).length === 0 ? {} : { dns }),
  };
}

function renderInterface(link: Interface, version: CniVersion): JsonObject {
  if (atLeast(version, '1.1.0')) return link;
  const { mtu: _mtu, socketPath: _socketPath, pciID: _pciID, ...older } = link;
  return older;
}

function renderIp(ip: Ip, version: CniVersion): JsonObject {
  if (atLeast(version, '1.0.0')) return ip;
  return { version: familyOfPrefix(ip.address) === 6 ? '6' : '4', ...ip };
}

function renderRoute(route: Route, version: CniVersion): JsonObject {
  if (atLeast(version, '1.1.0')) return route;
  const { dst, gw } = route;
  return gw === undefined ? { dst } : { dst, gw };
}

function unlessEmpty(key: string, items: readonly JsonObject[]): JsonObject {
  return items.length === 0 ? {} : { [key]: items };
}

/**
 * A result of any version from 0.3.0: a prevResult, or what a delegate printed. Of 0.x the `version` of an address is
 * dropped, since the address says it. Unknown keys are dropped.
 * @param path where it stands, for messages
 * @throws CniError `badConfig` naming the field, `incompatibleVersion` for a version that we do not read
 */
export const parseResult: Reader<Result> = (value, path) => {
  const given = object(value, path);
  checkVersion(given, path);
  const interfaces = optional(given, 'interfaces', path, list(readInterface)) ?? [];
  const ips = optional(given, 'ips', path, list(readIp)) ?? [];
  ips.forEach((ip, index) => checkIndex(ip, interfaces.length, `${path}.ips[${index}]`));
  return {
    interfaces,
    ips,
    routes: optional(given, 'routes', path, list(readRoute)) ?? [],
    dns: optional(given, 'dns', path, readDns) ?? {},
  };
};

function checkVersion(given: JsonObject, path: string): void {
  const version = optional(given, 'cniVersion', path, text) ?? '';
  if (version === '' || isSupported(version)) return;
  const message = `${path}.cniVersion: ${quote(version)} is not supported; use one of ${supportedVersions.join(', ')}`;
  throw new CniError(cniErrorCodes.incompatibleVersion, message);
}

function checkIndex(ip: Ip, interfaces: number, path: string): void {
  if (ip.interface === undefined || ip.interface < interfaces) return;
  const reason = `${ip.interface} is the index of none of ${interfaces} interfaces`;
  throw badField(`${path}.interface`, reason, 'count from 0');
}

const readInterface: Reader<Interface> = (value, path) => {
  const link = object(value, path);
  return {
    name: required(link, 'name', path, text),
    ...maybe(link, 'mac', path, text),
    ...maybe(link, 'mtu', path, count),
    ...maybe(link, 'sandbox', path, text),
    ...maybe(link, 'socketPath', path, text),
    ...maybe(link, 'pciID', path, text),
  };
};

const readIp: Reader<Ip> = (value, path) => {
  const ip = object(value, path);
  return {
    address: required(ip, 'address', path, prefix),
    ...maybe(ip, 'gateway', path, address),
    ...maybe(ip, 'interface', path, count),
  };
};

const readRoute: Reader<Route> = (value, path) => {
  const route = object(value, path);
  return {
    dst: required(route, 'dst', path, prefix),
    ...maybe(route, 'gw', path, address),
    ...maybe(route, 'mtu', path, count),
    ...maybe(route, 'advmss', path, count),
    ...maybe(route, 'priority', path, count),
    ...maybe(route, 'table', path, count),
    ...maybe(route, 'scope', path, count),
  };
};

const readDns: Reader<Dns> = (value, path) => {
  const dns = object(value, path);
  return {
    ...maybe(dns, 'nameservers', path, list(text)),
    ...maybe(dns, 'domain', path, text),
    ...maybe(dns, 'search', path, list(text)),
    ...maybe(dns, 'options', path, list(text)),
  };
};
