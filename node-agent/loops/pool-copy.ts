import { kinds } from '../../lib/api/group.ts';
import type { IPPool, IpPoolStatus, KubeObject, PoolAllocation } from '../../lib/api/types.ts';
import type { Attachment } from '../journal/types.ts';

export type PoolCopy = {
  /** Server-side apply of `spec.allocations`; carries the pool's uid, so a pool made anew is not written to. */
  readonly spec: KubeObject | undefined;
  readonly status: KubeObject | undefined;
};

/**
 * What the pools of this host shall say of the journal: only pools whose copy is out of date appear. The journal leads,
 * the API follows: nothing here ever changes an attachment.
 *
 * @param capacity how many addresses a pool can give in all
 */
export function planPoolCopies(
  pools: readonly IPPool[],
  attachments: readonly Attachment[],
  capacity: (pool: IPPool) => number,
): readonly PoolCopy[] {
  const byPool = allocationsByPool(attachments);
  return pools.flatMap((pool) => {
    const allocations = byPool.get(pool.metadata.name) ?? [];
    const total = capacity(pool);
    const status = { total, used: allocations.length, free: total - allocations.length };
    const copy = {
      spec: sameAllocations(pool.spec.allocations, allocations)
        ? undefined
        : object(pool, { spec: { allocations } }),
      status: sameStatus(pool.status, status) ? undefined : object(pool, { status }),
    };
    return copy.spec === undefined && copy.status === undefined ? [] : [copy];
  });
}

function allocationsByPool(
  attachments: readonly Attachment[],
): ReadonlyMap<string, readonly PoolAllocation[]> {
  const byPool = new Map<string, PoolAllocation[]>();
  for (const { pod, reservations } of attachments) {
    for (const { pool, index, address } of reservations) {
      const list = byPool.get(pool) ?? [];
      list.push({ pod: pod.name, namespace: pod.namespace, index, address });
      byPool.set(pool, list);
    }
  }
  for (const list of byPool.values()) list.sort((a, b) => a.index - b.index);
  return byPool;
}

function object(pool: IPPool, part: Pick<KubeObject, 'spec' | 'status'>): KubeObject {
  const { name, uid } = pool.metadata;
  return {
    apiVersion: kinds.ipPool.apiVersion,
    kind: kinds.ipPool.kind,
    metadata: { name, ...(uid === undefined ? {} : { uid }) },
    ...part,
  };
}

const line = (a: PoolAllocation): string => `${a.index} ${a.address} ${a.namespace}/${a.pod}`;

function sameAllocations(
  one: readonly PoolAllocation[],
  other: readonly PoolAllocation[],
): boolean {
  return one.map(line).join('\n') === other.map(line).join('\n');
}

function sameStatus(one: IpPoolStatus | undefined, other: IpPoolStatus): boolean {
  return one?.total === other.total && one?.used === other.used && one?.free === other.free;
}
