import type { HostNic, NotOffered } from '../../lib/api/types.ts';
import type { LinkRow, RouteRow } from '../iproute2/types.ts';
import { chooseAddress, type NicAddress } from './address.ts';
import { isWorthNaming, type NicCandidate, reasonAgainst } from './not-offered.ts';
import type { DeviceFacts, HostFacts, HostLink, NicConfig } from './types.ts';

export type Observed = {
  readonly links: readonly LinkRow[];
  /** Links that could be seen and not be read: what was published of such a NIC stays. */
  readonly unreadable: readonly string[];
  /** IPv4 routes of the main table. */
  readonly routes: readonly RouteRow[];
  /** Names of the links that are the node's way out. */
  readonly primary: readonly string[];
  readonly devices: ReadonlyMap<string, DeviceFacts>;
  /** The NICs as the HostInterface has them now. */
  readonly published: readonly HostNic[];
};

type Judged = NicCandidate & {
  readonly address: NicAddress | undefined;
  readonly against: Pick<NotOffered, 'reason' | 'message'> | undefined;
};

/** A host with more of them has a NIC flood; the first ones say enough. */
const mostNotOffered = 64;

/**
 * The NICs of a host: every link that counts as one, is not the primary, and has a usable IPv4 address; and the links that
 * are not offered, each with the reason. A NIC that is down stays, and says so. Sorted, so that the same host gives the same
 * object.
 */
export function findNics(observed: Observed, config: NicConfig): HostFacts {
  const { links, primary, devices, published, unreadable } = observed;
  const judged = links
    .map((link) => judge(link, observed, config))
    .toSorted((one, other) => compareNames(one.link.name, other.link.name));
  const interfaces = judged.flatMap(({ link, address, against }) =>
    address === undefined || against !== undefined
      ? []
      : [describe(link, address, devices.get(link.name))],
  );
  const kept = published.filter(
    ({ interfaceName: name }) =>
      unreadable.includes(name) && !interfaces.some(({ interfaceName }) => interfaceName === name),
  );
  return {
    interfaces: [...interfaces, ...kept].toSorted((one, other) =>
      compareNames(one.interfaceName, other.interfaceName),
    ),
    links: links.map(toHostLink),
    primary,
    notOffered: judged
      .filter((nic) => nic.against !== undefined && isWorthNaming(nic, config))
      .slice(0, mostNotOffered)
      .flatMap(toNotOffered),
  };
}

function judge(link: LinkRow, observed: Observed, config: NicConfig): Judged {
  const { routes, primary, devices, published } = observed;
  const before = published.find(({ interfaceName }) => interfaceName === link.name)?.hostIP;
  const address = chooseAddress(link, routes, before);
  const candidate: NicCandidate = {
    link,
    kind: kindOf(link, devices.get(link.name)),
    primary: primary.includes(link.name),
    netAddress: address?.netAddress,
  };
  const against = link.loopback
    ? { reason: 'Excluded' as const, message: `NIC ${link.name} is the loopback` }
    : reasonAgainst(candidate, config);
  return { ...candidate, address, against };
}

function toNotOffered({ link, netAddress, against }: Judged): NotOffered[] {
  if (against === undefined) return [];
  const where = netAddress === undefined ? {} : { netAddress };
  return [{ interfaceName: link.name, ...where, ...against }];
}

function kindOf(link: LinkRow, device: DeviceFacts | undefined): string {
  if (link.kind !== undefined) return link.kind;
  if (device?.physicalFunction !== undefined) return 'vf';
  if (device?.virtio === true) return 'virtio';
  return device?.device === true ? 'physical' : 'unknown';
}

function describe(link: LinkRow, address: NicAddress, device: DeviceFacts | undefined): HostNic {
  return {
    interfaceName: link.name,
    ...address,
    linkState: isUp(link) ? 'up' : 'down',
    mtu: link.mtu,
    ...shownOf(device),
  };
}

/** What a HostInterface shows of a device. */
function shownOf(device: DeviceFacts | undefined): Partial<HostNic> {
  if (device === undefined) return {};
  const { device: _, virtio: __, physicalFunction: ___, ...facts } = device;
  return facts;
}

function isUp({ up, carrier }: LinkRow): boolean {
  return up && carrier;
}

export function toHostLink(link: LinkRow): HostLink {
  const { name, index, mac, mtu } = link;
  return { name, index, mac, mtu, up: isUp(link) };
}

/** Natural order, the same on every host: numbers inside a name by value, and eth04 before eth4. */
export function compareNames(one: string, other: string): number {
  return order.compare(one, other) || (one < other ? -1 : Number(one > other));
}

const order = new Intl.Collator('en', { numeric: true });
