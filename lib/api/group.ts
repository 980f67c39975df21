/** The one table of kinds that any program of ours reads or writes. */
export type Kind = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
};

export const group = 'multinic.fms.io';
const v1 = `${group}/v1`;

const ours = (kind: string, plural: string): Kind => ({
  apiVersion: v1,
  kind,
  plural,
  namespaced: false,
});

export const kinds = {
  network: ours('MultiNicNetwork', 'multinicnetworks'),
  cidr: ours('CIDR', 'cidrs'),
  hostInterface: ours('HostInterface', 'hostinterfaces'),
  ipPool: ours('IPPool', 'ippools'),
  config: ours('Config', 'configs'),
  deviceClass: ours('DeviceClass', 'deviceclasses'),
  nad: {
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    plural: 'network-attachment-definitions',
    namespaced: true,
  },
  /** The kind of the first Multus, with its fields at the top. */
  earlyNetwork: {
    apiVersion: 'kubernetes-network.cni.cncf.io/v1',
    kind: 'Network',
    plural: 'networks',
    namespaced: true,
  },
  pod: { apiVersion: 'v1', kind: 'Pod', plural: 'pods', namespaced: true },
  namespace: { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false },
  node: { apiVersion: 'v1', kind: 'Node', plural: 'nodes', namespaced: false },
  /** Served from Kubernetes 1.33 on. */
  serviceCidr: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'ServiceCIDR',
    plural: 'servicecidrs',
    namespaced: false,
  },
  service: { apiVersion: 'v1', kind: 'Service', plural: 'services', namespaced: true },
  endpointSlice: {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    plural: 'endpointslices',
    namespaced: true,
  },
  daemonSet: { apiVersion: 'apps/v1', kind: 'DaemonSet', plural: 'daemonsets', namespaced: true },
  event: { apiVersion: 'v1', kind: 'Event', plural: 'events', namespaced: true },
  lease: {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    plural: 'leases',
    namespaced: true,
  },
} as const satisfies Record<string, Kind>;
