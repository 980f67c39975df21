import type { ParsedIpam } from '../../api/ipam.ts';
import type { Config } from '../../api/config-types.ts';
import type {
  CIDR,
  HostInterface,
  IPPool,
  KubeObject,
  MultiNicNetwork,
  NetworkAttachmentDefinition,
} from '../../api/types.ts';

export type NetworkObserved = {
  readonly network: MultiNicNetwork | undefined;
  /** ISO 8601. */
  readonly now: string;
  /** All networks, this one among them. */
  readonly networks: readonly MultiNicNetwork[];
  readonly hostInterfaces: readonly HostInterface[];
  /** Names of the Nodes that exist. */
  readonly nodes: ReadonlySet<string>;
  readonly nodeObjects: readonly KubeObject[];
  /** Where the cluster's Services have their addresses; empty where the API server has no such kind. */
  readonly serviceCidrs: readonly KubeObject[];
  /** The Service and EndpointSlice of the API server itself. */
  readonly apiServer: readonly KubeObject[];
  readonly namespaces: readonly KubeObject[];
  /** The slices of this network. */
  readonly cidrs: readonly CIDR[];
  /** The CIDR objects of the others. */
  readonly foreignCidrs: readonly CIDR[];
  /** The pools of this network. */
  readonly pools: readonly IPPool[];
  /** All NetworkAttachmentDefinitions of this network's name. */
  readonly nads: readonly NetworkAttachmentDefinition[];
  readonly config: Config | undefined;
  /** (host, NIC) records in one CIDR object at most. */
  readonly sliceLimit?: number;
};

/** The same once the network is known to exist, with its IPAM text read. */
export type LiveObserved = NetworkObserved & {
  readonly network: MultiNicNetwork;
  readonly ipam: ParsedIpam;
};
