import { cidrRow } from './registry/cidr-row.ts';
import { hostInterfaceRow } from './registry/host-interface-row.ts';
import { ipPoolRow } from './registry/ip-pool-row.ts';
import { networkRow, type RegistryOptions } from './registry/network-row.ts';
import type { Reconciler } from './types.ts';

/** Adding a reconciler: write its row, add it here. `operator.ts` runs whatever stands in the list. */
export function createRegistry(options: RegistryOptions = {}): readonly Reconciler[] {
  return [networkRow(options), cidrRow, hostInterfaceRow, ipPoolRow];
}
