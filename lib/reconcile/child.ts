import type { KubeObject } from '../api/types.ts';

/** An object that exists, as a child that shall stay as it is: without what the API server keeps on it. */
export function asChild<T extends KubeObject>(object: T): T {
  const { name, namespace, labels, ownerReferences } = object.metadata;
  const { status: _status, ...rest } = object;
  return {
    ...rest,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
      ...(ownerReferences === undefined ? {} : { ownerReferences }),
    },
  } as T;
}
