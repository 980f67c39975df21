import type { HostNic } from '../../lib/api/types.ts';
import { parseCidr } from '../../lib/net/cidr.ts';
import type { AddressRow, LinkRow } from '../iproute2/types.ts';
import type { DeviceFacts, Finding, HostFacts, HostLink, NicConfig } from './types.ts';

type Observed = {
  readonly links: readonly LinkRow[];
  /** Names of the links that carry the default route. */
  readonly primary: readonly string[];
  readonly devices: ReadonlyMap<string, DeviceFacts>;
};

/**
 * The NICs of a host: every link that counts as one, is not the primary, and has a global IPv4 address. A NIC that is
 * down stays, and says so. Sorted, so that the same host gives the same object.
 */
export function findNics({ links, primary, devices }: Observed, config: NicConfig): HostFacts {
  const candidates = links
    .filter((link) => isNic(link, devices.get(link.name), config))
    .filter((link) => !primary.includes(link.name))
    .toSorted((one, other) => compareNames(one.name, other.name));
  const interfaces = candidates.flatMap((link) => describe(link, devices.get(link.name)) ?? []);
  const named = new Set(interfaces.map(({ interfaceName }) => interfaceName));
  return {
    interfaces,
    links: links.map(toHostLink),
    primary,
    findings: candidates.filter(({ name }) => !named.has(name)).map(withoutAddress),
  };
}

/** `net1…` is what a pod's link is called when its namespace died and the kernel gave the device back to the host. */
const leftOver = /^net1/;

function isNic(link: LinkRow, device: DeviceFacts | undefined, config: NicConfig): boolean {
  if (link.loopback || leftOver.test(link.name) || config.exclude.test(link.name)) return false;
  return config.kinds.includes(kindOf(link, device)) || config.pattern.test(link.name);
}

function kindOf(link: LinkRow, device: DeviceFacts | undefined): string {
  if (link.kind !== undefined) return link.kind;
  if (device?.physicalFunction !== undefined) return 'vf';
  if (device?.virtio === true) return 'virtio';
  return device?.device === true ? 'physical' : 'unknown';
}

function describe(link: LinkRow, device: DeviceFacts | undefined): HostNic | undefined {
  const address = link.addresses.find(isGlobal);
  if (address === undefined) return undefined;
  const netAddress = parseCidr(`${address.address}/${address.length}`);
  if (netAddress === undefined) return undefined;
  return {
    interfaceName: link.name,
    netAddress,
    hostIP: address.address,
    linkState: isUp(link) ? 'up' : 'down',
    mtu: link.mtu,
    ...published(device),
  };
}

/** What a HostInterface shows of a device. */
function published(device: DeviceFacts | undefined): Partial<HostNic> {
  if (device === undefined) return {};
  const { device: _, virtio: __, physicalFunction: ___, ...facts } = device;
  return facts;
}

function isGlobal({ family, scope }: AddressRow): boolean {
  return family === 'inet' && scope === 'global';
}

function isUp({ up, carrier }: LinkRow): boolean {
  return up && carrier;
}

export function toHostLink(link: LinkRow): HostLink {
  const { name, index, mac, mtu } = link;
  return { name, index, mac, mtu, up: isUp(link) };
}

function withoutAddress({ name }: LinkRow): Finding {
  return {
    reason: 'NicWithoutAddress',
    message: `NIC ${name} has no global IPv4 address and is left out; give it one, or describe it in a HostInterface labelled multi-nic-unmanaged=true`,
  };
}

/** Natural order, the same on every host: numbers inside a name by value, and eth04 before eth4. */
export function compareNames(one: string, other: string): number {
  return order.compare(one, other) || (one < other ? -1 : Number(one > other));
}

const order = new Intl.Collator('en', { numeric: true });
