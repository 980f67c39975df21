import { namespace } from './world.ts';

export const account = 'multi-nic-node-agent';
export const nodes = ['node-a', 'node-b'] as const;

export const pod = (name: string, where: string, node: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: where, annotations: { keep: 'this' }, labels: { app: name } },
  spec: {
    nodeName: node,
    serviceAccountName: where === namespace ? account : 'default',
    containers: [{ name: 'a', image: 'a' }],
  },
});

export const hostInterface = (name: string, hostName = name) => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'HostInterface',
  metadata: { name },
  spec: { hostName, interfaces: [] },
});

export const pool = (hostName: string) => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'IPPool',
  metadata: { name: `pool-${hostName}` },
  spec: {
    podCIDR: '192.168.0.0/24',
    vlanCIDR: '192.168.0.0/18',
    netAttachDef: 'net',
    hostName,
    interfaceName: 'eth1',
    excludes: [],
    allocations: [],
  },
});

export const allocation = { pod: 'p', namespace: 'default', index: 1, address: '192.168.0.1' };

export type Write = {
  readonly name: string;
  readonly path: string;
  readonly body: object;
  /** Server-side apply unless it says merge. */
  readonly merge?: true;
  /** Part of the refusal; absent where it is to succeed. */
  readonly want?: string;
};

export const podStatus = (name: string): string => `/api/v1/namespaces/default/pods/${name}/status`;
export const annotate = (annotations: object) => ({ metadata: { annotations } });
export const networkStatus = { 'k8s.v1.cni.cncf.io/network-status': '[]' };
export const { metadata: poolA } = pool('node-a');

export const noOwner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'none', uid: 'no-such-uid' };

/** What would keep the honest agent from its object for ever, or have it deleted again and again. */
export const madeBadly = [
  {
    name: 'with a finalizer',
    metadata: { finalizers: ['example.com/stay'] },
    want: 'finalizers and ownerReferences of hostinterfaces node-a',
  },
  {
    name: 'with an owner that is not there',
    metadata: { ownerReferences: [noOwner] },
    want: 'finalizers and ownerReferences of hostinterfaces node-a',
  },
  {
    name: 'as the user’s',
    metadata: { labels: { 'multi-nic-unmanaged': 'true' } },
    want: "labels of hostinterfaces node-a are not the node agent's",
  },
  {
    name: 'with an annotation',
    metadata: { annotations: { other: 'new' } },
    want: 'multinic.fms.io/uninstalled only',
  },
] as const;

export const withNics = (count: number) => {
  const interfaces = Array.from({ length: count }, (_, index) => ({
    interfaceName: `eth${index}`,
    netAddress: `10.9.${index}.0/24`,
    hostIP: `10.9.${index}.1`,
  }));
  return { ...hostInterface('node-a'), spec: { hostName: 'node-a', interfaces } };
};
