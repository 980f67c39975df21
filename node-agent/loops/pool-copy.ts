import { kinds } from '../../lib/api/group.ts';
import type { IPPool, IpPoolStatus, KubeObject, PoolAllocation } from '../../lib/api/types.ts';
import type { Listed } from '../attach/adopted.ts';
import type { Attachment } from '../journal/types.ts';

export type PoolCopy = {
  /**
   * Server-side apply of `spec.allocations`; carries the pool's uid, so a pool made anew is not written to, and its version, so
   * what another program writes meanwhile is not overwritten.
   */
  readonly spec: KubeObject | undefined;
  readonly status: KubeObject | undefined;
};

export type Copied = {
  readonly attachments: readonly Attachment[];
  /** What the pools list and this journal did not give: it stays. */
  readonly foreign: readonly Listed[];
  /** How many addresses a pool can give in all. */
  readonly capacity: (pool: IPPool) => number;
  /** Identity of the journal, `undefined` while it may lack what pods have. */
  readonly journal: string | undefined;
};

/**
 * What the pools of this host shall say of the journal: only pools whose copy is out of date appear. The journal leads,
 * the API follows: nothing here ever changes an attachment.
 */
export function planPoolCopies(pools: readonly IPPool[], copied: Copied): readonly PoolCopy[] {
  const byPool = allocationsByPool(copied.attachments);
  return pools.flatMap((pool) => {
    const own = byPool.get(pool.metadata.name) ?? [];
    const allocations = merge(
      own,
      copied.foreign.filter((one) => one.pool === pool),
    );
    const status = statusOf(pool, allocations, copied);
    const copy = {
      spec: sameAllocations(pool.spec.allocations, allocations)
        ? undefined
        : object(pool, { spec: { allocations } }, pool.metadata.resourceVersion),
      status: sameStatus(pool.status, status) ? undefined : object(pool, { status }),
    };
    return copy.spec === undefined && copy.status === undefined ? [] : [copy];
  });
}

/** An address can stand there twice: multi-nic-cni gave one to two pods. */
function merge(
  own: readonly PoolAllocation[],
  foreign: readonly Listed[],
): readonly PoolAllocation[] {
  const others = foreign.map(({ entry }) => entry);
  return [...own, ...others].toSorted((one, other) => one.index - other.index);
}

function statusOf(
  pool: IPPool,
  allocations: readonly PoolAllocation[],
  { capacity, journal = pool.status?.journal }: Copied,
): IpPoolStatus {
  const total = capacity(pool);
  const used = new Set(allocations.map(({ index }) => index)).size;
  const counts = { total, used, free: Math.max(total - used, 0) };
  return journal === undefined ? counts : { ...counts, journal };
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
  return byPool;
}

function object(
  pool: IPPool,
  part: Pick<KubeObject, 'spec' | 'status'>,
  resourceVersion?: string,
): KubeObject {
  const { name, uid } = pool.metadata;
  const { apiVersion, kind } = kinds.ipPool;
  const version = resourceVersion === undefined ? {} : { resourceVersion };
  const metadata = { name, ...(uid === undefined ? {} : { uid }), ...version };
  return { apiVersion, kind, metadata, ...part };
}

const line = (a: PoolAllocation): string => `${a.index} ${a.address} ${a.namespace}/${a.pod}`;

function sameAllocations(
  one: readonly PoolAllocation[],
  other: readonly PoolAllocation[],
): boolean {
  return one.map(line).join('\n') === other.map(line).join('\n');
}

function sameStatus(one: IpPoolStatus | undefined, other: IpPoolStatus): boolean {
  const { total, used, free, journal } = one ?? {};
  const same = total === other.total && used === other.used && free === other.free;
  return same && journal === other.journal;
}
