import { MultiNicError } from '../lib/errors.ts';
import type { Level } from '../lib/log.ts';
import { type Env, readSettings, type Settings } from '../lib/settings.ts';

const schema = {
  nodeName: {
    doc: 'Name of this node, as in its Node object (downward API, spec.nodeName)',
    format: String,
    default: '',
    env: 'K8S_NODENAME',
    arg: 'node-name',
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
  nicKinds: {
    doc: 'Kinds of virtual links that count as NICs beside physical ones, separated by commas: vlan,bond',
    format: String,
    default: '',
    env: 'NIC_KINDS',
    arg: 'nic-kinds',
  },
  nicPattern: {
    doc: 'Regular expression that the name of a NIC must match as a whole',
    format: String,
    default: '.*',
    env: 'NIC_PATTERN',
    arg: 'nic-pattern',
  },
  routeProtocol: {
    doc: 'Protocol number that marks routes, rules and next hops as ours',
    format: 'nat',
    default: 186,
    env: 'ROUTE_PROTOCOL',
    arg: 'route-protocol',
  },
  tableFirst: {
    doc: 'First routing table that a network may get',
    format: 'nat',
    default: 20_000,
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
    default: 32_000,
    env: 'RULE_PRIORITY',
    arg: 'rule-priority',
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

export type AgentConfig = Omit<Settings<typeof schema>, 'logLevel'> & { readonly logLevel: Level };

/** The node agent's settings. @throws MultiNicError `CONFIG_INVALID`, naming the setting */
export function readConfig(env: Env, args: readonly string[]): AgentConfig {
  const config = readSettings(schema, env, args);
  if (config.nodeName === '') {
    const why = 'K8S_NODENAME is empty: set it from spec.nodeName (downward API)';
    throw new MultiNicError('CONFIG_INVALID', why);
  }
  return Object.freeze({ ...config, logLevel: config.logLevel as Level });
}
