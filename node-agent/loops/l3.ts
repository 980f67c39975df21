import { parseIpam } from '../../lib/api/ipam.ts';
import type { MultiNicNetwork } from '../../lib/api/types.ts';

/** Whether hosts route to each other's pods for this network. */
export function isL3({ spec }: MultiNicNetwork): boolean {
  if (spec.multiNICIPAM !== true) return false;
  const parsed = parseIpam(spec.ipam);
  return (
    parsed.ok &&
    parsed.ipam.kind === 'multi-nic-ipam' &&
    ['l3', 'l3s'].includes(parsed.ipam.vlanMode)
  );
}
