import { kinds } from '../../lib/api/group.ts';
import type { KubeObject } from '../../lib/api/types.ts';
import type { KubeApi } from '../../lib/kube/types.ts';

type Pod = KubeObject & {
  readonly spec?: { readonly nodeName?: string };
  readonly status?: { readonly phase?: string };
};

/** Whether a pod of that name is on this node and has not ended, asked of the API server itself. Rejects when it cannot be asked. */
export function createPodLives(
  api: Pick<KubeApi, 'get'>,
  nodeName: string,
): (pod: { readonly namespace: string; readonly name: string }) => Promise<boolean> {
  return async ({ namespace, name }) => {
    const pod = await api.get<Pod>({ kind: kinds.pod, namespace, name });
    if (pod === undefined || pod.spec?.nodeName !== nodeName) return false;
    const { phase = '' } = pod.status ?? {};
    return !['Succeeded', 'Failed'].includes(phase);
  };
}
