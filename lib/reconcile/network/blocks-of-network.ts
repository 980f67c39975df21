import type { CIDR, CidrConfig, CidrEntry } from '../../api/types.ts';
import { parseCidr, compareCidr } from '../../net/cidr.ts';
import { planBlocks } from '../blocks/plan.ts';
import { asChild } from '../child.ts';
import { sliceEntries } from '../slices.ts';
import type { Finding } from '../types.ts';
import { attachedNets, findAttached } from './attached.ts';
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
    return asTheyAre(observed);
  }
  const plan = planBlocks({
    config,
    hosts: observed.hostInterfaces,
    nodes: observed.nodes,
    previous: slicesInOrder(network.metadata.name, cidrs).flatMap(({ spec }) => spec.cidr),
    pools: observed.pools,
  });
  const resolved = all
    ? { ...effective.config, masterNets: netsOf(plan.entries) }
    : effective.config;
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

function asTheyAre(observed: LiveObserved): NetworkBlocks {
  const { network, cidrs } = observed;
  const config = frozenConfig(network.metadata.name, cidrs);
  return {
    ...nothing,
    slices: cidrs.map((cidr) => asChild(cidr)),
    entries: cidrs.flatMap(({ spec }) => spec.cidr),
    config,
    ...multiNicIpamInForce(observed, config),
  };
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
