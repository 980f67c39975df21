import type { MultiNicIpam } from '../../api/ipam.ts';
import type { CIDR, CidrConfig, MultiNicNetwork } from '../../api/types.ts';
import { indexOf, parseAddress, parseCidr, parseExclude } from '../../net/cidr.ts';
import type { BlockConfig } from '../blocks/types.ts';
import type { Finding } from '../types.ts';
import { type Attached, showPods } from './attached.ts';

/** The definition that blocks are computed from; not always the one that the user asks for. */
export type Effective = { readonly config: CidrConfig; readonly refused: readonly Finding[] };

/** `spec.config` of the CIDR that the user asks for. `masterNets` is empty when all host networks are meant. */
export function wantedConfig({ metadata, spec }: MultiNicNetwork, ipam: MultiNicIpam): CidrConfig {
  return {
    name: metadata.name,
    type: spec.plugin.type,
    subnet: spec.subnet ?? '',
    masterNets: spec.masterNets ?? [],
    hostBlock: ipam.hostBlock,
    interfaceBlock: ipam.interfaceBlock,
    ...(ipam.excludeCIDRs.length === 0 ? {} : { excludeCIDRs: ipam.excludeCIDRs }),
    ...(ipam.vlanMode === '' ? {} : { vlanMode: ipam.vlanMode }),
  };
}

/** The definition that the existing blocks were computed from; the first slice decides. */
export function frozenConfig(network: string, cidrs: readonly CIDR[]): CidrConfig | undefined {
  const first = cidrs.find(({ metadata }) => metadata.name === network) ?? cidrs[0];
  return first && canonicalConfig(first.spec.config);
}

/** Prefixes without host bits, as blocks are computed from them; what cannot be read stays as it is. */
function canonicalConfig(config: CidrConfig): CidrConfig {
  const { subnet, masterNets, excludeCIDRs } = config;
  const excludes = excludeCIDRs?.map((text) => parseExclude(text.trim()) ?? text);
  return {
    ...config,
    subnet: parseCidr(subnet.trim()) ?? subnet,
    masterNets: masterNets.map((net) => parseCidr(net.trim()) ?? net),
    ...(excludes === undefined ? {} : { excludeCIDRs: excludes }),
  };
}

/** `undefined` when it cannot be computed from: written by hand, or by an upstream that took anything. */
export function toBlockConfig(config: CidrConfig, all: boolean): BlockConfig | undefined {
  const subnet = config.subnet === '' ? undefined : parseCidr(config.subnet);
  const masterNets = config.masterNets.flatMap((net) => parseCidr(net) ?? []);
  const excludes = (config.excludeCIDRs ?? []).flatMap((text) => parseExclude(text) ?? []);
  if (config.subnet !== '' && subnet !== config.subnet) return undefined;
  return {
    network: config.name,
    subnet,
    masterNets: all ? undefined : masterNets,
    interfaceBlock: config.interfaceBlock,
    hostBlock: config.hostBlock,
    excludes,
    vlanMode: config.vlanMode ?? '',
  };
}

export type EditInput = {
  readonly wanted: CidrConfig;
  readonly frozen: CidrConfig | undefined;
  readonly attached: Attached;
  /** The host networks of what is attached. */
  readonly nets: readonly string[];
};

/**
 * What an edit of a live network may change. Nothing attached: everything. Else what would move or take away live
 * addresses stays as it was, field by field, and a finding names the field and the pods in the way.
 */
export function effectiveConfig({ wanted, attached, ...held }: EditInput): Effective {
  if (attached.pools.length === 0) return { config: wanted, refused: [] };
  const frozen = held.frozen ?? wanted;
  const fixed = fixedFields(wanted, frozen);
  const excludes = coveringExcludes(wanted, frozen, attached);
  const nets =
    wanted.masterNets.length === 0
      ? []
      : held.nets.filter((net) => !wanted.masterNets.includes(net));
  const kept = (wanted.excludeCIDRs ?? []).filter((exclude) => !excludes.includes(exclude));
  const { excludeCIDRs: _excludes, vlanMode: _mode, ...rest } = wanted;
  return {
    config: {
      ...rest,
      subnet: frozen.subnet,
      hostBlock: frozen.hostBlock,
      interfaceBlock: frozen.interfaceBlock,
      type: frozen.type,
      masterNets: [...wanted.masterNets, ...nets],
      ...(kept.length === 0 ? {} : { excludeCIDRs: kept }),
      ...(frozen.vlanMode === undefined ? {} : { vlanMode: frozen.vlanMode }),
    },
    refused: [
      ...fixed,
      ...excludes.map((exclude) => `spec.ipam.excludeCIDRs: adding ${exclude}`),
      ...nets.map((net) => `spec.masterNets: removing ${net}`),
    ].map((what) => refusal(wanted.name, what, attached)),
  };
}

const fieldNames = {
  subnet: 'spec.subnet',
  hostBlock: 'spec.ipam.hostBlock',
  interfaceBlock: 'spec.ipam.interfaceBlock',
  vlanMode: 'spec.ipam.vlanMode',
  type: 'spec.plugin.type',
} as const;

function fixedFields(wanted: CidrConfig, frozen: CidrConfig): readonly string[] {
  const fields = Object.entries(fieldNames) as [keyof typeof fieldNames, string][];
  return fields
    .filter(([field]) => (wanted[field] ?? '') !== (frozen[field] ?? ''))
    .map(([field, name]) => `${name}: changing ${show(frozen[field])} to ${show(wanted[field])}`);
}

function show(value: string | number | undefined): string {
  return value === undefined || value === '' ? 'nothing' : String(value);
}

function coveringExcludes(
  wanted: CidrConfig,
  frozen: CidrConfig,
  { pools }: Attached,
): readonly string[] {
  const addresses = pools.flatMap(({ spec }) =>
    spec.allocations.flatMap(({ address }) => parseAddress(address) ?? []),
  );
  return (wanted.excludeCIDRs ?? [])
    .filter((text) => !(frozen.excludeCIDRs ?? []).includes(text))
    .filter((text) => {
      const exclude = parseExclude(text);
      if (exclude === undefined) return false;
      return addresses.some((address) => indexOf(exclude, address) !== undefined);
    });
}

/** Also for what has no field of its own, such as another IPAM type. */
export function refusal(
  network: string,
  what: string,
  attached: Attached,
  effect = 'move',
): Finding {
  return {
    reason: 'EditRefused',
    message:
      `MultiNicNetwork ${network}: ${what} would ${effect} the addresses of ${showPods(attached)} and is not applied; ` +
      'delete these pods, or change it back',
  };
}
