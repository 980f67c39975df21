import type { CIDR, CidrConfig, CidrEntry } from '../../api/types.ts';
import { parseCidr, compareCidr } from '../../net/cidr.ts';
import { planBlocks } from '../blocks/plan.ts';
import type { BlockConfig, BlockPlan } from '../blocks/types.ts';
import { asChild } from '../child.ts';
import { sliceEntries } from '../slices.ts';
import type { Finding } from '../types.ts';
import { attachedNets, findAttached, showPods } from './attached.ts';
import {
  type Effective,
  effectiveConfig,
  frozenConfig,
  refusal,
  toBlockConfig,
  wantedConfig,
} from './effective.ts';
import { multiNicIpamInForce } from './multi-nic-ipam.ts';
import type { LiveObserved } from './observed.ts';

export type NetworkBlocks = {
  readonly slices: readonly CIDR[];
  readonly entries: readonly CidrEntry[];
  /** What the blocks were computed from, `masterNets` resolved; absent when the network has no blocks of ours. */
  readonly config: CidrConfig | undefined;
  /** `spec.multiNICIPAM`, or what it was where pods need that. */
  readonly multiNICIPAM: boolean;
  /** Edits that are not applied, first, then what got no block. */
  readonly refused: readonly Finding[];
  readonly findings: readonly Finding[];
  /** Hosts whose absence the plan rests on. */
  readonly gone: readonly string[];
};

const nothing = {
  slices: [],
  entries: [],
  config: undefined,
  multiNICIPAM: false,
  refused: [],
  findings: [],
  gone: [],
};

/**
 * The slices of a network. An unusable definition never takes away what an earlier one gave: then the blocks go on from
 * the frozen definition, and where even that cannot be, they stay exactly as they are.
 */
export function blocksOfNetwork(observed: LiveObserved, fatal: Finding | undefined): NetworkBlocks {
  const { network, cidrs } = observed;
  const effective = chooseConfig(observed, fatal);
  if (effective === undefined) {
    return { ...nothing, multiNICIPAM: network.spec.multiNICIPAM === true };
  }
  const all = (network.spec.masterNets ?? []).length === 0;
  const config = effective.config && toBlockConfig(effective.config, all);
  if (effective.config === undefined || config === undefined || fatal?.reason === 'NameTaken') {
    return asTheyAre(observed, unusableFrozen(observed, effective, fatal));
  }
  const plan = planFrom(observed, config);
  const moved = movedBlocks(observed, plan.entries);
  if (moved !== undefined) return asTheyAre(observed, [...effective.refused, moved]);
  const resolved = resolveNets(effective.config, all, plan);
  const slices = sliceEntries({
    network,
    config: resolved,
    entries: plan.entries,
    observed: cidrs,
    taken: takenNames(observed),
    ...(observed.sliceLimit === undefined ? {} : { limit: observed.sliceLimit }),
  });
  const { multiNICIPAM, refused } = multiNicIpamInForce(observed, resolved);
  return {
    ...plan,
    slices,
    config: resolved,
    multiNICIPAM,
    refused: [...effective.refused, ...refused],
  };
}

function planFrom(observed: LiveObserved, config: BlockConfig): BlockPlan {
  const { network, cidrs, hostInterfaces, nodes, pools } = observed;
  const previous = slicesInOrder(network.metadata.name, cidrs).flatMap(({ spec }) => spec.cidr);
  return planBlocks({ config, hosts: hostInterfaces, nodes, previous, pools });
}

function resolveNets(config: CidrConfig, all: boolean, { entries }: BlockPlan): CidrConfig {
  return all ? { ...config, masterNets: netsOf(entries) } : config;
}

/** The blocks stay as they are; hosts that join get none, which the findings must say. */
function asTheyAre(observed: LiveObserved, findings: readonly Finding[]): NetworkBlocks {
  const { network, cidrs } = observed;
  const config = frozenConfig(network.metadata.name, cidrs);
  const { multiNICIPAM, refused } = multiNicIpamInForce(observed, config);
  return {
    ...nothing,
    slices: cidrs.map((cidr) => asChild(cidr)),
    entries: cidrs.flatMap(({ spec }) => spec.cidr),
    config,
    multiNICIPAM,
    refused: [...findings, ...refused],
  };
}

