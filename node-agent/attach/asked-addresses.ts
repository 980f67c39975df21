import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../cni/protocol/types.ts';
import type { MultiNicNetwork } from '../../lib/api/types.ts';
import {
  type Address,
  type Cidr,
  indexOf,
  overlaps,
  parseAddress,
  parseCidr,
  range,
  toNumber,
} from '../../lib/net/cidr.ts';
import type { Ledger, Session } from '../journal/ledger.ts';
import type { Reservation } from '../journal/types.ts';
import type { Known } from '../types.ts';
import { parseJsonText } from '../meta/plan/json-text.ts';
import { askedPool } from './adopted.ts';
import type { Assigned } from './types.ts';

export type Asked = {
  /** With their prefix length, one for each master. */
  readonly addresses: readonly Assigned[];
  readonly masters: readonly string[];
  readonly network: MultiNicNetwork;
  readonly known: Known;
  /** Of the pod that asks. */
  readonly namespace: string;
};

/** Ranges of which no pod's link has an address (RFC 6890). */
const special = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'].map(
  (text) => text as Cidr,
);

/**
 * Takes the addresses that a pod asks for, all or none: on an error the caller cancels the session. Each is one of the network's
 * subnet that a host may have, of no host and no pool, and nobody's on that NIC of this node; two pods that ask at once do not
 * both get it.
 *
 * @throws CniError `badConfig` naming address, reason and remedy; the holder only where it is of the pod's own namespace
 */
export function reserveAsked(session: Session, asked: Asked, ledger: Ledger): Reservation[] {
  return asked.masters.map((master, at) => {
    const text = asked.addresses[at]?.address ?? '';
    const address = readAsked(text);
    const problem = problemOf(address, { text, master, asked });
    if (problem !== undefined) throw refused(text, master, problem);
    const pool = askedPool(master);
    const index = session.take(pool, (used) =>
      used.has(toNumber(address)) ? undefined : toNumber(address),
    );
    if (index === undefined) throw refused(text, master, inUse(pool, address, asked, ledger));
    return { pool, index, address, master };
  });
}

/** An address of IPv4 that is neither the first nor the last of its prefix. */
function readAsked(text: string): Address {
  const address = parseAddress(text.split('/')[0] ?? '');
  const prefix = parseCidr(text);
  if (address === undefined || prefix === undefined)
    throw refused(text, '', 'is not an IPv4 address with its prefix length');
  const { length, first, size } = range(prefix);
  if (length === 0) throw refused(text, '', 'has a prefix of all addresses');
  const index = toNumber(address) - first;
  if (length < 31 && (index === 0 || index === size - 1))
    throw refused(text, '', 'is the network or the broadcast address of its prefix');
  return address;
}

function problemOf(
  address: Address,
  { text, master, asked }: { text: string; master: string; asked: Asked },
): string | undefined {
  const host = `${address}/32` as Cidr;
  const taken = special.find((one) => overlaps(one, host));
  if (taken !== undefined) return `is of ${taken}, which no link of a pod has addresses of`;
  const { known, network } = asked;
  const outside = subnetProblem(address, text, network);
  if (outside !== undefined) return outside;
  if (hostAddresses(known).has(address)) return 'is the address of a host';
  const pool = known.pools.find(
    ({ spec }) =>
      spec.interfaceName === master &&
      indexOf((parseCidr(spec.podCIDR) ?? '0.0.0.0/32') as Cidr, address) !== undefined,
  );
  return pool === undefined ? undefined : `is given out from IPPool ${pool.metadata.name}`;
}

/** The prefix length is the pod's word too: a short one claims the neighbours, and hides the ends of the subnet. */
function subnetProblem(
  address: Address,
  text: string,
  network: MultiNicNetwork,
): string | undefined {
  const subnet = parseCidr(network.spec.subnet ?? '');
  const prefix = parseCidr(text);
  if (subnet === undefined || prefix === undefined || allowsAny(network)) return undefined;
  const index = indexOf(subnet, address);
  if (index === undefined) return `is outside of ${subnet}, the subnet of the network`;
  const { length, size } = range(subnet);
  if (range(prefix).length < length) return `has a shorter prefix than ${subnet}, the subnet`;
  if (length < 31 && (index === 0 || index === size - 1))
    return `is the first or the last of ${subnet}, the subnet`;
  return undefined;
}

/** `"staticAddresses": "any"` in spec.ipam. */
function allowsAny({ spec }: MultiNicNetwork): boolean {
  try {
    const ipam = parseJsonText(spec.ipam, 'spec.ipam') as { readonly staticAddresses?: unknown };
    return ipam?.staticAddresses === 'any';
  } catch {
    return false;
  }
}

function hostAddresses({ hostInterface, cidrs }: Known): ReadonlySet<string> {
  const own = (hostInterface?.spec.interfaces ?? []).map(({ hostIP = '' }) => hostIP);
  const peers = cidrs.flatMap(({ spec }) =>
    spec.cidr.flatMap(({ hosts }) => hosts.map(({ hostIP }) => hostIP)),
  );
  return new Set([...own, ...peers]);
}

function inUse(pool: string, address: Address, { namespace }: Asked, ledger: Ledger): string {
  const index = toNumber(address);
  const holder = ledger
    .entries()
    .find(({ attachment }) =>
      attachment.reservations.some((one) => one.pool === pool && one.index === index),
    )?.attachment.pod;
  const who =
    holder?.namespace === namespace ? `by pod ${namespace}/${holder.name}` : 'by another pod';
  return `is held ${who} of this node`;
}

function refused(text: string, master: string, why: string): CniError {
  const on = master === '' ? '' : ` for ${master}`;
  const remedy = 'ask for another address, or for none';
  return new CniError(cniErrorCodes.badConfig, `ips: ${text}${on} ${why}; ${remedy}`);
}
