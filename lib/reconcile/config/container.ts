import { agentContainer, agentHealthPort } from '../../api/node-agent.ts';
import type { Config, PodPart } from '../../api/config-types.ts';
import { environmentOf } from './environment.ts';

/**
 * What the node agent's work needs, instead of all rights: links, routes and ARP (NET_ADMIN, NET_RAW), entering network
 * and mount namespaces (SYS_ADMIN, SYS_CHROOT, SYS_PTRACE for those of other processes), files of any owner.
 */
const capabilities = [
  'DAC_OVERRIDE',
  'NET_ADMIN',
  'NET_RAW',
  'SYS_ADMIN',
  'SYS_CHROOT',
  'SYS_PTRACE',
];

const leastRights: PodPart = {
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsUser: 0,
  capabilities: { drop: ['ALL'], add: capabilities },
  // With these capabilities the runtimes' profiles let mount, setns and unshare pass, for the plugins that it executes too.
  seccompProfile: { type: 'RuntimeDefault' },
  // The runtimes' profiles keep a container from the mount namespaces of the host's processes, whatever it may otherwise.
  appArmorProfile: { type: 'Unconfined' },
  seLinuxOptions: { level: 's0', type: 'spc_t' },
};

/** The one container of a node agent's pod. */
export function containerOf(config: Config, volumeMounts: readonly PodPart[]): PodPart {
  const { image, imagePullPolicy = '', envFrom = [], healthPort, ...daemon } = config.spec.daemon;
  const port = healthPort ?? agentHealthPort;
  return {
    name: agentContainer,
    image,
    ...(imagePullPolicy === '' ? {} : { imagePullPolicy }),
    env: environmentOf(config),
    ...(envFrom.length === 0 ? {} : { envFrom }),
    // Named for the scheduler: two agents on one node would take each other's port.
    ports: [{ name: 'health', containerPort: port, protocol: 'TCP' }],
    resources: resources(daemon.resources),
    securityContext: securityContext(daemon.securityContext),
    volumeMounts,
    readinessProbe: probe('/readyz', port, { periodSeconds: 5, failureThreshold: 2 }),
    livenessProbe: probe('/healthz', port, { periodSeconds: 15, failureThreshold: 4 }),
    terminationMessagePolicy: 'FallbackToLogsOnError',
  };
}

function probe(path: string, port: number, times: PodPart): PodPart {
  return { httpGet: { path, port, scheme: 'HTTP' }, timeoutSeconds: 5, ...times };
}

/**
 * 80 MiB idle and 256 MiB with 40,000 routes were measured; the plugins that it executes, eight at the same time, count as
 * its own.
 */
const defaultResources: PodPart = {
  requests: { cpu: '100m', memory: '100Mi' },
  limits: { memory: '768Mi' },
};

/** Devices by resource claim would need a claim in the pod, which Config has no field for. */
function resources(given: PodPart | undefined): PodPart {
  if (given === undefined) return defaultResources;
  const { claims: _claims, ...rest } = given;
  return rest;
}

function securityContext(given: PodPart | undefined): PodPart {
  if (given === undefined) return leastRights;
  const { windowsOptions: _windows, ...rest } = given;
  return rest;
}
