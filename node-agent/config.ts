import { MultiNicError } from '../lib/errors.ts';
import type { Level } from '../lib/log.ts';
import { type Env, readSettings, type Settings } from '../lib/settings.ts';
import { defaultNicConfig, type NicConfig } from './discover/types.ts';
import { type MetaConfig, metaConfig, metaSchema } from './meta/settings.ts';
import { defaultRouteConfig, type RouteConfig } from './routes/types.ts';

const schema = {
  nodeName: {
    doc: 'Name of this node, as in its Node object (downward API, spec.nodeName)',
    format: String,
    default: '',
    env: 'K8S_NODENAME',
    arg: 'node-name',
  },
  namespace: {
    doc: 'Namespace of the DaemonSet of this agent (downward API, metadata.namespace); empty: it is of none',
    format: String,
    default: '',
    env: 'K8S_NAMESPACE',
    arg: 'namespace',
  },
  hostIPs: {
    doc: 'Addresses of this node, separated by commas (downward API, status.hostIPs): the NIC that has one is the primary',
    format: String,
    default: '',
    env: 'HOST_IPS',
    arg: 'host-ips',
  },
  socket: {
    doc: 'Unix socket that the CNI shim connects to',
    format: String,
    default: '/run/multi-nic/agent.sock',
    env: 'MULTINIC_SOCKET',
    arg: 'socket',
  },
  stateDir: {
    doc: 'Folder of the journal and of the last snapshot of the API; must outlive the pod and reboots',
    format: String,
    default: '/var/lib/multi-nic',
    env: 'MULTINIC_STATE_DIR',
    arg: 'state-dir',
  },
  binDir: {
    doc: "The host's CNI binaries, where the shim is installed under each plugin name",
    format: String,
    default: '/host/opt/cni/bin',
    env: 'CNI_BIN_DIR',
    arg: 'bin-dir',
  },
  shim: {
    doc: 'The shim that is installed',
    format: String,
    default: '/usr/local/libexec/multi-nic/shim',
    env: 'MULTINIC_SHIM',
    arg: 'shim',
  },
  confDir: {
    doc: "The host's CNI configurations, where the primary network is found and ours is written",
    format: String,
    default: '/host/etc/cni/net.d',
    env: 'CNI_CONF_DIR',
    arg: 'conf-dir',
  },
  cacheDir: {
    doc: "The host's folder in which the runtime's CNI library keeps what it called (libcni's CacheDir)",
    format: String,
    default: '/var/lib/cni',
    env: 'CNI_CACHE_DIR',
    arg: 'cache-dir',
  },
  hostProcess: {
    doc: "Process id whose mount namespace is the host's, where other plugins are executed and paths of a CNI configuration are looked up; empty: the agent's own",
    format: String,
    default: '',
    env: 'HOST_PROCESS',
    arg: 'host-process',
  },
  configName: {
    doc: 'Name of the Config object that this agent belongs to',
    format: String,
    default: 'multi-nicd',
    env: 'CONFIG_NAME',
    arg: 'config-name',
  },
  ...metaSchema,
  nicKinds: {
    doc: 'Kinds of links that count as NICs under any name, separated by commas: physical, virtio, vf or a link kind (vlan, bond, …)',
    format: String,
    default: defaultNicConfig.kinds.join(','),
    env: 'NIC_KINDS',
    arg: 'nic-kinds',
  },
  nicPattern: {
    doc: 'Regular expression for names under which a link of any further kind counts',
    format: String,
    default: defaultNicConfig.pattern.source,
    env: 'NIC_PATTERN',
    arg: 'nic-pattern',
  },
  nicExclude: {
    doc: 'Regular expression for names that never count',
    format: String,
    default: defaultNicConfig.exclude.source,
    env: 'NIC_EXCLUDE',
    arg: 'nic-exclude',
  },
  routeProtocol: {
    doc: 'Protocol number that marks routes, rules and next hops as ours',
    format: 'nat',
    default: defaultRouteConfig.protocol,
    env: 'ROUTE_PROTOCOL',
    arg: 'route-protocol',
  },
  tableFirst: {
    doc: 'First routing table that a network may get',
    format: 'nat',
    default: defaultRouteConfig.tables.first,
    env: 'TABLE_FIRST',
    arg: 'table-first',
  },
  tableCount: {
    doc: 'How many routing tables there are for networks',
    format: 'nat',
    default: 1_000,
    env: 'TABLE_COUNT',
    arg: 'table-count',
  },
  rulePriority: {
    doc: 'Priority of the rules `from <subnet>`; below 32766, where the main table is asked',
    format: 'nat',
    default: defaultRouteConfig.rulePriority,
    env: 'RULE_PRIORITY',
    arg: 'rule-priority',
  },
  nexthopBase: {
    doc: 'Lowest id of a nexthop object of ours',
    format: 'nat',
    default: defaultRouteConfig.nexthopBase,
    env: 'NEXTHOP_BASE',
    arg: 'nexthop-base',
  },
  healthPort: {
    doc: 'Port of /healthz and /readyz; 0 turns them off',
    format: 'port',
    default: 11_001,
    env: 'HEALTH_PORT',
    arg: 'health-port',
  },
  logLevel: {
    doc: 'debug, info, warn or error',
    format: ['debug', 'info', 'warn', 'error'],
    default: 'info',
    env: 'LOG_LEVEL',
    arg: 'log-level',
  },
};

