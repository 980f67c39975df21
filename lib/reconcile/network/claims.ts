import { parseIpam } from '../../api/ipam.ts';
import type { MultiNicNetwork } from '../../api/types.ts';
import { type Cidr, overlaps, parseCidr } from '../../net/cidr.ts';
import { compareText } from '../blocks/hosts.ts';
import type { LiveObserved } from './observed.ts';

/** One network's right to a subnet. */
export type Claim = {
  readonly name: string;
  readonly subnet: Cidr;
  /** Blocks were computed from it already. */
  readonly held: boolean;
  readonly created: string;
};

/**
 * The other network that `subnet` must give way to. Who has blocks in it keeps it; among those who have, or have not, the
 * older; among those of the same second, the first by name.
 */
export function subnetTakenByNetwork(observed: LiveObserved, subnet: Cidr): Claim | undefined {
  const { network, networks, cidrs } = observed;
  const mine: Claim = {
    name: network.metadata.name,
    subnet,
    held: cidrs.some(({ spec }) => parseCidr(spec.config.subnet) === subnet),
    created: network.metadata.creationTimestamp ?? '',
  };
  return networks
    .filter(({ metadata }) => metadata.name !== mine.name)
    .flatMap((other) => claimsOf(other, observed))
    .filter((claim) => overlaps(claim.subnet, subnet) && compareClaims(claim, mine) < 0)
    .toSorted(compareClaims)[0];
}

function claimsOf(other: MultiNicNetwork, { foreignCidrs }: LiveObserved): readonly Claim[] {
  const { name, creationTimestamp: created = '' } = other.metadata;
  const held = foreignCidrs
    .filter(({ spec }) => spec.config.name === name)
    .flatMap(({ spec }) => parseCidr(spec.config.subnet) ?? []);
  const claims = [...new Set(held)].map((subnet) => ({ name, subnet, held: true, created }));
  const asked = parseCidr(other.spec.subnet ?? '');
  if (asked === undefined || held.includes(asked) || !computesBlocks(other)) return claims;
  return [...claims, { name, subnet: asked, held: false, created }];
}

/** Whether the network's blocks and pools are ours to compute. */
export function computesBlocks(network: MultiNicNetwork): boolean {
  const parsed = parseIpam(network.spec.ipam);
  return parsed.ok && parsed.ipam.kind === 'multi-nic-ipam';
}

function compareClaims(one: Claim, other: Claim): number {
  return (
    Number(other.held) - Number(one.held) ||
    compareText(one.created, other.created) ||
    compareText(one.name, other.name)
  );
}
