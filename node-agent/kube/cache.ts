import { kinds, type Kind } from '../../lib/api/group.ts';
import { labels, labelValue } from '../../lib/api/meta.ts';
import type { Config } from '../../lib/api/config-types.ts';
import type {
  CIDR,
  HostInterface,
  IPPool,
  KubeObject,
  MultiNicNetwork,
} from '../../lib/api/types.ts';
import { delay } from '../../lib/kube/delay.ts';
import { runReflector } from '../../lib/kube/reflector.ts';
import { createStore, type Store } from '../../lib/kube/store.ts';
import type { KubeApi, ListOptions } from '../../lib/kube/types.ts';
import type { Log } from '../../lib/log.ts';
import { isL3 } from '../loops/l3.ts';
import type { Known } from '../types.ts';

export type Cache = {
  /** `undefined` while a kind that is needed was not yet listed completely. */
  readonly known: () => Known | undefined;
  /** What was written, so that the next look sees it before the watch tells it. */
  readonly keepHostInterface: (object: HostInterface) => void;
  readonly keepPool: (object: IPPool) => void;
  /** The Config of this agent; absent while it is not known. */
  readonly config: () => Config | undefined;
  /** Whether the API server has told that there is no such Config, or that it is being deleted. */
  readonly configGone: () => boolean;
  /** Kinds that were not listed yet; [] when ready. */
  readonly notReady: () => readonly string[];
};

type Options = {
  readonly api: KubeApi;
  readonly nodeName: string;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onChange: () => void;
  /** Name of the Config, and who wants to know when it changes: nothing that the node needs waits for it. */
  readonly configName: string;
  readonly onConfig: () => void;
};

/**
 * The agent's view of the API server. All slices of CIDRs are watched only where an L3 network exists: an L2 network needs
 * this host's pools alone.
 */
export function createCache(options: Options): Cache {
  const { nodeName } = options;
  const stores = createStores();
  const unlisted = new Set<string>();
  const follow = createFollow(options, unlisted);
  let followsCidrs = false;
  // Before the networks count as listed, so that there is no moment in which an L3 network is known without its blocks.
  stores.networks.onChange(() => {
    if (followsCidrs || !stores.networks.list().some(isL3)) return;
    followsCidrs = true;
    follow(kinds.cidr, stores.cidrs);
  });
  const ofThisHost = `${labels.hostname}=${labelValue(nodeName)}`;
  follow(kinds.network, stores.networks);
  follow(kinds.ipPool, stores.pools, { labelSelector: ofThisHost });
  follow(kinds.hostInterface, stores.host, { fieldSelector: `metadata.name=${nodeName}` });
  const configListed = followConfig(options, stores);
  return {
    config: () => stores.config.get(options.configName),
    configGone: () => {
      const config = stores.config.get(options.configName);
      if (config === undefined) return configListed();
      return config.metadata.deletionTimestamp !== undefined;
    },
    known: () => (unlisted.size > 0 ? undefined : read(stores, nodeName)),
    keepHostInterface: stores.host.upsert,
    keepPool: stores.pools.upsert,
    notReady: () => [...unlisted].map((kind) => `${kind}: not listed yet`),
  };
}

/** Only its metadata are looked at: the rest comes as the pod's environment. @returns whether it was listed */
function followConfig(options: Options, { config: store }: Stores): () => boolean {
  const { api, log, signal, configName, onConfig } = options;
  store.onChange(onConfig);
  const selector = { fieldSelector: `metadata.name=${configName}` };
  const kind = kinds.config;
  let listed = false;
  const onSynced = (): void => {
    listed = true;
  };
  void runReflector({ api, kind, options: selector, store, log, signal, delay, onSynced });
  return () => listed;
}

type Follow = <T extends KubeObject>(kind: Kind, store: Store<T>, selector?: ListOptions) => void;

function createFollow({ api, log, signal, onChange }: Options, unlisted: Set<string>): Follow {
  return (kind, store, selector = {}) => {
    unlisted.add(kind.kind);
    store.onChange(onChange);
    const onSynced = (): void => {
      unlisted.delete(kind.kind);
      onChange();
    };
    // Ends with the signal and never rejects.
    void runReflector({ api, kind, options: selector, store, log, signal, delay, onSynced });
  };
}

type Stores = ReturnType<typeof createStores>;

function createStores() {
  return {
    networks: createStore<MultiNicNetwork>(),
    pools: createStore<IPPool>(),
    cidrs: createStore<CIDR>(),
    host: createStore<HostInterface>(),
    config: createStore<Config>(),
  };
}

function read(stores: Stores, nodeName: string): Known {
  const hostInterface = stores.host.get(nodeName);
  return {
    networks: stores.networks.list(),
    pools: stores.pools.list(),
    cidrs: stores.cidrs.list(),
    ...(hostInterface === undefined ? {} : { hostInterface }),
  };
}
