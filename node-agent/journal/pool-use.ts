/** Which indexes of each pool are taken and by whom; an owner releases only what is its own. */
export type PoolUse = {
  used(pool: string): ReadonlySet<number>;
  /** The highest used index, where next-fit goes on; `undefined` when none is used. */
  highest(pool: string): number | undefined;
  owner(pool: string, index: number): string | undefined;
  take(taken: Taken, owner: string): void;
  release(taken: Taken, owner: string): void;
};

export type Taken = { readonly pool: string; readonly index: number };

type Use = { readonly used: Set<number>; readonly owners: Map<number, string>; highest: number };

const none: ReadonlySet<number> = new Set();

export function createPoolUse(): PoolUse {
  const pools = new Map<string, Use>();
  return {
    used: (pool) => pools.get(pool)?.used ?? none,
    highest: (pool) => pools.get(pool)?.highest,
    owner: (pool, index) => pools.get(pool)?.owners.get(index),
    take: ({ pool, index }, owner) => {
      const use = pools.get(pool) ?? { used: new Set(), owners: new Map(), highest: index };
      use.used.add(index);
      use.owners.set(index, owner);
      use.highest = Math.max(use.highest, index);
      pools.set(pool, use);
    },
    release: ({ pool, index }, owner) => {
      const use = pools.get(pool);
      if (use?.owners.get(index) !== owner) return;
      use.owners.delete(index);
      use.used.delete(index);
      if (use.used.size === 0) pools.delete(pool);
      else if (use.highest === index) use.highest = highestOf(use.used);
    },
  };
}

function highestOf(used: ReadonlySet<number>): number {
  let highest = 0;
  for (const index of used) highest = Math.max(highest, index);
  return highest;
}
