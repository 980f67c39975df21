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
  /** Follows the NetworkAttachmentDefinitions from now on, and what a former run needed; a second call changes nothing. */
  readonly start: () => void;
  /** `MetaEffects.findNetwork`. What is looked for is followed from then on. */
  readonly findNetwork: MetaEffects['findNetwork'];
  readonly networksListed: NonNullable<MetaEffects['networksListed']>;
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
  /** `overdue`: started a while ago, and the API server has not answered. */
  readonly state: () => 'idle' | 'started' | 'overdue' | 'listed';
};

/** How long pods wait for the first list of a kind, and how often they look. */
const patienceMs = 2_500;
const pollMs = 50;

/**
 * The network objects of all namespaces, trimmed to what attaching needs. A kind is followed from when it is first needed, and a
 * cluster without its CustomResourceDefinition has none of it.
 */
export function createNetworkCache(options: NetworkCacheOptions): NetworkCache {
  const followed = followBoth(options);
  const nads = followed.NetworkAttachmentDefinition;
  const known = options.known ?? [];
  const knownOf = (kind: string): readonly NetworkObject[] =>
    known.filter((network) => network.kind === kind);
  return {
    start: () => {
      nads.start();
      if (knownOf('Network').length > 0) followed.Network.start();
    },
    findNetwork: createFind(followed, options.known),
    networksListed: (signal) => whenListed(Object.values(followed), signal),
    notReady: () => {
      const waiting = nads.state() !== 'idle' && nads.state() !== 'listed';
      const missing = waiting && options.known === undefined;
      return missing ? [`${kinds.nad.kind}: not listed yet`] : [];
    },
    snapshot: () => {
      if (nads.state() !== 'listed') return undefined;
      return Object.entries(followed).flatMap(([kind, { state, list }]) =>
        state() === 'listed' ? list() : knownOf(kind),
      );
    },
  };
}

type Both = Readonly<Record<NetworkObject['kind'], Followed>>;

function followBoth(options: NetworkCacheOptions): Both {
  const intern = createInterner();
  const nads = createStore((nad: NetworkAttachmentDefinition) => trimNad(nad, intern));
  const early = createStore<EarlyNetwork>(trimEarly);
  return {
    NetworkAttachmentDefinition: follow(options, kinds.nad, nads, networkOfNad),
    Network: follow(options, kinds.earlyNetwork, early, networkOfEarly),
  };
}

function createFind(
  followed: Both,
  known: readonly NetworkObject[] | undefined,
): NetworkCache['findNetwork'] {
  const byKey = new Map(known?.map((network) => [keyIn(network), network]));
  const knownKinds = new Set(known?.map(({ kind }) => kind));
  return (kind, namespace, name) => {
    const { start, state, find } = followed[kind];
    start();
    if (state() === 'listed') return find(`${namespace}/${name}`);
    // A former run that knew none of a kind may not have followed it.
    const listsSoon = state() === 'started' && !knownKinds.has(kind);
    if (known === undefined || listsSoon) throw notListed(kind, `${namespace}/${name}`);
    return byKey.get(keyIn({ kind, namespace, name }));
  };
}

/** Polls, because pods come together with the first list at most once in the life of an agent. */
async function whenListed(all: readonly Followed[], signal: AbortSignal): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- polls
  while (all.some(({ state }) => state() === 'started') && !signal.aborted)
    await delay(pollMs, signal);
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
      void delay(patienceMs, signal).then(() => {
        if (state === 'started') state = 'overdue';
      });
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
