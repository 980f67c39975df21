import { networkStatus } from '../plan/status.ts';
import type { AttachedNetwork } from '../types.ts';
import { readDeviceInfo } from './device-info.ts';
import type { Meta, MetaPlan } from './types.ts';

/** Hands over what the network-status annotation shall say. Never rejects: a pod works without it. */
export async function publish(
  { context, effects }: Meta,
  pod: MetaPlan['pod'],
  networks: readonly AttachedNetwork[],
): Promise<void> {
  if (pod.name === '') return;
  try {
    const info = await readDeviceInfo(effects, networks);
    effects.publishStatus(pod, networkStatus(networks, info));
  } catch (error) {
    context.log.warn('the pod gets no network-status annotation', { ...pod, error });
  }
}
