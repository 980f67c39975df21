import { blockAt, excludedIndexes, isExcluded, overlappedIndexes } from '../../net/block.ts';
import { type Cidr, overlaps, range } from '../../net/cidr.ts';
import { firstFree, mergeRanges } from '../../net/index-range.ts';
import type { Finding } from '../types.ts';
import type { BlockConfig } from './types.ts';

/** A host network of the MultiNicNetwork; `index` where it was given one before. */
export type Wanted = { readonly net: Cidr; readonly index: number | undefined };
export type Interface = { readonly net: Cidr; readonly index: number; readonly vlan: Cidr };

export type InterfaceInput = {
  readonly config: BlockConfig;
  /** New ones are numbered in this order. */
  readonly wanted: readonly Wanted[];
  /** Blocks that pods hold without a record: nothing new may lie over them. */
  readonly reserved: readonly Cidr[];
};

export type InterfacePlan = {
  readonly interfaces: readonly Interface[];
  readonly findings: readonly Finding[];
};

/** More interface blocks than any cluster has host networks; their number is not bounded by bits in host-subnet mode. */
const unbounded = 2 ** 31;

/**
 * A recorded index stays while its block is valid, not excluded and nobody else's. The others, in order, get the lowest
 * free index. Upstream never returned when there was none; here the network is named in a finding.
 */
export function assignInterfaces(input: InterfaceInput): InterfacePlan {
  const { config, wanted } = input;
  const given = new Map<number, Interface>();
  const findings: Finding[] = [];
  for (const { net, index } of wanted) {
    const kept = index === undefined || given.has(index) ? undefined : make(config, net, index);
    if (kept !== undefined && !clashes(config, kept, given)) given.set(kept.index, kept);
  }
  const settled = new Set([...given.values()].map(({ net }) => net));
  for (const { net } of wanted.filter((one) => !settled.has(one.net))) {
    const found = findInterface(input, net, given);
    if ('reason' in found) findings.push(found);
    else given.set(found.index, found);
  }
  return { interfaces: [...given.values()].toSorted((a, b) => a.index - b.index), findings };
}

function make(config: BlockConfig, net: Cidr, index: number): Interface | undefined {
  const { subnet, interfaceBlock, excludes } = config;
  if (subnet === undefined) return index >= 0 ? { net, index, vlan: net } : undefined;
  const vlan = blockAt(subnet, index, interfaceBlock);
  return vlan === undefined || isExcluded(vlan, excludes) ? undefined : { net, index, vlan };
}

/** Only host subnets can overlap: blocks of one subnet differ by their index. */
function clashes(
  { subnet }: BlockConfig,
  { vlan }: Interface,
  given: ReadonlyMap<number, Interface>,
): boolean {
  return subnet === undefined && overlapping(vlan, given) !== undefined;
}

function overlapping(vlan: Cidr, given: ReadonlyMap<number, Interface>): Interface | undefined {
  return [...given.values()].find((other) => overlaps(other.vlan, vlan));
}

function findInterface(
  { config, reserved }: InterfaceInput,
  net: Cidr,
  given: ReadonlyMap<number, Interface>,
): Interface | Finding {
  const { subnet, interfaceBlock, excludes } = config;
  const used = new Set(given.keys());
  if (subnet === undefined) {
    const other = overlapping(net, given);
    if (other !== undefined) return hostSubnetsOverlap(config, net, other.net);
    const free = firstFree({ from: 0, to: unbounded, used, blocked: [] });
    return make(config, net, free ?? unbounded) ?? noInterfaceBlock(config, net);
  }
  const blocked = mergeRanges([
    ...excludedIndexes(subnet, interfaceBlock, excludes),
    ...overlappedIndexes(subnet, interfaceBlock, reserved),
  ]);
  const index = firstFree({ from: 0, to: 2 ** interfaceBlock - 1, used, blocked });
  const found = index === undefined ? undefined : make(config, net, index);
  return found ?? noInterfaceBlock(config, net);
}

function noInterfaceBlock({ network, subnet, interfaceBlock }: BlockConfig, net: Cidr): Finding {
  return {
    reason: 'InterfaceBlocksExhausted',
    message:
      `MultiNicNetwork ${network}: no interface block is left in subnet ${subnet} for host network ${net}; ` +
      `interfaceBlock ${interfaceBlock} allows ${2 ** interfaceBlock} less the excluded ones: ` +
      'list fewer spec.masterNets or raise interfaceBlock',
  };
}

function hostSubnetsOverlap({ network }: BlockConfig, net: Cidr, other: Cidr): Finding {
  return {
    reason: 'HostNetworksOverlap',
    message:
      `MultiNicNetwork ${network}: host network ${net} overlaps ${other}, and without spec.subnet pods would get ` +
      'the same addresses on both; correct the netmask of the NICs or list one of the two in spec.masterNets',
  };
}

/** Pods need two addresses besides network and broadcast: longer host blocks than /30 hold nobody. */
export function hostBlockFits(vlan: Cidr, hostBlock: number): boolean {
  return range(vlan).length + hostBlock <= 30;
}
