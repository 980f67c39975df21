import type { CniVersion, JsonObject, Request } from '../../../cni/protocol/types.ts';
import type { ConfFolder, MetaEffects, NetworkList, PodFacts } from '../types.ts';

/** What stands in the configuration of `multi-nic-meta`, read once. */
export type MetaConf = {
  /** `early`: as the first Multus read it (`masterplugin`, `always_use_default`, `kubeconfig` alone); `either`: the pod decides. */
  readonly form: 'current' | 'early' | 'either';
  readonly name: string;
  readonly cniVersion: CniVersion;
  /** Name of an object or list, or the path of a file or folder. Absent: the first network of the conf folder. */
  readonly clusterNetwork?: string;
  /** As `clusterNetwork`, for every pod outside `systemNamespaces`, after the primary network. */
  readonly defaultNetworks: readonly string[];
  /** The one that is primary first. */
  readonly delegates: readonly NetworkList[];
  readonly alwaysUseDefault: boolean;
  readonly systemNamespaces: readonly string[];
  /** Where names without a namespace are looked up: `clusterNetwork`, `defaultNetworks`, the pod's default network. */
  readonly multusNamespace: string;
  readonly namespaceIsolation: boolean;
  readonly globalNamespaces: readonly string[];
  /** Where the lists are that a NetworkAttachmentDefinition without config and `clusterNetwork` name. Absent: the agent's own. */
  readonly confDir?: string;
  /** Searched for plugins before CNI_PATH. */
  readonly binDir?: string;
  readonly readinessFile?: string;
  readonly kubeconfig?: string;
  /** When `ips` and `mac` become `IP=` and `MAC=` in CNI_ARGS (`legacyCniArgs`; absent: where no plugin declares the capability). */
  readonly cniArgs: 'always' | 'undeclared' | 'never';
  /** What the runtime offers, for the primary network; without the pod's annotations. */
  readonly runtimeConfig: JsonObject;
  /** The pod's annotations, where the runtime hands them over. */
  readonly podAnnotations?: Readonly<Record<string, string>>;
};

/** One element of a network selection annotation, checked as far as it can be without the network. */
export type Selection = {
  /** Pod, annotation and item: how messages begin. */
  readonly where: string;
  /** Absent: the pod's own. */
  readonly namespace?: string;
  readonly name: string;
  readonly ifName?: string;
  /** `ips`, `mac`, `infinibandGUID`, `portMappings`, `bandwidth`: what a member must declare. */
  readonly capabilityArgs: JsonObject;
  readonly cniArgs?: JsonObject;
  readonly defaultRoute?: readonly string[];
  readonly deviceID?: string;
};

/** A network that the pod shall have, before it is decided under which name and with what. */
export type Candidate = {
  /** As `PlannedNetwork.name`. */
  readonly name: string;
  readonly list: NetworkList;
  /** Names it in messages. */
  readonly where: string;
  readonly selection?: Selection;
  /** What the network itself asks for (`if0name`); the annotation's wins. */
  readonly ifName?: string;
  readonly resourceName?: string;
};

/** The conf folders that a configuration speaks of, by path; `own` is the one that the runtime reads. */
export type Folders = {
  readonly own: ConfFolder;
  readonly others: ReadonlyMap<string, ConfFolder>;
};

export type PlanInput = {
  readonly conf: MetaConf;
  readonly folders: Folders;
  readonly pod: PodFacts;
  readonly request: Pick<Request, 'containerID' | 'ifName' | 'args' | 'path'>;
  readonly findNetwork: MetaEffects['findNetwork'];
  /** How many networks a pod may name; absent: any number. */
  readonly maxNetworks?: number;
};