type Values = Settings<typeof schema>;

/** Settings that are handed on as they are. */
const plain = [
  'nodeName',
  'namespace',
  'socket',
  'stateDir',
  'binDir',
  'confDir',
  'cacheDir',
  'shim',
  'healthPort',
  'configName',
] as const;

export type AgentConfig = Readonly<
  Pick<Values, (typeof plain)[number]> & {
    logLevel: Level;
    /** Absent: the agent runs in the host's mount namespace itself. */
    hostProcess: number | undefined;
    meta: MetaConfig;
    nics: NicConfig;
    /** The node's InternalIPs. */
    nodeAddresses: readonly string[];
    routes: RouteConfig;
  }
>;

/** The node agent's settings. @throws MultiNicError `CONFIG_INVALID`, naming the setting */
export function readConfig(env: Env, args: readonly string[]): AgentConfig {
  const values = readSettings(schema, env, args);
  if (values.nodeName === '') {
    const why = 'K8S_NODENAME is empty: set it from spec.nodeName (downward API)';
    throw new MultiNicError('CONFIG_INVALID', why);
  }
  if (values.configName === '') {
    const why = 'CONFIG_NAME is empty: set it to the name of the Config object, or leave it out';
    throw new MultiNicError('CONFIG_INVALID', why);
  }
  return Object.freeze({
    ...pick(values),
    logLevel: values.logLevel as Level,
    hostProcess: hostProcess(values),
    meta: metaConfig(values),
    nics: nicConfig(values),
    nodeAddresses: listOf(values.hostIPs),
    routes: routeConfig(values),
  });
}

function pick(values: Values): Pick<Values, (typeof plain)[number]> {
  const pairs = plain.map((name) => [name, values[name]] as const);
  return Object.fromEntries(pairs) as Pick<Values, (typeof plain)[number]>;
}

function hostProcess({ hostProcess: text }: Values): number | undefined {
  if (text === '') return undefined;
  if (/^[1-9][0-9]{0,9}$/.test(text)) return Number(text);
  const why = `HOST_PROCESS is ${JSON.stringify(text)}: set it to a process id (1 in a pod with hostPID), or leave it empty`;
  throw new MultiNicError('CONFIG_INVALID', why);
}

function nicConfig({ nicKinds, nicPattern, nicExclude }: Values): NicConfig {
  return {
    kinds: listOf(nicKinds),
    pattern: expression('NIC_PATTERN', nicPattern),
    exclude: expression('NIC_EXCLUDE', nicExclude),
  };
}

function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function routeConfig(values: Values): RouteConfig {
  const { routeProtocol, tableFirst, tableCount, rulePriority, nexthopBase } = values;
  const tables = { first: tableFirst, last: tableFirst + tableCount - 1 };
  if (routeProtocol >= 1 && routeProtocol <= 255) {
    return { protocol: routeProtocol, tables, rulePriority, nexthopBase };
  }
  const why = `ROUTE_PROTOCOL is ${routeProtocol}: choose one from 1 to 255 that no routing daemon of the host uses`;
  throw new MultiNicError('CONFIG_INVALID', why);
}

function expression(name: string, source: string): RegExp {
  try {
    return new RegExp(source);
  } catch (cause) {
    const why = `${name} ${JSON.stringify(source)} is no regular expression: correct it`;
    throw new MultiNicError('CONFIG_INVALID', why, { cause });
  }
}
