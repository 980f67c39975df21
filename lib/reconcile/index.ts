import { cidrRow } from './registry/cidr-row.ts';
import { configRow } from './registry/config-row.ts';
import { hostInterfaceRow } from './registry/host-interface-row.ts';
import { ipPoolRow } from './registry/ip-pool-row.ts';
import { networkRow, type NetworkRowOptions } from './registry/network-row.ts';
import type { Reconciler } from './types.ts';

export type RegistryOptions = NetworkRowOptions & {
  /** The operator's own. @default kube-system */
  readonly namespace?: string;
};

/** Adding a reconciler: write its row, add it here. `operator.ts` runs whatever stands in the list. */
export function createRegistry(options: RegistryOptions = {}): readonly Reconciler[] {
  const { namespace = 'kube-system' } = options;
  return [networkRow(options), cidrRow, hostInterfaceRow, ipPoolRow, configRow(namespace)];
}
