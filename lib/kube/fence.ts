import type { KubeWriter } from './client.ts';

/** A write was due when this replica no longer led: the one that leads now decides anew. */
export class NotLeading extends Error {
  override readonly name = 'NotLeading';
}

/** The same API with every write refused while `leads` says no: the last thing before a request is sent. */
export function fenceWrites(api: KubeWriter, leads: () => boolean): KubeWriter {
  const fenced = async <T>(write: () => Promise<T>): Promise<T> => {
    if (!leads()) throw new NotLeading('this replica does not lead: nothing written');
    return write();
  };
  return {
    get: (ref) => api.get(ref),
    list: (kind, options) => api.list(kind, options),
    watch: (kind, options) => api.watch(kind, options),
    create: (object) => fenced(() => api.create(object)),
    apply: (object, options) => fenced(() => api.apply(object, options)),
    replace: (object) => fenced(() => api.replace(object)),
    takeOver: (ref, uid) => fenced(() => api.takeOver(ref, uid)),
    mergePatch: (ref, patch, options) => fenced(() => api.mergePatch(ref, patch, options)),
    remove: (ref, uid) => fenced(() => api.remove(ref, uid)),
  };
}
