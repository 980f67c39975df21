import type { HostNic, NotOffered } from '../../lib/api/types.ts';

/** What sysfs says of the device behind a link; all absent for a link that has none. */
export type DeviceFacts = {
  /** Whether a device driver made the link. */
  readonly device: boolean;
  /** PCI ids, four hexadecimal digits without 0x. */
  readonly vendor?: string;
  readonly product?: string;
  readonly pciAddress?: string;
  /** Whether the device sits on a virtio bus. */
  readonly virtio?: boolean;
  /** PCI address of the physical function, when the device is an SR-IOV virtual function. */
  readonly physicalFunction?: string;
  readonly numaNode?: number;
  readonly speedMbps?: number;
};

/** sysfs names links alone, and its view may be of another namespace: index and MAC tell whether it means this one. */
export type LinkIdentity = { readonly name: string; readonly index: number; readonly mac: string };

/** The door to sysfs: facts per link name. A link that sysfs does not know has no entry. */
export type Sysfs = (links: readonly LinkIdentity[]) => Promise<ReadonlyMap<string, DeviceFacts>>;

/** What counts as a NIC is configuration. */
export type NicConfig = {
  /** Kinds that count under any name: `physical`, `virtio`, `vf`, or a link kind of iproute2 (`vlan`, `veth`, …). */
  readonly kinds: readonly string[];
  /** Names under which a link of any further kind counts. */
  readonly pattern: RegExp;
  /** Names that never count. */
  readonly exclude: RegExp;
};

/**
 * Devices count, software links only where named. VLANs on `tenant-bond` are what the system before us took; a veth is
 * almost always the cable of a pod.
 */
export const defaultNicConfig: NicConfig = {
  kinds: ['physical', 'virtio', 'vf'],
  pattern: /^tenant-bond/,
  exclude: /^$/,
};

/** A link of the host, for those who hang links on it. `up`: administratively up, and the wire answers. */
export type HostLink = {
  readonly name: string;
  readonly index: number;
  readonly mac: string;
  readonly mtu: number;
  readonly up: boolean;
};

/** Something a person should know: `reason` in CamelCase for a condition, `message` with object and remedy. */
export type Finding = {
  readonly reason: string;
  readonly message: string;
  /** The network that it concerns; absent when it concerns the host. */
  readonly network?: string;
};

/** What one observation of the host found. */
export type HostFacts = {
  /** In natural order of their names: eth2 before eth10. */
  readonly interfaces: readonly HostNic[];
  readonly links: readonly HostLink[];
  /** Names of the links that are the node's way out. */
  readonly primary: readonly string[];
  readonly notOffered: readonly NotOffered[];
};