/** What keeps the definition in force from being computed with; a fatal finding has said it already. */
function unusableFrozen(
  observed: LiveObserved,
  { config, refused }: Choice,
  fatal: Finding | undefined,
): readonly Finding[] {
  if (fatal !== undefined) return refused;
  const name = observed.network.metadata.name;
  const attached = showPods(findAttached(observed));
  const message =
    `MultiNicNetwork ${name}: the subnet ${JSON.stringify(config?.subnet ?? '')} that its blocks were computed from (CIDR ${name}, ` +
    `spec.config) cannot be used any more; hosts that join get no block. It is replaced when the addresses of ${attached} are released: delete these pods`;
  return [...refused, { reason: 'FrozenDefinitionUnusable', message }];
}

/** A definition of before may have given blocks that it does not give now: no address that a pod holds is moved. */
function movedBlocks(observed: LiveObserved, entries: readonly CidrEntry[]): Finding | undefined {
  const attached = findAttached(observed);
  const recorded = new Set(observed.cidrs.flatMap(({ spec }) => spec.cidr.flatMap(blockKeys)));
  const planned = new Set(entries.flatMap(blockKeys));
  const moved = attached.pools
    .map(({ spec }) => `${spec.hostName} ${spec.podCIDR}`)
    .filter((key) => recorded.has(key) && !planned.has(key));
  const [first] = moved;
  if (first === undefined) return undefined;
  const { name } = observed.network.metadata;
  const message =
    `MultiNicNetwork ${name}: block ${first}, which pods hold addresses of, is not one of spec.subnet as it is divided now; ` +
    `nothing is changed and hosts that join get no block until the addresses of ${showPods(attached)} are released: delete these pods`;
  return { reason: 'BlocksWouldMove', message };
}

function blockKeys({ hosts }: CidrEntry): readonly string[] {
  return hosts.map(({ hostName, podCIDR }) => `${hostName} ${podCIDR}`);
}

type Choice = { readonly config: CidrConfig | undefined; readonly refused: Effective['refused'] };

/** `undefined`: no blocks at all. A choice without config: keep what is there. */
function chooseConfig(observed: LiveObserved, fatal: Finding | undefined): Choice | undefined {
  const { network, ipam, cidrs } = observed;
  const frozen = frozenConfig(network.metadata.name, cidrs);
  if (fatal !== undefined || !ipam.ok) {
    return cidrs.length === 0 ? undefined : { config: frozen, refused: [] };
  }
  const attached = findAttached(observed);
  if (ipam.ipam.kind !== 'multi-nic-ipam') {
    if (frozen === undefined || attached.pools.length === 0) return undefined;
    const what = `spec.ipam: changing type multi-nic-ipam to ${ipam.ipam.type || 'nothing'}`;
    return { config: frozen, refused: [refusal(network.metadata.name, what, attached)] };
  }
  const wanted = wantedConfig(network, ipam.ipam);
  const nets = attachedNets(observed, attached);
  return effectiveConfig({ wanted, frozen, attached, nets });
}

/** The first slice decides where two disagree. */
function slicesInOrder(network: string, cidrs: readonly CIDR[]): readonly CIDR[] {
  const isFirst = ({ metadata }: CIDR): boolean => metadata.name === network;
  return [...cidrs.filter(isFirst), ...cidrs.filter((cidr) => !isFirst(cidr))];
}

function netsOf(entries: readonly CidrEntry[]): readonly string[] {
  return entries.flatMap(({ netAddress }) => parseCidr(netAddress) ?? []).toSorted(compareCidr);
}

function takenNames({ network, networks, foreignCidrs }: LiveObserved): ReadonlySet<string> {
  const others = networks.map(({ metadata }) => metadata.name);
  const slices = foreignCidrs.map(({ metadata }) => metadata.name);
  return new Set([...others, ...slices].filter((name) => name !== network.metadata.name));
}
