import { poolName } from '../../api/meta.ts';
import type { CidrHost } from '../../api/types.ts';
import {
  blockAt,
  excludedIndexes,
  isExcluded,
  nextFit,
  overlappedIndexes,
} from '../../net/block.ts';
import type { Cidr } from '../../net/cidr.ts';
import { mergeRanges } from '../../net/index-range.ts';
import { compareText } from './hosts.ts';
import type { Interface } from './interfaces.ts';
import type { Kept } from './keep.ts';
import type { BlockConfig, Held, Nic } from './types.ts';

export type PlaceInput = {
  readonly config: BlockConfig;
  readonly on: Interface;
  readonly kept: Kept;
  readonly reserved: readonly Cidr[];
};

export type Placed = {
  /** By host index. */
  readonly hosts: readonly CidrHost[];
  /** NICs for which no block is left. */
  readonly unplaced: readonly Nic[];
};

/**
 * Gives every (host, NIC) of one interface its block: the held ones theirs, the fresh ones by next-fit in the order of
 * their host's names. What lost its index (excluded, out of range, twice the same) is numbered anew, a NIC that is down
 * gets no new block.
 */
export function placeHosts(input: PlaceInput): Placed {
  const { config, kept } = input;
  const taken = new Map<number, CidrHost>();
  const lost: Nic[] = [];
  for (const held of kept.held.toSorted((a, b) => Number(b.live) - Number(a.live))) {
    const block = taken.has(held.index) ? undefined : blockFor(input, held.index);
    if (block === undefined) lost.push(asNic(held, input.on.net));
    else taken.set(held.index, asRecord(config, { ...held, podCIDR: block }));
  }
  const queue = [...lost, ...kept.fresh.filter(({ down }) => !down)];
  const unplaced = assign(
    input,
    taken,
    queue.toSorted((one, other) => compareText(one.host, other.host)),
  );
  return { hosts: [...taken.values()].toSorted((a, b) => a.hostIndex - b.hostIndex), unplaced };
}

function assign(
  input: PlaceInput,
  taken: Map<number, CidrHost>,
  queue: readonly Nic[],
): readonly Nic[] {
  const { config, on, reserved } = input;
  const blocked = mergeRanges([
    ...excludedIndexes(on.vlan, config.hostBlock, config.excludes),
    ...overlappedIndexes(on.vlan, config.hostBlock, reserved),
  ]);
  const used = new Set(taken.keys());
  let highest = [...used].reduce<number | undefined>(
    (top, at) => Math.max(top ?? at, at),
    undefined,
  );
  const unplaced: Nic[] = [];
  for (const { host, name, hostIP, ...rest } of queue) {
    const search = { from: 0, to: 2 ** config.hostBlock - 1, used, blocked };
    const index = nextFit(search, highest);
    const podCIDR = index === undefined ? undefined : blockFor(input, index);
    if (index === undefined || podCIDR === undefined) {
      unplaced.push({ host, name, hostIP, ...rest });
      continue;
    }
    taken.set(index, asRecord(config, { host, name, hostIP, index, podCIDR }));
    used.add(index);
    highest = Math.max(highest ?? index, index);
  }
  return unplaced;
}

function blockFor({ config, on }: PlaceInput, index: number): Cidr | undefined {
  const block = blockAt(on.vlan, index, config.hostBlock);
  return block === undefined || isExcluded(block, config.excludes) ? undefined : block;
}

function asNic({ host, name, hostIP }: Held, net: Cidr): Nic {
  return { host, name, hostIP, net, down: false };
}

function asRecord({ network }: BlockConfig, held: Omit<Held, 'live'>): CidrHost {
  const { host, name, hostIP, index, podCIDR } = held;
  return {
    hostIndex: index,
    hostName: host,
    interfaceName: name,
    hostIP,
    podCIDR,
    ippool: poolName(network, podCIDR),
  };
}
