import type { Ledger } from '../journal/ledger.ts';
import { networkStatus } from './plan/status.ts';
import { readDeviceInfo } from './run/device-info.ts';
import type { MetaEffects, NetworkStatus, PodRef } from './types.ts';

export type PodStatus = { readonly pod: PodRef; readonly status: readonly NetworkStatus[] };

/** What the network-status annotations of this node's pods shall say, from the journal; of several sandboxes the last one's. */
export async function statusesOf(
  ledger: Pick<Ledger, 'entries'>,
  effects: Pick<MetaEffects, 'readDeviceInfo'>,
): Promise<readonly PodStatus[]> {
  const found = ledger.entries().flatMap(({ attachment: { pod, meta }, state }) => {
    const told = state === 'attached' && meta !== undefined && pod.name !== '';
    return told ? [[`${pod.namespace}/${pod.name}/${pod.uid}`, { pod, meta }] as const] : [];
  });
  const statuses = [...new Map(found).values()].map(async ({ pod, meta }) => ({
    pod,
    status: networkStatus(meta, await readDeviceInfo(effects, meta)),
  }));
  return Promise.all(statuses);
}

/** Whether a sandbox of a pod of that name is attached here; of one that was removed nothing is left to tell. */
export function hasSandbox(
  ledger: Pick<Ledger, 'entries'>,
  { namespace, name }: Pick<PodRef, 'namespace' | 'name'>,
): boolean {
  return ledger
    .entries()
    .some(({ attachment: { pod } }) => pod.namespace === namespace && pod.name === name);
}
