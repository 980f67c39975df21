import { kinds } from '../../lib/api/group.ts';
import { createTeller } from '../../lib/kube/events.ts';
import type { KubeApi } from '../../lib/kube/types.ts';
import type { Log } from '../../lib/log.ts';

type Note = {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
};

type Options = {
  readonly api: Pick<KubeApi, 'create' | 'apply'>;
  readonly nodeName: string;
  readonly log: Log;
  readonly now: () => Date;
};

export type NodeEvents = {
  /** Takes note of it; it is written when the API server answers. */
  readonly tell: (note: Note) => void;
  /** As `tell`, about a pod of this node; written at once or not at all. */
  readonly tellPod: (
    pod: { readonly namespace: string; readonly name: string; readonly uid: string },
    note: Note,
  ) => void;
  /** Writes what was noted. To be called when the API server answers. */
  readonly write: () => Promise<void>;
};

/** Events about this agent's node, for `kubectl describe node`. */
export function createNodeEvents({ api, nodeName, log, now }: Options): NodeEvents {
  const tell = createTeller({
    api,
    component: 'multi-nic-node-agent',
    instance: nodeName,
    now,
    log,
  });
  const { apiVersion, kind } = kinds.node;
  // Kubelet's own Events have the node's name for its uid, and `kubectl describe` looks for that.
  const node = { apiVersion, kind, metadata: { name: nodeName, uid: nodeName } };
  const noted: Note[] = [];
  return {
    tell: (note) => void noted.push(note),
    tellPod: (metadata, note) =>
      void tell({ apiVersion: kinds.pod.apiVersion, kind: kinds.pod.kind, metadata }, [note]),
    write: () => tell(node, noted.splice(0)),
  };
}
