import {
  badField,
  flag,
  list,
  maybe,
  object,
  optional,
  quote,
  type Reader,
  text,
  foldKeys,
} from '../../../cni/protocol/field.ts';
import type { CniVersion, JsonObject } from '../../../cni/protocol/types.ts';
import { isSupported } from '../../../cni/protocol/version.ts';
import { annotationsCapability } from './capabilities.ts';
import { readDelegates } from './delegates.ts';
import type { MetaConf } from './types.ts';

/**
 * The configuration of the meta plugin: Multus' keys, in the current or the early form. Keys that we do not know (logging,
 * folders of Multus' own) are ignored. What the form decides stands at `formOf`.
 *
 * @throws CniError `badConfig` naming field, reason and remedy
 */
export function parseMetaConf(given: JsonObject): MetaConf {
  const raw = foldKeys(given, confKeys);
  const name = optional(raw, 'name', '', text) ?? '';
  const cniVersion = versionOf(raw);
  const { delegates, named } = readDelegates(raw, { name, cniVersion });
  const conf: MetaConf = {
    form: formOf(raw, named, delegates.length),
    name,
    cniVersion,
    ...maybe(raw, 'clusterNetwork', '', filled),
    defaultNetworks: optional(raw, 'defaultNetworks', '', list(filled)) ?? [],
    delegates,
    alwaysUseDefault: optional(raw, 'always_use_default', '', flag) ?? false,
    systemNamespaces: optional(raw, 'systemNamespaces', '', list(text)) ?? ['kube-system'],
    multusNamespace: optional(raw, 'multusNamespace', '', filled) ?? 'kube-system',
    namespaceIsolation: optional(raw, 'namespaceIsolation', '', flag) ?? false,
    globalNamespaces: optional(raw, 'globalNamespaces', '', commaList) ?? ['default'],
    ...maybe(raw, 'confDir', '', absolutePath),
    ...maybe(raw, 'binDir', '', absolutePath),
    ...readReadiness(raw),
    ...maybe(raw, 'kubeconfig', '', filled),
    cniArgs: cniArgsOf(optional(raw, 'legacyCniArgs', '', flag)),
    ...readRuntimeConfig(raw),
  };
  checkTogether(conf);
  return conf;
}

const confKeys = [
  'name',
  'cniVersion',
  'clusterNetwork',
  'defaultNetworks',
  'delegates',
  'always_use_default',
  'systemNamespaces',
  'multusNamespace',
  'namespaceIsolation',
  'globalNamespaces',
  'confDir',
  'binDir',
  'readinessindicatorfile',
  'kubeconfig',
  'legacyCniArgs',
  'runtimeConfig',
];

function cniArgsOf(legacy: boolean | undefined): MetaConf['cniArgs'] {
  if (legacy === undefined) return 'undeclared';
  return legacy ? 'always' : 'never';
}

/** Absent where nobody wrote one, as in the early examples: the lists of such a configuration then get the oldest. */
function versionOf(raw: JsonObject): CniVersion {
  const version = raw['cniVersion'];
  return isSupported(version) ? version : '0.3.0';
}

/** Keys that the first Multus did not have. */
const currentKeys = [
  'clusterNetwork',
  'defaultNetworks',
  'systemNamespaces',
  'multusNamespace',
  'namespaceIsolation',
  'globalNamespaces',
  'confDir',
  'binDir',
  'readinessindicatorfile',
];

/**
 * The early form is known by what only it has: `always_use_default`, a delegate with `masterplugin`, or `kubeconfig` with nothing
 * that names a network (all of them come from the pods). `kubeconfig` with `delegates` stands in the early examples and in
 * what Multus generates today: there the pod's annotation decides (`formFor`).
 */
function formOf(raw: JsonObject, masterNamed: boolean, delegates: number): MetaConf['form'] {
  const has = (key: string): boolean => Object.hasOwn(raw, key) && raw[key] !== null;
  if (has('always_use_default') || masterNamed) return 'early';
  if (!has('kubeconfig')) return 'current';
  if (delegates === 0) return has('clusterNetwork') ? 'current' : 'early';
  return currentKeys.some(has) ? 'current' : 'either';
}

function checkTogether(conf: MetaConf): void {
  const { alwaysUseDefault, kubeconfig, delegates, clusterNetwork, defaultNetworks } = conf;
  if (alwaysUseDefault && (kubeconfig === undefined || delegates.length === 0)) {
    const lacks = kubeconfig === undefined ? 'kubeconfig' : 'delegates';
    const remedy = 'always_use_default needs both kubeconfig and delegates';
    throw badField('always_use_default', `true without ${lacks}`, remedy);
  }
  if (delegates.length === 0) return;
  const other = clusterNetwork === undefined ? 'defaultNetworks' : 'clusterNetwork';
  if (clusterNetwork === undefined && defaultNetworks.length === 0) return;
  throw badField('delegates', `stands beside ${other}`, 'keep one of them: both name the networks');
}

function readReadiness(raw: JsonObject): Pick<MetaConf, 'readinessFile'> {
  const readinessFile = optional(raw, 'readinessindicatorfile', '', emptyOr(absolutePath)) ?? '';
  return readinessFile === '' ? {} : { readinessFile };
}

function readRuntimeConfig(raw: JsonObject): Pick<MetaConf, 'runtimeConfig' | 'podAnnotations'> {
  const given = optional(raw, 'runtimeConfig', '', object) ?? {};
  const { [annotationsCapability]: _annotations, ...runtimeConfig } = given;
  const annotations = optional(given, annotationsCapability, 'runtimeConfig', textByKey);
  return { runtimeConfig, ...(annotations === undefined ? {} : { podAnnotations: annotations }) };
}

const textByKey: Reader<Readonly<Record<string, string>>> = (value, path) => {
  const entries = Object.entries(object(value, path));
  return Object.fromEntries(
    entries.map(([key, one]) => [key, text(one, `${path}[${quote(key)}]`)]),
  );
};

const filled: Reader<string> = (value, path) => {
  const given = text(value, path);
  if (given !== '') return given;
  throw badField(path, 'empty', 'give a value, or leave the key out');
};

const absolutePath: Reader<string> = (value, path) => {
  const given = text(value, path);
  if (/^\/[^\0]*$/.test(given)) return given;
  throw badField(path, `${quote(given)} is not an absolute path`, 'begin it with /');
};

const emptyOr =
  (read: Reader<string>): Reader<string> =>
  (value, path) =>
    value === '' ? '' : read(value, path);

const commaList: Reader<readonly string[]> = (value, path) =>
  text(value, path)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
