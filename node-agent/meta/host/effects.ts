import type { Ip } from '../../types.ts';
import type { MetaEffects } from '../types.ts';
import { createDeviceInfo, type DeviceInfo } from './device-info.ts';
import { createDevicesOf } from './devices.ts';
import type { HostPath } from './host-paths.ts';
import { createLinksOf } from './links-of.ts';
import { createMultusCache } from './multus-cache.ts';
import { createWaitForFile } from './wait-for-file.ts';

type FromHost = Pick<MetaEffects, 'devicesOf' | 'waitForFile' | 'linksOf' | 'multusCache'> &
  DeviceInfo;

/** What the meta plugin needs of this host besides the conf folders. */
export function createHostEffects(ip: Ip, hostPath: HostPath): FromHost {
  return {
    devicesOf: createDevicesOf(),
    waitForFile: createWaitForFile(hostPath),
    linksOf: createLinksOf(ip),
    multusCache: createMultusCache(hostPath),
    ...createDeviceInfo(hostPath),
  };
}
