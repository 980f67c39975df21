import type { IPPool, PoolAllocation } from '../../lib/api/types.ts';
import { indexOf, parseAddress, parseCidr, range } from '../../lib/net/cidr.ts';
import { addressAt } from '../../lib/net/pool.ts';
import type { Ledger, PodName } from '../journal/ledger.ts';
import type { Attachment, AttachmentKey } from '../journal/types.ts';

/**
 * Under which an address is held that this journal did not give: multi-nic-cni gave it, or a journal that is lost. There is
 * nothing to undo for it, and the attachment itself is not known.
 */
const adoptedPlugin = 'adopted';

export const isAdopted = ({ plugin }: Pick<Attachment, 'plugin'>): boolean =>
  plugin === adoptedPlugin;

/** An address in a network namespace that lives. */
export type FoundAddress = {
  readonly address: string;
  readonly netns: Attachment['netns'];
  readonly link: string;
};

/** An address that a pool of this node lists; `index` is where it is in the pool, whatever the entry says. */
export type Listed = {
  readonly pool: IPPool;
  readonly index: number;
  readonly pod: PodName;
  readonly entry: PoolAllocation;
};

/**
 * What the pools list and this journal did not give. An entry whose address and index are both outside of its pool holds
 * nothing that the pool could give.
 */
export function foreignAllocations(
  pools: readonly IPPool[],
  ledger: Pick<Ledger, 'gave'>,
): readonly Listed[] {
  return pools.flatMap((pool) =>
    (pool.spec.allocations ?? []).flatMap((entry) => {
      const { index, address } = entry;
      const pod = { namespace: entry.namespace, name: entry.pod };
      const found = indexIn(pool, address) ?? (isIndexOf(pool, index) ? index : undefined);
      if (found === undefined) return [];
      const taken = { pool: pool.metadata.name, index: found };
      return ledger.gave(taken, pod) ? [] : [{ pool, index: found, pod, entry }];
    }),
  );
}

/**
 * The indexes of a pool that cannot be given: those of this journal, and those that others wrote into the pool. Every ADD asks, so
 * an entry whose index the journal has is not looked at again.
 */
export function takenIndexes(
  pool: IPPool,
  ledger: Pick<Ledger, 'gave' | 'used'>,
): ReadonlySet<number> {
  const used = withAsked(pool, ledger);
  const allocations = (pool.spec.allocations ?? []).filter(({ index }) => !used.has(index));
  if (allocations.length === 0) return used;
  const unknown = { ...pool, spec: { ...pool.spec, allocations } };
  const foreign = foreignAllocations([unknown], ledger);
  return foreign.length === 0 ? used : new Set([...used, ...foreign.map(({ index }) => index)]);
}

/** Under which the ledger holds the addresses that pods asked for on a NIC; an index there is the address as a number. */
export const askedPool = (master: string): string => `asked ${master}`;

/** A pool that is made later may cover an address that a pod asked for before. */
function withAsked({ metadata, spec }: IPPool, ledger: Pick<Ledger, 'used'>): ReadonlySet<number> {
  const used = ledger.used(metadata.name);
  const asked = ledger.used(askedPool(spec.interfaceName));
  const cidr = parseCidr(spec.podCIDR);
  if (asked.size === 0 || cidr === undefined) return used;
  const { first, size } = range(cidr);
  const inside = [...asked].map((number) => number - first).filter((at) => at >= 0 && at < size);
  return inside.length === 0 ? used : new Set([...used, ...inside]);
}

/**
 * The records that hold what pools list and namespaces have, for every address of this node's pools that the journal does
 * not know. Where both know one, the record has the pod of the pool and the namespace.
 */
export function planAdoption(
  pools: readonly IPPool[],
  ledger: Pick<Ledger, 'gave' | 'used'>,
  found: readonly FoundAddress[],
): readonly Attachment[] {
  const listed = foreignAllocations(pools, ledger);
  return pools.flatMap((pool) => {
    const used = ledger.used(pool.metadata.name);
    const pods = new Map<number, PodName>();
    for (const one of listed)
      if (one.pool === pool && !pods.has(one.index)) pods.set(one.index, one.pod);
    const places = new Map<number, Attachment['netns']>();
    for (const { address, netns } of found) {
      const index = indexIn(pool, address);
      if (index !== undefined) places.set(index, netns);
    }
    return [...new Set([...pods.keys(), ...places.keys()])]
      .filter((index) => !used.has(index))
      .map((index) => adopt(pool, { index, pod: pods.get(index), netns: places.get(index) }));
  });
}

function adopt(
  pool: IPPool,
  of: {
    readonly index: number;
    readonly pod: PodName | undefined;
    readonly netns: Attachment['netns'] | undefined;
  },
): Attachment {
  const { index, pod = { namespace: '', name: '' }, netns = { path: '', identity: '' } } = of;
  const { metadata, spec } = pool;
  const cidr = parseCidr(spec.podCIDR);
  const address = cidr === undefined ? '' : addressAt({ cidr }, index);
  return {
    key: adoptedKey(spec.netAttachDef, metadata.name, index),
    plugin: adoptedPlugin,
    netns,
    pod: { ...pod, uid: '' },
    group: 0,
    links: [],
    reservations: [{ pool: metadata.name, index, address, master: spec.interfaceName }],
    delegates: [],
    cniArgs: '',
    cniPath: [],
    result: { interfaces: [], ips: [], routes: [], dns: {} },
  };
}

/** Of no container: the key of an attachment that a runtime asked for has one. */
function adoptedKey(network: string, pool: string, index: number): AttachmentKey {
  return { plugin: adoptedPlugin, network, containerID: '', ifName: `${pool}#${index}` };
}

function indexIn({ spec }: IPPool, text: string): number | undefined {
  const cidr = parseCidr(spec.podCIDR);
  const address = parseAddress(text);
  return cidr === undefined || address === undefined ? undefined : indexOf(cidr, address);
}

function isIndexOf({ spec }: IPPool, index: number): boolean {
  const cidr = parseCidr(spec.podCIDR);
  return cidr !== undefined && Number.isInteger(index) && index >= 0 && index < range(cidr).size;
}
