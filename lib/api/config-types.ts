import type { Condition, KubeObject, Resource } from './types.ts';

/** A part of a pod that is copied as it is; the API server judges it. */
export type PodPart = Readonly<Record<string, unknown>>;

/** A folder or file of the host, upstream's form. */
export type HostMount = {
  readonly name: string;
  readonly podpath: string;
  readonly hostpath: string;
};

export type EnvVar = PodPart & { readonly name: string };

/** The DaemonSet of the node agents. */
export type DaemonSpec = {
  readonly image: string;
  /** daemonPort in the NetworkAttachmentDefinitions; nobody listens there any more. */
  readonly port: number;
  readonly healthPort?: number;
  readonly cniBinDir?: string;
  readonly cniConfDir?: string;
  readonly nics?: {
    readonly kinds?: readonly string[];
    readonly pattern?: string;
    readonly exclude?: string;
  };
  readonly priorityClassName?: string;
  readonly updateStrategy?: { readonly maxUnavailable?: number | string };
  readonly affinity?: PodPart;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly PodPart[];
  readonly imagePullPolicy?: string;
  readonly imagePullSecretName?: string;
  readonly securityContext?: PodPart;
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly PodPart[];
  readonly resources?: PodPart;
  readonly mounts?: readonly HostMount[];
};

export type MetaSpec = {
  readonly mode?: '' | 'Auto' | 'On' | 'Off';
  readonly namespaceIsolation?: boolean;
  readonly globalNamespaces?: readonly string[];
  readonly multusName?: boolean;
};

/** Upstream's other fields (paths, times) are kept in the object and read by nobody. */
export type ConfigSpec = {
  readonly cniType: string;
  readonly ipamType: string;
  readonly logLevel?: number;
  readonly meta?: MetaSpec;
  readonly daemon: DaemonSpec;
};

export type ConfigObjectStatus = {
  readonly observedGeneration?: number;
  readonly image?: string;
  /** `3/4`: ready of desired. */
  readonly nodes?: string;
  readonly desiredNodes?: number;
  readonly readyNodes?: number;
  readonly updatedNodes?: number;
  readonly lastUpdateTime?: string;
  readonly conditions?: readonly Condition[];
};

export type Config = Resource<ConfigSpec, ConfigObjectStatus>;

export type DaemonSetSpec = {
  readonly selector: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly template: PodPart;
  readonly updateStrategy?: PodPart;
};

/** As far as it is read here; every count is of nodes. */
export type DaemonSetStatus = {
  readonly observedGeneration?: number;
  readonly desiredNumberScheduled?: number;
  /** Nodes on which the pod was made, whether it runs or not. */
  readonly currentNumberScheduled?: number;
  readonly updatedNumberScheduled?: number;
  readonly numberReady?: number;
};

/** `apps/v1`. */
export type DaemonSet = Resource<DaemonSetSpec, DaemonSetStatus>;

/** `v1.Event` of a controller that could not make a pod, as far as it is read here; what is null counts as absent. */
export type FailedCreate = KubeObject & {
  readonly involvedObject?: { readonly name?: string; readonly uid?: string };
  readonly message?: string | null;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly lastObservedTime?: string | null } | null;
};
