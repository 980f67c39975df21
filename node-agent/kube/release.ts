import { kinds } from '../../lib/api/group.ts';
import type { KubeObject } from '../../lib/api/types.ts';
import type { KubeApi } from '../../lib/kube/types.ts';
import type { Log } from '../../lib/log.ts';

type Options = {
  /** With a short time for a request: the pod is ending. */
  readonly api: Pick<KubeApi, 'get'>;
  /** The pod's; empty where the agent runs outside of a DaemonSet, which nothing takes away then. */
  readonly namespace: string;
  /** Of the DaemonSet, which bears the name of its Config. */
  readonly name: string;
  /** Whether the API server has told that the Config is gone or going, which takes the DaemonSet with it. */
  readonly configGone: () => boolean;
  readonly log: Log;
};

/**
 * Whether the agent ends because its DaemonSet goes, and not to be replaced or with its node. Where the release is deleted as a whole
 * the right to ask may be gone first; then the Config's end, seen while there was still a right to watch, tells. In doubt: false.
 * Never rejects.
 */
export async function isReleaseGone(options: Options): Promise<boolean> {
  const { api, namespace, name, configGone, log } = options;
  if (namespace === '') return false;
  try {
    const found = await api.get<KubeObject>({ kind: kinds.daemonSet, namespace, name });
    return found === undefined || found.metadata.deletionTimestamp !== undefined;
  } catch (error) {
    const gone = configGone();
    const so = gone ? 'its Config is gone, so it is' : 'it counts as there';
    log.warn('the API server does not tell whether our DaemonSet is there', {
      namespace,
      name,
      so,
      error,
    });
    return gone;
  }
}
