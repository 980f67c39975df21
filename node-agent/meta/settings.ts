import { MultiNicError } from '../../lib/errors.ts';
import type { Settings } from '../../lib/settings.ts';

/** The plugin name under which our generated conf calls the agent. */
export const metaName = 'multi-nic-meta';

/** Every name that the meta plugin may be installed under. */
export const possibleNames: readonly string[] = [metaName, 'multus'];

const modes = ['auto', 'on', 'off'] as const;

export type MetaConfig = {
  /** `auto`: on where no Multus is found. */
  readonly mode: (typeof modes)[number];
  /** `multi-nic-meta`, and `multus` where asked for. */
  readonly names: readonly string[];
  /** For the generated conf: pods may use networks of their own namespace and of the global ones alone. */
  readonly namespaceIsolation: boolean;
  readonly globalNamespaces: readonly string[];
  /** How many networks a pod's annotation may name. */
  readonly maxNetworks: number;
};

/** The part of the agent's settings that is about networks by annotation. */
export const metaSchema = {
  metaMode: {
    doc: 'Networks by pod annotation: on, off, or auto (on where no Multus is found)',
    format: [...modes],
    default: 'auto',
    env: 'META_MODE',
    arg: 'meta-mode',
  },
  metaNames: {
    doc: 'Plugin names that serve networks by annotation, separated by commas: multi-nic-meta, and multus for confs written for it',
    format: String,
    default: metaName,
    env: 'META_NAMES',
    arg: 'meta-names',
  },
  metaNamespaceIsolation: {
    doc: 'true: a pod may name networks of its own namespace and of the global namespaces alone',
    format: ['true', 'false'],
    default: 'false',
    env: 'META_NAMESPACE_ISOLATION',
    arg: 'meta-namespace-isolation',
  },
  metaGlobalNamespaces: {
    doc: 'Namespaces whose networks every pod may name under namespace isolation, separated by commas',
    format: String,
    default: 'default',
    env: 'META_GLOBAL_NAMESPACES',
    arg: 'meta-global-namespaces',
  },
  metaMaxNetworks: {
    doc: "How many networks a pod's annotation may name",
    format: 'nat',
    default: 32,
    env: 'META_MAX_NETWORKS',
    arg: 'meta-max-networks',
  },
};

/** @throws MultiNicError `CONFIG_INVALID`, naming the setting */
export function metaConfig(values: Settings<typeof metaSchema>): MetaConfig {
  return {
    mode: values.metaMode as MetaConfig['mode'],
    names: pluginNames(values.metaNames),
    namespaceIsolation: values.metaNamespaceIsolation === 'true',
    globalNamespaces: namespaces(values.metaGlobalNamespaces),
    maxNetworks: values.metaMaxNetworks,
  };
}

/** The generated conf names `multi-nic-meta`, so it is there whatever else is. */
function pluginNames(text: string): readonly string[] {
  const names = listOf(text);
  const unknown = names.find((name) => !possibleNames.includes(name));
  if (unknown === undefined && names.includes(metaName)) return [...new Set(names)];
  const why = unknown === undefined ? `lacks ${metaName}` : `has ${JSON.stringify(unknown)}`;
  throw invalid(`META_NAMES ${why}: set it to ${metaName} or ${possibleNames.join(',')}`);
}

/** RFC 1123 label, as the name of a namespace is. */
const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

function namespaces(text: string): readonly string[] {
  const names = listOf(text);
  const bad = names.find((name) => !label.test(name));
  if (bad === undefined) return names;
  throw invalid(
    `META_GLOBAL_NAMESPACES has ${JSON.stringify(bad)}, which no namespace can be called: correct it`,
  );
}

function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function invalid(message: string): MultiNicError {
  return new MultiNicError('CONFIG_INVALID', message);
}
