import { kinds, type Kind } from '../api/group.ts';
import { annotations } from '../api/meta.ts';
import { agentLabels } from '../api/node-agent.ts';
import type { HostInterface, KubeObject, MultiNicNetwork } from '../api/types.ts';
import type { Log } from '../log.ts';
import type { UninstallWorld } from '../uninstall/run.ts';
import { backoffMs } from '../backoff.ts';
import type { KubeWriter } from './client.ts';
import { isNotFound, isTransient } from './errors.ts';
import { createTeller } from './events.ts';
import { refOf } from './paths.ts';
import type { ListOptions } from './types.ts';

export type UninstallWorldOptions = {
  readonly api: Pick<KubeWriter, 'get' | 'list' | 'remove' | 'mergePatch' | 'create' | 'apply'>;
  /** Of the node agents. */
  readonly namespace: string;
  readonly configName: string;
  readonly log: Log;
  readonly delay: (ms: number) => Promise<void>;
  readonly now: () => Date;
};

/** Requests in a row that may fail through no fault of theirs. */
const mostTries = 6;

/** The API server for an uninstallation. A kind that it does not know has no objects. */
export function createUninstallWorld(options: UninstallWorldOptions): UninstallWorld {
  const { api, namespace, configName } = options;
  const tellOf = createTeller({
    ...options,
    component: 'multi-nic-operator',
    instance: 'uninstall',
  });
  let config: KubeObject | undefined;
  const list = <T extends KubeObject>(kind: Kind, selector: ListOptions = {}) =>
    patiently(options, () => listed<T>(options, kind, selector));
  return {
    look: async () => {
      const [networks, hosts, pods] = await Promise.all([
        list<MultiNicNetwork>(kinds.network),
        list<HostInterface>(kinds.hostInterface),
        list<KubeObject>(kinds.pod, { namespace, labelSelector: agentSelectorText }),
      ]);
      return { networks, hosts, readyNodes: new Set(pods.flatMap(readyNodeOf)) };
    },
    deleteNetworks: async (networks) => {
      for (const network of networks) {
        // oxlint-disable-next-line no-await-in-loop -- in their order
        await patiently(options, () => api.remove(refOf(network), network.metadata.uid ?? ''));
      }
    },
    askAgents: () =>
      patiently(options, async () => {
        const ref = { kind: kinds.config, name: configName };
        const found = await api.get(ref);
        if (found === undefined) return false;
        const { uid } = found.metadata;
        const asked = { [annotations.uninstall]: 'true' };
        await api.mergePatch(ref, { metadata: { uid, annotations: asked } });
        config = found;
        return true;
      }),
    tell: async (note) => {
      if (config !== undefined) await tellOf(config, [note]);
    },
  };
}

const agentSelectorText = Object.entries({
  app: agentLabels.app,
  'app.kubernetes.io/name': agentLabels['app.kubernetes.io/name'],
})
  .map(([label, value]) => `${label}=${value}`)
  .join(',');

async function listed<T extends KubeObject>(
  { api }: UninstallWorldOptions,
  kind: Kind,
  selector: ListOptions,
): Promise<readonly T[]> {
  try {
    return (await api.list<T>(kind, selector)).items;
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

/** A server in trouble is asked again: nobody starts an uninstallation a second time because of one answer. */
async function patiently<T>(
  { log, delay }: UninstallWorldOptions,
  ask: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- again only after a failure
      return await ask();
    } catch (error) {
      if (!isTransient(error) || tries === mostTries) throw error;
      const waitMs = backoffMs(tries, Math.random());
      log.warn('the API server did not answer as it should, asking again', { waitMs, error });
      // oxlint-disable-next-line no-await-in-loop
      await delay(waitMs);
    }
  }
}

type Pod = KubeObject & {
  readonly spec?: { readonly nodeName?: string };
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
};

function readyNodeOf(pod: KubeObject): readonly string[] {
  const { spec, status } = pod as Pod;
  const ready = status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True');
  return ready === true && spec?.nodeName !== undefined ? [spec.nodeName] : [];
}
