import { hasRoutes, isRouted, parseIpam } from '../../lib/api/ipam.ts';
import type { MultiNicNetwork } from '../../lib/api/types.ts';

/**
 * Whether the network's blocks must be known here: hosts route to each other's pods by its definition, or by the one in
 * force, which stays while pods hold addresses although the definition was edited. The operator's word on routes tells.
 */
export function isL3({ spec, status }: MultiNicNetwork): boolean {
  if (hasRoutes(status)) return true;
  if (spec.multiNICIPAM !== true) return false;
  const parsed = parseIpam(spec.ipam);
  return parsed.ok && parsed.ipam.kind === 'multi-nic-ipam' && isRouted(parsed.ipam.vlanMode);
}
