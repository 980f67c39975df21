import { badField, quote } from '../../../cni/protocol/field.ts';
import type { JsonObject } from '../../../cni/protocol/types.ts';
import type { PlannedNetwork } from '../types.ts';

export type Devices = {
  /** Device ids that kubelet gave to the pod, by resource name, in its order. */
  readonly devices: ReadonlyMap<string, readonly string[]>;
  readonly containerID: string;
};

/** Device information of the multi-network standard (device-info 1.1.0): who writes which file. */
const infoFolder = '/var/run/k8s.cni.cncf.io/devinfo';

/** Whether somebody has to be asked which devices the pod has. */
export function needsDevices(networks: readonly PlannedNetwork[]): boolean {
  return networks.some(
    ({ resourceName, deviceID }) => resourceName !== undefined || deviceID !== undefined,
  );
}

/**
 * Gives each network that is tied to a resource a device of it, two networks never the same one. A device that the annotation
 * names must be one of the pod's: else a pod could take what kubelet gave to another. Where the pod has none left of a resource
 * the network is attached without, as with Multus; only a plugin that must have one makes that an error.
 *
 * @throws CniError `badConfig` naming the network, the resource and what the pod has of it
 */
export function assignDevices(
  networks: readonly PlannedNetwork[],
  { devices, containerID }: Devices,
): readonly PlannedNetwork[] {
  const taken = new Set(networks.flatMap(({ deviceID }) => deviceID ?? []));
  checkNamed(networks, devices);
  return networks.map((network) => {
    const { resourceName, deviceID: named } = network;
    if (resourceName === undefined && named === undefined) return network;
    const deviceID = named ?? freeDevice(network, devices, taken);
    if (deviceID === undefined) return network;
    taken.add(deviceID);
    const CNIDeviceInfoFile = infoFileOf(network, containerID);
    const capabilityArgs = { ...network.capabilityArgs, deviceID, CNIDeviceInfoFile };
    return { ...network, deviceID, capabilityArgs };
  });
}

/**
 * The file in which the device plugin described the network's device, and the copy that the network's plugins get to see
 * (device-info 1.1.0, section 2). `undefined` for a network without a device of a resource.
 */
export function deviceInfoFiles({
  resourceName,
  deviceID,
  capabilityArgs,
}: PlannedNetwork): { readonly from: string; readonly to: string } | undefined {
  const { CNIDeviceInfoFile: to } = capabilityArgs;
  if (resourceName === undefined || deviceID === undefined || typeof to !== 'string')
    return undefined;
  const file = `${flat(resourceName)}-${flat(deviceID)}-device.json`;
  return { from: `${infoFolder}/dp/${file}`, to };
}

function freeDevice(
  { name, ifName, list, resourceName = '' }: PlannedNetwork,
  devices: Devices['devices'],
  taken: ReadonlySet<string>,
): string | undefined {
  const given = devices.get(resourceName) ?? [];
  const free = given.find((id) => !taken.has(id));
  if (free !== undefined || !list.plugins.some(needsDevice)) return free;
  const reason =
    given.length === 0
      ? `the pod has no device of ${resourceName}`
      : `all ${given.length} devices of ${resourceName} that the pod has are taken by its other networks`;
  const remedy = `request one for each such network in resources.limits["${resourceName}"] of a container`;
  throw badField(`network ${name} (${ifName})`, reason, remedy);
}

/** Plugins that move a device into the pod, and by which keys of theirs host-device finds one without us. */
function needsDevice(plugin: JsonObject & { readonly type: string }): boolean {
  if (plugin.type !== 'host-device') return ['sriov', 'ib-sriov'].includes(plugin.type);
  const selectors = ['device', 'hwaddr', 'kernelpath', 'pciBusID', 'deviceID'];
  return !selectors.some((key) => typeof plugin[key] === 'string' && plugin[key] !== '');
}

function checkNamed(networks: readonly PlannedNetwork[], devices: Devices['devices']): void {
  const seen = new Set<string>();
  for (const { name, ifName, resourceName, deviceID } of networks) {
    if (deviceID === undefined) continue;
    const where = `network ${name} (${ifName}): deviceID`;
    const own =
      resourceName === undefined ? [...devices.values()].flat() : (devices.get(resourceName) ?? []);
    if (!own.includes(deviceID)) {
      const has = own.length === 0 ? 'none' : own.join(', ');
      const reason = `${quote(deviceID)} was not given to the pod, which has ${has}`;
      throw badField(where, reason, 'name one of these, or leave deviceID out');
    }
    if (seen.has(deviceID))
      throw badField(where, `${quote(deviceID)} is that of another network`, 'name another device');
    seen.add(deviceID);
  }
}

function infoFileOf({ name, ifName }: PlannedNetwork, containerID: string): string {
  return `${infoFolder}/cni/${flat(name)}-${containerID}_${ifName}`;
}

const flat = (text: string): string => text.replaceAll('/', '-');
