import type { JsonObject } from '../../../cni/protocol/types.ts';
import { deviceInfoFiles } from '../plan/devices.ts';
import type { MetaEffects, PlannedNetwork } from '../types.ts';

/** Copies what the device plugins said of the networks' devices to where the networks' plugins look for it. */
export async function copyDeviceInfo(
  { copyDeviceInfo: copy }: Pick<MetaEffects, 'copyDeviceInfo'>,
  networks: readonly PlannedNetwork[],
): Promise<void> {
  if (copy === undefined) return;
  const files = networks.map(deviceInfoFiles).filter((one) => one !== undefined);
  await Promise.all(files.map(copy));
}

/** What the networks' plugins left there, by interface name. */
export async function readDeviceInfo(
  { readDeviceInfo: look }: Pick<MetaEffects, 'readDeviceInfo'>,
  networks: readonly PlannedNetwork[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const read = networks.map(async (network): Promise<readonly [string, JsonObject][]> => {
    const file = deviceInfoFiles(network)?.to;
    const info = file === undefined ? undefined : await look?.(file);
    return info === undefined ? [] : [[network.ifName, info]];
  });
  return new Map((await Promise.all(read)).flat());
}
