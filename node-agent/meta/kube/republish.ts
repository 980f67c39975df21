import { keyOf } from '../../../lib/api/meta.ts';
import { kinds } from '../../../lib/api/group.ts';
import type { KubeApi } from '../../../lib/kube/types.ts';
import { isThatPod, statusKey } from '../objects.ts';
import type { PodStatus } from '../statuses.ts';
import type { MetaEffects } from '../types.ts';
import { renderStatus } from './status-writer.ts';

type Options = {
  readonly api: Pick<KubeApi, 'list'>;
  readonly nodeName: string;
  readonly statuses: () => Promise<readonly PodStatus[]>;
  readonly publishStatus: MetaEffects['publishStatus'];
};

/**
 * Writes what a former run attached and did not come to tell: one list of this node's pods, and a write for each that says
 * something else. A node without such attachments asks nothing.
 */
export async function republish(options: Options): Promise<void> {
  const statuses = await options.statuses();
  if (statuses.length === 0) return;
  const fieldSelector = `spec.nodeName=${options.nodeName}`;
  const { items } = await options.api.list(kinds.pod, { fieldSelector });
  const pods = new Map(items.map((item) => [keyOf(item), item]));
  for (const { pod, status } of statuses) {
    const found = pods.get(`${pod.namespace}/${pod.name}`);
    if (found === undefined || !isThatPod(pod, found)) continue;
    if (found.metadata.annotations?.[statusKey] === renderStatus(status)) continue;
    const { uid = '' } = found.metadata;
    const isStatic = pod.uid !== '' && pod.uid !== uid;
    options.publishStatus({ ...pod, uid, static: isStatic }, status);
  }
}
