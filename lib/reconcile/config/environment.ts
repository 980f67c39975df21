import { agentHealthPort } from '../../api/node-agent.ts';
import type { Config, EnvVar, MetaSpec } from '../../api/config-types.ts';
import { configFolder, pluginFolder } from './volumes.ts';

/**
 * The node agent's environment: what Config says, then `spec.daemon.env`, which may refer to it and wins where both set a
 * name. Of two of one name the later counts, as in a pod.
 */
export function environmentOf(config: Config): readonly EnvVar[] {
  const given = config.spec.daemon.env ?? [];
  const all = [...ownEnvironment(config), ...given];
  return all.filter(({ name }, at) => !all.slice(at + 1).some((later) => later.name === name));
}

function ownEnvironment({ metadata, spec }: Config): readonly EnvVar[] {
  const { nics = {}, healthPort = agentHealthPort } = spec.daemon;
  return [
    fromField('K8S_NODENAME', 'spec.nodeName'),
    fromField('K8S_NAMESPACE', 'metadata.namespace'),
    fromField('HOST_IPS', 'status.hostIPs'),
    { name: 'CONFIG_NAME', value: metadata.name },
    // With hostPID it is the node's own first process.
    { name: 'HOST_PROCESS', value: '1' },
    { name: 'CNI_BIN_DIR', value: pluginFolder },
    { name: 'CNI_CONF_DIR', value: configFolder },
    { name: 'HEALTH_PORT', value: String(healthPort) },
    { name: 'LOG_LEVEL', value: logLevel(spec.logLevel) },
    ...metaEnvironment(spec.meta ?? {}),
    ...text('NIC_KINDS', nics.kinds?.join(',')),
    ...text('NIC_PATTERN', usable(nics.pattern)),
    ...text('NIC_EXCLUDE', usable(nics.exclude)),
  ];
}

function metaEnvironment(meta: MetaSpec): readonly EnvVar[] {
  const { mode = '', namespaceIsolation = false, globalNamespaces, multusName } = meta;
  return [
    { name: 'META_MODE', value: mode === '' ? 'auto' : mode.toLowerCase() },
    { name: 'META_NAMES', value: multusName === true ? 'multi-nic-meta,multus' : 'multi-nic-meta' },
    { name: 'META_NAMESPACE_ISOLATION', value: String(namespaceIsolation) },
    ...(globalNamespaces === undefined
      ? []
      : [{ name: 'META_GLOBAL_NAMESPACES', value: globalNamespaces.join(',') }]),
  ];
}

function fromField(name: string, fieldPath: string): EnvVar {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}

function text(name: string, value: string | undefined): readonly EnvVar[] {
  return value === undefined || value === '' ? [] : [{ name, value }];
}

/** Upstream's numbers: its sample has 4, and 0 stands for not set. */
export function logLevel(verbosity = 0): 'error' | 'warn' | 'info' | 'debug' {
  if (verbosity >= 6) return 'debug';
  if (verbosity === 1) return 'error';
  return verbosity === 2 ? 'warn' : 'info';
}

/** Node agents that get an expression which is none do not start; the condition says that it was left out. */
function usable(expression: string | undefined): string | undefined {
  return expression === undefined || isExpression(expression) ? expression : undefined;
}

export function isExpression(source: string): boolean {
  try {
    return new RegExp(source).source !== '';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
