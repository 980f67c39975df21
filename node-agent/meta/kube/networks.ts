import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../../cni/protocol/types.ts';
import { kinds, type Kind } from '../../../lib/api/group.ts';
import type { KubeObject, NetworkAttachmentDefinition } from '../../../lib/api/types.ts';
import { delay } from '../../../lib/kube/delay.ts';
import { runReflector } from '../../../lib/kube/reflector.ts';
import { createStore, type Store } from '../../../lib/kube/store.ts';
import type { KubeApi } from '../../../lib/kube/types.ts';
import type { Log } from '../../../lib/log.ts';
import { createInterner } from '../intern.ts';
import { type EarlyNetwork, networkOfEarly, networkOfNad, trimEarly, trimNad } from '../objects.ts';
import type { MetaEffects, NetworkObject } from '../types.ts';

export type NetworkCache = {
  /** Follows the NetworkAttachmentDefinitions from now on; a second call changes nothing. */
  readonly start: () => void;
  /** `MetaEffects.findNetwork`. What is looked for is followed from then on. */
  readonly findNetwork: MetaEffects['findNetwork'];
  /** What is followed and was neither listed nor known from a snapshot; [] when ready. */
  readonly notReady: () => readonly string[];
  /** All that is known, for the next start; `undefined` before the first list. */
  readonly snapshot: () => readonly NetworkObject[] | undefined;
};

export type NetworkCacheOptions = {
  readonly api: Pick<KubeApi, 'list' | 'watch'>;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** What a former run knew, until the API server answers. */
  readonly known: readonly NetworkObject[] | undefined;
  readonly onChange: () => void;
  /** How long until a kind is asked for again that the API server does not have. */
  readonly whenMissingMs?: number;
};

type Followed = {
  readonly find: (key: string) => NetworkObject | undefined;
  readonly list: () => readonly NetworkObject[];
  readonly start: () => void;
  readonly state: () => 'idle' | 'started' | 'listed';
};

/**
 * The network objects of all namespaces, trimmed to what attaching needs. A kind is followed from when it is first needed, and a
 * cluster without its CustomResourceDefinition has none of it.
 */
export function createNetworkCache(options: NetworkCacheOptions): NetworkCache {
  const intern = createInterner();
  const trim = (nad: NetworkAttachmentDefinition) => trimNad(nad, intern);
  const followed: Readonly<Record<NetworkObject['kind'], Followed>> = {
    NetworkAttachmentDefinition: follow(options, kinds.nad, createStore(trim), networkOfNad),
    Network: follow(
      options,
      kinds.earlyNetwork,
      createStore<EarlyNetwork>(trimEarly),
      networkOfEarly,
    ),
  };
  const known = new Map(options.known?.map((network) => [keyIn(network), network]));
  const findNetwork: NetworkCache['findNetwork'] = (kind, namespace, name) => {
    const { start, state, find } = followed[kind];
    start();
    if (state() === 'listed') return find(`${namespace}/${name}`);
    if (options.known === undefined) throw notListed(kind, `${namespace}/${name}`);
    return known.get(keyIn({ kind, namespace, name }));
  };
  const all = Object.values(followed);
  return {
    start: followed.NetworkAttachmentDefinition.start,
    findNetwork,
    notReady: () => {
      const waiting = followed.NetworkAttachmentDefinition.state() === 'started';
      const missing = waiting && options.known === undefined;
      return missing ? [`${kinds.nad.kind}: not listed yet`] : [];
    },
    snapshot: () => {
      if (followed.NetworkAttachmentDefinition.state() !== 'listed') return undefined;
      return all.flatMap(({ list }) => list());
    },
  };
}

function follow<T extends KubeObject>(
  { api, log, signal, onChange, whenMissingMs = 60_000 }: NetworkCacheOptions,
  kind: Kind,
  store: Store<T>,
  read: (object: T) => NetworkObject,
): Followed {
  let state: ReturnType<Followed['state']> = 'idle';
  const onSynced = (): void => {
    state = 'listed';
    onChange();
  };
  return {
    find: (key) => {
      const object = store.get(key);
      return object === undefined ? undefined : read(object);
    },
    list: () => store.list().map(read),
    state: () => state,
    start: () => {
      if (state !== 'idle') return;
      state = 'started';
      store.onChange(onChange);
      // Ends with the signal and never rejects.
      void runReflector({ api, kind, store, log, signal, delay, onSynced, whenMissingMs });
    },
  };
}

function keyIn({
  kind,
  namespace,
  name,
}: Pick<NetworkObject, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace}/${name}`;
}

function notListed(kind: string, key: string): CniError {
  const message = `${kind} ${key}: the API server has not told this node yet which there are; it is tried again`;
  return new CniError(cniErrorCodes.tryAgain, message);
}
