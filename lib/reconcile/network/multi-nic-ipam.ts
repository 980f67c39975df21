import { hasRoutes, isRouted } from '../../api/ipam.ts';
import type { CidrConfig, NetworkAttachmentDefinition } from '../../api/types.ts';
import { isOurNad } from '../nads.ts';
import type { Finding } from '../types.ts';
import { findAttached } from './attached.ts';
import { refusal } from './effective.ts';
import type { LiveObserved } from './observed.ts';

/** `spec.multiNICIPAM` as it counts, and the edit that is not applied. */
export type MultiNicIpamInForce = {
  readonly multiNICIPAM: boolean;
  readonly refused: readonly Finding[];
};

/**
 * Without it a network has no routes between hosts, so taking it from one whose pods hold addresses on other hosts would
 * cut them off: it stays in force until they are gone.
 */
export function multiNicIpamInForce(
  observed: LiveObserved,
  config: CidrConfig | undefined,
): MultiNicIpamInForce {
  const { network, nads } = observed;
  if (network.spec.multiNICIPAM === true) return { multiNICIPAM: true, refused: [] };
  const was =
    hasRoutes(network.status) || nads.some((nad) => isOurNad(nad, network) && hasMultiNicIpam(nad));
  if (!was || !isRouted(config?.vlanMode)) return { multiNICIPAM: false, refused: [] };
  const attached = findAttached(observed);
  if (attached.pools.length === 0) return { multiNICIPAM: false, refused: [] };
  const what = 'spec.multiNICIPAM: changing true to false';
  const refused = [refusal(network.metadata.name, what, attached, 'cut off')];
  return { multiNICIPAM: true, refused };
}

/** As `nadConfig` writes it; the text may be anybody's. */
function hasMultiNicIpam({ spec }: NetworkAttachmentDefinition): boolean {
  return /"multiNICIPAM":\s*true/.test(spec.config ?? '');
}
