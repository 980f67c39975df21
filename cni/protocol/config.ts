import { ipv4Prefix } from './address.ts';
import { CniError } from './error.ts';
import {
  badField,
  count,
  flag,
  list,
  maybe,
  object,
  optional,
  pluginType,
  quote,
  type Reader,
  required,
  text,
} from './field.ts';
import { ifNameRule, isIfName, isName, nameRule } from './name.ts';
import { parseResult } from './result.ts';
import { attempt, type Strictness } from './strictness.ts';
import {
  type CniVersion,
  type Command,
  cniErrorCodes,
  type JsonObject,
  type NetConf,
  supportedVersions,
} from './types.ts';
import { atLeast, isSupported } from './version.ts';

/** Who asks, and how strict to be: parts of the configuration matter to some plugins and commands only. */
export type Purpose = {
  readonly command: Command;
  readonly plugin: string;
  readonly strictness: Strictness;
};

/** Commands that older versions do not have: their configuration must say that it is new enough. */
const sinceVersion: Partial<Record<Command, CniVersion>> = {
  CHECK: '0.4.0',
  GC: '1.1.0',
  STATUS: '1.1.0',
};

/** Plugins that execute `plugin.type`; an IPAM plugin is called with configurations that have no `plugin`. */
const needsPlugin: ReadonlySet<string> = new Set(['multi-nic']);

/** Plugins with configurations from before versions (the first Multus'): to them the oldest is what nobody wrote. */
const versionless: ReadonlySet<string> = new Set(['multi-nic-meta', 'multus']);

/** @throws CniError `incompatibleVersion` or `badConfig`; version and name are never forgiven */
export function parseNetConf(raw: JsonObject, purpose: Purpose): NetConf {
  const cniVersion = parseVersion(raw, purpose);
  const name = parseName(raw);
  const { strictness } = purpose;
  const field = <T>(key: string, read: Reader<T>, otherwise: T): T =>
    attempt(strictness, () => optional(raw, key, '', read) ?? otherwise, otherwise);
  return {
    cniVersion,
    name,
    type: attempt(strictness, () => required(raw, 'type', '', pluginType), ''),
    ipam: field('ipam', ipam, {}),
    plugin: attempt(strictness, () => parsePlugin(raw, purpose), undefined),
    subnet: field('subnet', emptyOr(ipv4Prefix), ''),
    masterNets: field('masterNets', list(ipv4Prefix), []),
    multiNICIPAM: field('multiNICIPAM', flag, false),
    masters: field('masters', list(ifName), []),
    deviceIDs: field('deviceIDs', list(text), []),
    selection: field('args', readSelection, {}),
    prevResult: field('prevResult', parseResult, undefined),
    validAttachments: parseValidAttachments(raw, purpose.command),
    raw,
  };
}

function parseVersion(raw: JsonObject, { command, plugin }: Purpose): CniVersion {
  const given = Object.hasOwn(raw, 'cniVersion') ? raw['cniVersion'] : undefined;
  const absent = (given ?? '') === '' && versionless.has(plugin);
  const version = absent ? supportedVersions[0] : given;
  if (!isSupported(version))
    throw new CniError(
      cniErrorCodes.incompatibleVersion,
      `cniVersion: ${version === undefined ? 'missing' : `${quote(version)} is not supported`}; use one of ${supportedVersions.join(', ')}`,
    );
  const since = sinceVersion[command];
  if (since === undefined || atLeast(version, since)) return version;
  throw new CniError(
    cniErrorCodes.incompatibleVersion,
    `cniVersion: ${version} has no ${command}; use ${since} or newer`,
  );
}

function parseName(raw: JsonObject): string {
  const name = required(raw, 'name', '', text);
  if (isName(name)) return name;
  throw badField('name', `${quote(name)} is not a network name`, `use ${nameRule}`);
}

function parsePlugin(raw: JsonObject, { command, plugin }: Purpose): NetConf['plugin'] {
  const delegated = needsPlugin.has(plugin) && (command === 'ADD' || command === 'CHECK');
  const value = delegated
    ? required(raw, 'plugin', '', object)
    : optional(raw, 'plugin', '', object);
  if (value === undefined) return undefined;
  return { ...value, type: required(value, 'type', 'plugin', pluginType) };
}

const ipam: Reader<JsonObject> = (value, path) => {
  const given = object(value, path);
  optional(given, 'type', path, emptyOr(pluginType));
  return given;
};

function readSelection(value: JsonObject[string], path: string): NetConf['selection'] {
  const cni = optional(object(value, path), 'cni', path, object) ?? {};
  const at = `${path}.cni`;
  return {
    ...maybe(cni, 'nics', at, count),
    ...maybe(cni, 'masters', at, list(ifName)),
    ...maybe(cni, 'target', at, text),
    ...maybe(cni, 'class', at, text),
  };
}

const ifName: Reader<string> = (value, path) => {
  const given = text(value, path);
  if (isIfName(given)) return given;
  throw badField(path, `${quote(given)} is not the name of a link`, `use ${ifNameRule}`);
};

/** Upstream writes "" for a string that nobody set. */
function emptyOr(read: Reader<string>): Reader<string> {
  return (value, path) => (value === '' ? '' : read(value, path));
}

/** Absent or null is not an empty list: what is not said to be invalid is not collected on the caller's word. */
function parseValidAttachments(raw: JsonObject, command: Command): NetConf['validAttachments'] {
  if (command !== 'GC') return undefined;
  const read = list((value, path) => {
    const item = object(value, path);
    return {
      containerID: required(item, 'containerID', path, text),
      ifName: required(item, 'ifname', path, text),
    };
  });
  return optional(raw, 'cni.dev/valid-attachments', '', read);
}
