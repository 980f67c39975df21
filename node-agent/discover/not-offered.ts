import type { NotOffered } from '../../lib/api/types.ts';
import type { AddressRow, LinkRow } from '../iproute2/types.ts';
import type { NicConfig } from './types.ts';

/** `net1…` is what a pod's link is called when its namespace died and the kernel gave the device back to the host. */
const podName = /^net1/;

export type NicCandidate = {
  readonly link: LinkRow;
  /** `physical`, `virtio`, `vf`, `unknown`, or the link kind of iproute2. */
  readonly kind: string;
  readonly primary: boolean;
  readonly netAddress: string | undefined;
};

type Reason = Pick<NotOffered, 'reason' | 'message'>;

/** Why a link is not offered to pods, or `undefined` where it is. The first rule that applies decides. */
export function reasonAgainst(nic: NicCandidate, config: NicConfig): Reason | undefined {
  const { link, kind, primary, netAddress } = nic;
  const { name, master, slaveKind } = link;
  if (primary) return say('Primary', `${name} is the node's way out (default route, InternalIP)`);
  if (podName.test(name)) {
    const remedy = 'give the device another name (a .link file of udev) and restart the node agent';
    return say('NameReserved', `${name} is called like the link of a pod: ${remedy}`);
  }
  if (config.exclude.test(name)) {
    return say('Excluded', `${name} matches the expression of excluded names (NIC_EXCLUDE)`);
  }
  if (!config.kinds.includes(kind) && !config.pattern.test(name)) {
    const remedy = `add ${kind} to the kinds of NICs (daemon.nics.kinds) if pods shall use it`;
    return say('KindNotSelected', `${name} is of kind ${kind}: ${remedy}`);
  }
  // A link in a VRF is still a link; in every other master the master takes what arrives on it.
  if (master !== undefined && slaveKind !== 'vrf') {
    const what = `a port of ${slaveKind ?? 'the link'} ${master}, which takes all that arrives on it`;
    return say('Port', `${name} is ${what}: use ${master} instead, or take ${name} out of it`);
  }
  return netAddress === undefined ? withoutAddress(link) : undefined;
}

function withoutAddress({ name, addresses }: LinkRow): Reason {
  const remedy = 'give it one, or describe it in a HostInterface labelled multi-nic-unmanaged=true';
  if (addresses.some(({ family, scope }) => family === 'inet' && scope === 'global')) {
    const why = 'has only addresses of a point-to-point link whose peer is in another network';
    return say('AddressUnusable', `${name} ${why}: ${remedy}`);
  }
  const six = addresses.some(({ family, scope }) => family === 'inet6' && scope === 'global');
  return six
    ? say('IPv6Only', `${name} has a global address of IPv6 and none of IPv4: ${remedy}`)
    : say('NoAddress', `${name} has no global IPv4 address: ${remedy}`);
}

function say(reason: NotOffered['reason'], message: string): Reason {
  return { reason, message: `NIC ${message}` };
}

/**
 * Whether a person may wonder why a link is not offered: devices, links that the configuration names, and others with an
 * address of their own. Cables of pods, which come and go by the hundred, are none of these, even where veth is a kind of NIC.
 */
export function isWorthNaming({ link, kind, primary }: NicCandidate, config: NicConfig): boolean {
  if (link.loopback) return false;
  if (primary) return true;
  const selected = config.kinds.includes(kind);
  const bearing = link.addresses.some(isOwnNetwork);
  if (kind === 'veth') return config.pattern.test(link.name) || (selected && bearing);
  if (selected || config.pattern.test(link.name)) return true;
  if (['physical', 'virtio', 'vf'].includes(kind)) return true;
  return kind !== 'unknown' && bearing;
}

function isOwnNetwork({ family, scope, length }: AddressRow): boolean {
  return family === 'inet' && scope === 'global' && length < 32;
}
