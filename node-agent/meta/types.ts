import type { CniVersion, JsonObject, Result } from '../../cni/protocol/types.ts';

/** A network configuration list; what was a single plugin's file is a list of one (CNI 1.0, section 1). */
export type NetworkList = {
  readonly name: string;
  readonly cniVersion: CniVersion;
  readonly disableCheck: boolean;
  readonly disableGC: boolean;
  /** Each with `type`; unknown keys untouched. At least one. */
  readonly plugins: readonly (JsonObject & { readonly type: string })[];
};

/** The pod as the runtime names it in CNI_ARGS; what it did not say is empty. */
export type PodRef = {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
};

/** What the decision needs of the pod; `uid` is the API object's, another than the runtime's for a static pod. */
export type PodFacts = PodRef & { readonly annotations: Readonly<Record<string, string>> };

/** A NetworkAttachmentDefinition, or an early `Network` (plugin and args). */
export type NetworkObject =
  | {
      readonly kind: 'NetworkAttachmentDefinition';
      readonly namespace: string;
      readonly name: string;
      readonly config: string;
      readonly resourceName?: string;
    }
  | {
      readonly kind: 'Network';
      readonly namespace: string;
      readonly name: string;
      readonly plugin: string;
      readonly args: string;
    };

/** One network of a pod, fully decided: all that its chain, the status and DEL need. */
export type PlannedNetwork = {
  /** `namespace/name` of the object, or the name of the list for what comes from a file. */
  readonly name: string;
  readonly ifName: string;
  readonly list: NetworkList;
  /** The first one: its result is the pod's. */
  readonly primary: boolean;
  /** Offered to the members that declare the capability. */
  readonly capabilityArgs: JsonObject;
  /** Laid over each member's own `args.cni`. */
  readonly cniArgs?: JsonObject;
  /** CNI_ARGS as the delegates get it. */
  readonly args: string;
  /** CNI_PATH as the delegates get it. */
  readonly path: readonly string[];
  /** `default-route` of the annotation: gateways that shall be the pod's over this interface; `[]` keeps what the chain made. */
  readonly defaultRoute?: readonly string[];
  /** Families whose default routes this network has to give up, because another one asked for them. */
  readonly withoutDefault: readonly (4 | 6)[];
  /** A device of this resource is to be put in as `deviceID` and `pciBusID`. */
  readonly resourceName?: string;
  readonly deviceID?: string;
};

/** A network of a sandbox as the journal keeps it. `result` is absent until its chain has ended. */
export type AttachedNetwork = PlannedNetwork & { readonly result?: Result };

/** One entry of the network-status annotation, in the key order and shape that readers of Multus parse. */
export type NetworkStatus = {
  readonly name: string;
  readonly interface?: string;
  readonly ips?: readonly string[];
  readonly mac?: string;
  readonly mtu?: number;
  readonly default?: true;
  readonly dns: JsonObject;
  readonly 'device-info'?: JsonObject;
  readonly gateway?: readonly string[];
};

/** What the meta plugin needs of the world, besides what all verbs have. */
export type MetaEffects = {
  /**
   * The primary network's list, and all lists of the conf folder by name (for NADs without config, clusterNetwork by
   * name). `folder` undefined: the agent's own. @throws CniError naming folder or file
   */
  readonly readLists: (folder?: string) => Promise<ConfFolder>;
  /** Of the informer caches; `undefined` when there is none of that name. @throws CniError `tryAgain` before the first list */
  readonly findNetwork: (
    kind: NetworkObject['kind'],
    namespace: string,
    name: string,
  ) => NetworkObject | undefined;
  /**
   * Resolves when every kind of network object that was asked for has been listed once, at the latest after a moment: a kind is
   * followed from the first question on, and that one need not fail. Absent: nothing is to be waited for.
   */
  readonly networksListed?: (signal: AbortSignal) => Promise<void>;
  /**
   * Whether another meta plugin calls ours for the cluster's network and attaches by itself what a pod's annotation names.
   * Absent: none does.
   */
  readonly primaryOnly?: () => boolean;
  /** For runtimes that do not hand over the annotations. @throws CniError when the pod is not there in time, or is another one */
  readonly findPod: (pod: PodRef, signal: AbortSignal) => Promise<PodFacts>;
  /** Device ids that kubelet gave to the pod, by resource name, in its order. */
  readonly devicesOf: (pod: PodRef) => Promise<ReadonlyMap<string, readonly string[]>>;
  /** Takes note of a status that is to be written; returns at once, retries by itself. `static` pods have another uid in the API. */
  readonly publishStatus: (
    pod: PodRef & { readonly static: boolean },
    status: readonly NetworkStatus[],
  ) => void;
  /** What Multus left on this host: libcni's files of a container. Absent: there is no such host. */
  readonly multusCache?: {
    readonly read: (
      containerID: string,
    ) => Promise<readonly { readonly path: string; readonly content: string }[]>;
    /** Removes one file; that it is not there is success. */
    readonly forget: (path: string) => Promise<unknown>;
    readonly forgetSandbox: (containerID: string) => Promise<unknown>;
  };
  /** Makes a Warning of the pod; returns at once. Absent: the log alone has it. */
  readonly warnPod?: (pod: PodRef, reason: string, message: string) => void;
  /**
   * Waits for a readiness indicator file; when the signal has aborted before the call it looks once.
   * @throws CniError `tryAgain` when it is not there in time
   */
  readonly waitForFile: (path: string, signal: AbortSignal) => Promise<void>;
  /** Names of the links that the namespace has now. */
  readonly linksOf: (netns: string) => Promise<ReadonlySet<string>>;
  /** Gives plugins their copy of what a device plugin wrote about a device; where it wrote nothing there is nothing to copy. */
  readonly copyDeviceInfo?: (files: DeviceInfoFiles) => Promise<void>;
  /** What the plugins left in such a copy; `undefined` when there is none. @throws CniError for what is no JSON object */
  readonly readDeviceInfo?: (path: string) => Promise<JsonObject | undefined>;
};

/** Paths of the host (device information specification 1.1.0). */
export type DeviceInfoFiles = { readonly from: string; readonly to: string };

/** The lists of a CNI conf folder in the order in which a runtime takes them, without our own. */
export type ConfFolder = {
  readonly path: string;
  readonly lists: readonly { readonly file: string; readonly list: NetworkList }[];
  /** Files that could not be read as a configuration, and why. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
};
