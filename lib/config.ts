import { MultiNicError } from './errors.ts';
import type { Level } from './log.ts';
import { type Env, readSettings, type Settings } from './settings.ts';

const schema = {
  operatorNamespace: {
    doc: 'Namespace of the operator: its Lease lives there',
    format: String,
    default: 'kube-system',
    env: 'OPERATOR_NAMESPACE',
    arg: 'operator-namespace',
  },
  podName: {
    doc: 'Name of this replica, the readable part of its identity in the Lease',
    format: String,
    default: 'multi-nic-operator',
    env: 'POD_NAME',
    arg: 'pod-name',
  },
  logLevel: {
    doc: 'debug, info, warn or error',
    format: ['debug', 'info', 'warn', 'error'],
    default: 'info',
    env: 'LOG_LEVEL',
    arg: 'log-level',
  },
  leaseName: {
    doc: 'Name of the Lease that the replicas share',
    format: String,
    default: 'multi-nic-operator',
    env: 'LEASE_NAME',
    arg: 'lease-name',
  },
  leaseDurationMs: {
    doc: 'How long the other replicas leave a leader alone that does not renew',
    format: 'nat',
    default: 15_000,
    env: 'LEASE_DURATION_MS',
    arg: 'lease-duration-ms',
  },
  leaseRenewDeadlineMs: {
    doc: 'How long a leader writes after its last renewal; below leaseDurationMs',
    format: 'nat',
    default: 10_000,
    env: 'LEASE_RENEW_DEADLINE_MS',
    arg: 'lease-renew-deadline-ms',
  },
  leaseRetryMs: {
    doc: 'Pause between two looks at the Lease; below leaseRenewDeadlineMs',
    format: 'nat',
    default: 2_000,
    env: 'LEASE_RETRY_MS',
    arg: 'lease-retry-ms',
  },
  healthPort: {
    doc: 'Port of /healthz and /readyz on every address; 0 turns them off',
    format: 'port',
    default: 8081,
    env: 'HEALTH_PORT',
    arg: 'health-port',
  },
  workers: {
    doc: 'Objects reconciled at the same time',
    format: 'nat',
    default: 4,
    env: 'WORKERS',
    arg: 'workers',
  },
  maxHostsPerSlice: {
    doc: 'Hosts of one CIDR object; a network with more has further ones',
    format: 'nat',
    default: 80,
    env: 'MAX_HOSTS_PER_SLICE',
    arg: 'max-hosts-per-slice',
  },
  nodeGraceMs: {
    doc: 'How long the addresses of pods on a node that is gone are held, beyond the end of the pods',
    format: 'nat',
    default: 300_000,
    env: 'NODE_GRACE_MS',
    arg: 'node-grace-ms',
  },
};

type Values = Settings<typeof schema>;

export type Config = Readonly<Omit<Values, 'logLevel'> & { logLevel: Level }>;

/**
 * The operator's settings, checked and frozen. Environment and arguments (`--health-port 0`) are given, so a test never
 * touches the process; an argument wins.
 *
 * @throws MultiNicError `CONFIG_INVALID`, naming the setting
 */
export function readConfig(env: Env, args: readonly string[]): Config {
  const values = readSettings(schema, env, args);
  atLeastOne('WORKERS', values.workers);
  atLeastOne('MAX_HOSTS_PER_SLICE', values.maxHostsPerSlice);
  inOrder(values);
  return Object.freeze({ ...values, logLevel: values.logLevel as Level });
}

function atLeastOne(name: string, value: number): void {
  if (value >= 1) return;
  throw new MultiNicError('CONFIG_INVALID', `${name} is ${value}: give it at least 1`);
}

function inOrder({ leaseRetryMs, leaseRenewDeadlineMs, leaseDurationMs }: Values): void {
  if (leaseRetryMs < leaseRenewDeadlineMs && leaseRenewDeadlineMs < leaseDurationMs) return;
  throw new MultiNicError(
    'CONFIG_INVALID',
    `LEASE_RETRY_MS ${leaseRetryMs} < LEASE_RENEW_DEADLINE_MS ${leaseRenewDeadlineMs} < LEASE_DURATION_MS ${leaseDurationMs} does not hold: a leader must try to renew before it stops writing, and stop before another takes over`,
  );
}
