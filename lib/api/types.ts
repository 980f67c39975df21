/** The kinds of `multinic.fms.io/v1` as TypeScript sees them; `crds/` is where their shape is decided. */

export type OwnerReference = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
};

export type ObjectMeta = {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
};

export type KubeObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec?: unknown;
  readonly status?: unknown;
};

export type Resource<Spec, Status> = Omit<KubeObject, 'spec' | 'status'> & {
  readonly spec: Spec;
  readonly status?: Status;
};

/** As in apimachinery: `type` is unique in a list, `reason` is CamelCase, `message` is for a person. */
export type Condition = {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime: string;
  readonly observedGeneration?: number;
};

export type VlanMode = '' | 'l2' | 'l3' | 'l3s';

export type MainPluginSpec = {
  readonly cniVersion: string;
  readonly type: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly capabilities?: Readonly<Record<string, boolean>>;
  readonly dns?: {
    readonly nameservers?: readonly string[];
    readonly domain?: string;
    readonly search?: readonly string[];
    readonly options?: readonly string[];
  };
};

export type MultiNicNetworkSpec = {
  readonly subnet?: string;
  readonly masterNets?: readonly string[];
  /** JSON text of the IPAM object, as the user wrote it. */
  readonly ipam: string;
  readonly multiNICIPAM?: boolean;
  readonly plugin: MainPluginSpec;
  readonly attachPolicy?: {
    readonly strategy: string;
    readonly target?: string;
    /** Whether a pod may name masters outside `masterNets`. */
    readonly anyMaster?: boolean;
  };
  readonly namespaces?: readonly string[];
};

export type ConfigStatus = '' | 'WaitForConfig' | 'Success' | 'Failed';
export type RouteStatus = '' | 'N/A' | 'WaitForRoutes' | 'Unknown' | 'Success' | 'Failed';

export type MultiNicNetworkStatus = {
  readonly computeResults: readonly { readonly netAddress: string; readonly numOfHosts: number }[];
  readonly discovery: {
    readonly existDaemon: number;
    readonly infoAvailable: number;
    readonly cidrProcessed: number;
  };
  readonly configStatus: ConfigStatus;
  readonly routeStatus: RouteStatus;
  readonly message: string;
  readonly lastSyncTime: string;
  readonly observedGeneration?: number;
  readonly conditions?: readonly Condition[];
};

export type MultiNicNetwork = Resource<MultiNicNetworkSpec, MultiNicNetworkStatus>;

/** The frozen copy of a network's definition that its blocks were computed from. */
export type CidrConfig = {
  readonly name: string;
  readonly type: string;
  readonly subnet: string;
  readonly masterNets: readonly string[];
  readonly hostBlock: number;
  readonly interfaceBlock: number;
  readonly excludeCIDRs?: readonly string[];
  readonly vlanMode?: VlanMode;
};

export type CidrHost = {
  readonly hostIndex: number;
  readonly hostName: string;
  readonly interfaceName: string;
  readonly hostIP: string;
  readonly podCIDR: string;
  readonly ippool?: string;
};

export type CidrEntry = {
  readonly netAddress: string;
  readonly interfaceIndex: number;
  readonly vlanCIDR: string;
  readonly hosts: readonly CidrHost[];
};

export type CidrSpec = { readonly config: CidrConfig; readonly cidr: readonly CidrEntry[] };

/** Totals over all slices of the network; only on the first slice. */
export type CidrStatus = {
  readonly slices?: number;
  readonly hosts?: number;
  readonly blocks?: number;
  readonly observedGeneration?: number;
};

/** One slice of a network's blocks: the first bears the network's name, further ones `<network>-<n>`. */
export type CIDR = Resource<CidrSpec, CidrStatus>;

export type HostNic = {
  readonly interfaceName: string;
  readonly netAddress?: string;
  readonly hostIP?: string;
  /** Router by which the peers of netAddress are reached; absent where they are neighbours. */
  readonly gateway?: string;
  readonly vendor?: string;
  readonly product?: string;
  readonly pciAddress?: string;
  /** Ours, optional. A NIC that is down keeps its block and gets no new one. */
  readonly linkState?: 'up' | 'down';
  readonly mtu?: number;
  readonly numaNode?: number;
  readonly speedMbps?: number;
};

export type HostInterfaceSpec = {
  readonly hostName: string;
  readonly interfaces: readonly HostNic[];
};

/** What the node agent says of a network on its host; written when it changes, never per peer. */
export type HostNetworkStatus = {
  readonly name: string;
  readonly routes: 'Ready' | 'Failed';
  readonly message?: string;
};

/** A link of the host that pods may not be attached to. */
export type NotOffered = {
  readonly interfaceName: string;
  readonly netAddress?: string;
  readonly reason:
    | 'Primary'
    | 'NameReserved'
    | 'Excluded'
    | 'KindNotSelected'
    | 'Port'
    | 'NoAddress'
    | 'IPv6Only'
    | 'AddressUnusable';
  /** Names the link, why, and what to do. */
  readonly message: string;
};

export type HostInterfaceStatus = {
  /** Number of `spec.interfaces`, and how many of them are up: a printer column cannot count. */
  readonly interfaces?: number;
  readonly up?: number;
  readonly networks?: readonly HostNetworkStatus[];
  readonly notOffered?: readonly NotOffered[];
};
export type HostInterface = Resource<HostInterfaceSpec, HostInterfaceStatus>;

export type PoolAllocation = {
  readonly pod: string;
  readonly namespace: string;
  readonly index: number;
  readonly address: string;
};

export type IpPoolSpec = {
  readonly podCIDR: string;
  readonly vlanCIDR: string;
  readonly netAttachDef: string;
  readonly hostName: string;
  readonly interfaceName: string;
  readonly excludes: readonly string[];
  /** The node agent's field: a lagging copy of its journal. */
  readonly allocations: readonly PoolAllocation[];
};

export type IpPoolStatus = {
  readonly total?: number;
  readonly used?: number;
  readonly free?: number;
  /** Identity of the journal that the agent gives these addresses from. */
  readonly journal?: string;
};

export type IPPool = Resource<IpPoolSpec, IpPoolStatus>;

export type DeviceClass = Resource<
  { readonly ids: readonly { readonly vendor: string; readonly products: readonly string[] }[] },
  unknown
>;

/** `k8s.cni.cncf.io/v1`, NPWG multi-network standard v1.3 §3. */
export type NetworkAttachmentDefinition = Resource<{ readonly config?: string }, unknown>;
