import type { Kind } from '../../../lib/api/group.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import type { World } from '../../../lib/reconcile/types.ts';

/** A World over plain objects. */
export function worldOf(objects: readonly KubeObject[], now = '2026-11-21T12:00:00Z'): World {
  const list = ({ kind }: Kind): readonly KubeObject[] =>
    objects.filter((object) => object.kind === kind);
  return {
    now,
    list,
    get: (kind, key) => list(kind).find((object) => keyOf(object) === key),
  };
}

export function keyOf({ metadata }: KubeObject): string {
  return metadata.namespace === undefined
    ? metadata.name
    : `${metadata.namespace}/${metadata.name}`;
}
