import type { HostInterface } from '../../lib/api/types.ts';
import type { KubeApi } from '../../lib/kube/types.ts';
import type { Log } from '../../lib/log.ts';
import { planHostInterface } from '../discover/host-interface.ts';
import type { HostFacts } from '../discover/types.ts';
import type { Known } from '../types.ts';

export type HostEffects = {
  readonly nodeName: string;
  readonly observe: () => Promise<HostFacts>;
  /** Told before anything is written: attachments need it without API server. */
  readonly remember: (facts: HostFacts) => void;
  /** What the API server has; `undefined` while that is not known, and then nothing is written. */
  readonly cached: () => Known | undefined;
  readonly api: Pick<KubeApi, 'apply'>;
  readonly written: (object: HostInterface) => void;
  /** Told of the links that are not offered, as of every observation. */
  readonly onNotOffered: (links: HostFacts['notOffered']) => void;
};

/** Logs each link that is not offered when that, or its reason, is new. */
export function createNotOfferedLog(log: Pick<Log, 'info'>): HostEffects['onNotOffered'] {
  let logged = new Map<string, string>();
  return (links) => {
    for (const { interfaceName, reason, message } of links) {
      if (logged.get(interfaceName) !== message)
        log.info('link not offered to pods', { link: interfaceName, reason, why: message });
    }
    logged = new Map(links.map(({ interfaceName, message }) => [interfaceName, message]));
  };
}

/** One look at the host; the HostInterface is written only where it differs. */
export async function lookAtHost(effects: HostEffects): Promise<void> {
  const { nodeName } = effects;
  const facts = await effects.observe();
  effects.remember(facts);
  effects.onNotOffered(facts.notOffered);
  const cached = effects.cached();
  if (cached === undefined) return;
  const spec = { hostName: nodeName, interfaces: facts.interfaces };
  const planned = planHostInterface(cached.hostInterface, spec, nodeName);
  if (planned !== undefined) effects.written(await effects.api.apply(planned));
}
