import { CniError } from '../../../cni/protocol/error.ts';
import {
  badField,
  foldKeys,
  list,
  object,
  optional,
  pluginType,
  quote,
  type Reader,
  required,
  text,
} from '../../../cni/protocol/field.ts';
import { isName, nameRule } from '../../../cni/protocol/name.ts';
import {
  type CniVersion,
  cniErrorCodes,
  type Json,
  type JsonObject,
  supportedVersions,
} from '../../../cni/protocol/types.ts';
import { atLeast, isSupported } from '../../../cni/protocol/version.ts';
import type { NetworkList } from '../types.ts';
import { parseJsonText } from './json-text.ts';

export type Member = NetworkList['plugins'][number];

export type ReadOptions = {
  /** Begins every message: a file, an object. */
  readonly where: string;
  /** For a configuration without a name (or an empty one). */
  readonly name?: string;
  /** For a configuration without a version. */
  readonly cniVersion?: CniVersion;
  /** Members from the folder of the network's name, unless the configuration says `loadOnlyInlinedPlugins`. */
  readonly appended?: (name: string) => readonly Member[];
};

/** What 0.1.0 and 0.2.0 say in other words, 0.3.0 says too, and every plugin of the last years knows it. */
const oldest: CniVersion = supportedVersions[0];
const olderVersions: readonly string[] = ['0.1.0', '0.2.0'];

/**
 * A configuration (CNI specification, section 1) from a file, from `spec.config` or inlined. One with `plugins` is a list;
 * one with `type` alone becomes a list of one. Without `cniVersion` the specification means 0.1.0; we speak 0.3.0 and newer, so that is what
 * such a network gets, as do 0.1.0 and 0.2.0.
 *
 * @throws CniError `badConfig` or `incompatibleVersion`, naming place, field, reason and remedy
 */
export function parseNetworkList(config: string, options: ReadOptions): NetworkList {
  return readNetworkList(parseJsonText(config, options.where), options);
}

const memberKeys = ['type', 'capabilities', 'ipam', 'dns', 'args', 'runtimeConfig', 'prevResult'];
const listKeys = [
  ...memberKeys,
  'name',
  'cniVersion',
  'cniVersions',
  'plugins',
  'disableCheck',
  'disableGC',
  'loadOnlyInlinedPlugins',
];

/** As `parseNetworkList`, for what is JSON already. */
export function readNetworkList(value: Json, options: ReadOptions): NetworkList {
  const { where } = options;
  const given = foldKeys(object(value, where), listKeys);
  const name = readName(given, options);
  const cniVersion = readVersion(given, options);
  const inlined = optional(given, 'plugins', where, list(member));
  const single = inlined === undefined && Object.hasOwn(given, 'type');
  if (single) {
    const plugins = [member(given, where)];
    return { name, cniVersion, disableCheck: false, disableGC: false, plugins };
  }
  const plugins = [...(inlined ?? []), ...readAppended(given, name, options)];
  if (plugins.length === 0) throw badField(where, 'no plugin is in it', 'give type or plugins');
  return {
    name,
    cniVersion,
    disableCheck: optional(given, 'disableCheck', where, looseFlag) ?? false,
    disableGC: optional(given, 'disableGC', where, looseFlag) ?? false,
    plugins,
  };
}

/** An object with a `type` that can only name a program, not a path. */
export const member: Reader<Member> = (value, path) => {
  const given = foldKeys(object(value, path), memberKeys);
  return { ...given, type: required(given, 'type', path, pluginType) };
};

function readName(given: JsonObject, { where, name: otherwise }: ReadOptions): string {
  const found = optional(given, 'name', where, text) ?? '';
  const name = found === '' ? (otherwise ?? '') : found;
  if (isName(name)) return name;
  if (name === '') throw badField(`${where}.name`, 'missing', `give ${nameRule}`);
  throw badField(`${where}.name`, `${quote(name)} is not a network name`, `use ${nameRule}`);
}

/** The highest that we know of `cniVersion` and `cniVersions` (1.1, "cniVersions"). */
function readVersion(given: JsonObject, { where, cniVersion }: ReadOptions): CniVersion {
  const one = optional(given, 'cniVersion', where, text) ?? '';
  const more = optional(given, 'cniVersions', where, list(text)) ?? [];
  const named = [one, ...more].filter((version) => version !== '');
  if (named.length === 0) return cniVersion ?? oldest;
  const known = named
    .map((version) => (olderVersions.includes(version) ? oldest : version))
    .filter(isSupported);
  const [first, ...rest] = known;
  if (first !== undefined)
    return rest.reduce((best, next) => (atLeast(next, best) ? next : best), first);
  const message = `${where}.cniVersion: ${quote(named.join(', '))} is not supported; use one of ${supportedVersions.join(', ')}`;
  throw new CniError(cniErrorCodes.incompatibleVersion, message);
}

/** `loadOnlyInlinedPlugins` (1.1): true needs plugins in the configuration, false takes those of the folder too. */
function readAppended(
  given: JsonObject,
  name: string,
  { where, appended }: ReadOptions,
): readonly Member[] {
  const only = optional(given, 'loadOnlyInlinedPlugins', where, looseFlag) ?? false;
  if (!only) return appended?.(name) ?? [];
  if (Object.hasOwn(given, 'plugins')) return [];
  const path = `${where}.loadOnlyInlinedPlugins`;
  throw badField(path, 'true without plugins', 'give plugins, or leave it out');
}

/** The reference library takes the words as well, in any case. */
const looseFlag: Reader<boolean> = (value, path) => {
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (word === true || word === 'true') return true;
  if (word === false || word === 'false') return false;
  throw badField(path, `${quote(value)} is not a boolean`, 'write true or false');
};
