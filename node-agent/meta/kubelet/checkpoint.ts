import type { JsonObject } from '../../../cni/protocol/types.ts';

type Entry = {
  readonly PodUID: string;
  readonly ResourceName: string;
  readonly DeviceIDs: unknown;
};

/**
 * The devices that kubelet gave to a pod, by resource name, from its device manager's checkpoint. The ids of a container are a
 * list up to Kubernetes 1.19, since then lists by NUMA node (`-1` where a device has none); they keep kubelet's order, NUMA nodes
 * ascending, containers as they stand.
 *
 * @returns `undefined` when the text is no such checkpoint
 */
export function devicesInCheckpoint(
  text: string,
  podUid: string,
): ReadonlyMap<string, readonly string[]> | undefined {
  const entries = entriesOf(text);
  if (entries === undefined) return undefined;
  const devices = new Map<string, readonly string[]>();
  for (const { PodUID, ResourceName, DeviceIDs } of entries) {
    if (PodUID !== podUid) continue;
    const before = devices.get(ResourceName) ?? [];
    devices.set(ResourceName, [...before, ...idsOf(DeviceIDs)]);
  }
  return devices;
}

/** Kubelet writes `null` for an empty list. */
function entriesOf(text: string): readonly Entry[] | undefined {
  const data = objectIn(parse(text), 'Data');
  if (data === undefined || !Object.hasOwn(data, 'PodDeviceEntries')) return undefined;
  const entries: unknown = data['PodDeviceEntries'] ?? [];
  return Array.isArray(entries) ? entries.filter(isEntry) : undefined;
}

function isEntry(value: unknown): value is Entry {
  if (!isObject(value)) return false;
  return typeof value['PodUID'] === 'string' && typeof value['ResourceName'] === 'string';
}

function idsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((id): id is string => typeof id === 'string');
  if (!isObject(value)) return [];
  const nodes = Object.keys(value).toSorted((one, other) => Number(one) - Number(other));
  return nodes.flatMap((node) => idsOf(value[node] ?? []));
}

function objectIn(value: unknown, key: string): JsonObject | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
