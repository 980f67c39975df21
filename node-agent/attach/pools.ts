import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../cni/protocol/types.ts';
import type { IPPool } from '../../lib/api/types.ts';
import { type Cidr, parseExclude, range } from '../../lib/net/cidr.ts';
import { addressAt, createPoolIndex, nextIndex, type PoolIndex } from '../../lib/net/pool.ts';
import type { Ledger, Session } from '../journal/ledger.ts';
import type { Reservation } from '../journal/types.ts';
import { takenIndexes } from './adopted.ts';

type Used = Pick<Ledger, 'gave' | 'used'>;

export type Wanted = {
  readonly pools: readonly IPPool[];
  readonly network: string;
  readonly masters: readonly string[];
};

/** One address of each master's pool, with the prefix length that pods get. */
export type Reserved = { readonly reservation: Reservation; readonly address: string };

/**
 * Takes one address for each master, all or none: on an error the caller cancels the session.
 *
 * @throws CniError `tryAgain` for a master that has no pool (yet), `poolExhausted` for one whose pools are full
 */
export function reserveAll(session: Session, wanted: Wanted, ledger: Used): Reserved[] {
  return wanted.masters.map((master) => {
    const pools = poolsOf(wanted, master);
    if (pools.length === 0) throw noPool(wanted.network, master);
    for (const pool of pools) {
      const reserved = reserve(session, pool, takenIndexes(pool, ledger));
      if (reserved !== undefined) return reserved;
    }
    throw exhausted({ network: wanted.network, master, pools, ledger });
  });
}

/** Names of the pools of a network, on this host, of NICs that have no address left in any of theirs. */
export function exhaustedPools(
  pools: readonly IPPool[],
  network: string,
  ledger: Used,
): readonly string[] {
  const ofNetwork = pools.filter(({ spec }) => spec.netAttachDef === network);
  const byNic = Object.groupBy(ofNetwork, ({ spec }) => spec.interfaceName);
  return Object.values(byNic)
    .filter((list = []) => list.every((pool) => isExhausted(pool, ledger)))
    .flatMap((list = []) => list.map(({ metadata }) => metadata.name));
}

function isExhausted(pool: IPPool, ledger: Used): boolean {
  return nextIndex(openPool(pool.spec).index, takenIndexes(pool, ledger), undefined) === undefined;
}

function poolsOf({ pools, network }: Wanted, master: string): readonly IPPool[] {
  return pools.filter(({ spec }) => spec.netAttachDef === network && spec.interfaceName === master);
}

/** @param taken all that is in use now, this session's own included */
function reserve(session: Session, { metadata, spec }: IPPool, taken: ReadonlySet<number>) {
  const { index: pool, length } = openPool(spec);
  const master = spec.interfaceName;
  const index = session.take(metadata.name, (_used, highest) => nextIndex(pool, taken, highest));
  if (index === undefined) return undefined;
  const address = addressAt(pool, index);
  const reservation: Reservation = { pool: metadata.name, index, address, master };
  return { reservation, address: `${address}/${length}` };
}

/** Pods get the prefix length of the vlanCIDR: the other hosts' blocks are then on-link (upstream's rule). */
function openPool(spec: IPPool['spec']): { readonly index: PoolIndex; readonly length: number } {
  const cidr = readPrefix(spec, 'podCIDR', spec.podCIDR);
  const { length } = range(readPrefix(spec, 'vlanCIDR', spec.vlanCIDR));
  const excludes = spec.excludes.map((text) => readPrefix(spec, 'excludes', text));
  return { index: createPoolIndex({ cidr, excludes }), length };
}

function readPrefix(spec: IPPool['spec'], field: string, text: string): Cidr {
  const cidr = parseExclude(text);
  if (cidr !== undefined) return cidr;
  const message = `IPPool of ${spec.netAttachDef} on ${spec.interfaceName}: spec.${field} ${JSON.stringify(text)} is no IPv4 prefix; the operator writes it, check its log`;
  throw new CniError(cniErrorCodes.badConfig, message);
}

function noPool(network: string, master: string): CniError {
  const message = `failed to request ip: network ${network} has no IPPool for NIC ${master} of this host; check \`kubectl get ippools\` and the conditions of the network, then try again`;
  return new CniError(cniErrorCodes.tryAgain, message);
}

function exhausted(of: {
  readonly network: string;
  readonly master: string;
  readonly pools: readonly IPPool[];
  readonly ledger: Used;
}): CniError {
  const counts = of.pools.map((pool) => {
    const { capacity } = openPool(pool.spec).index;
    const { size } = takenIndexes(pool, of.ledger);
    return `${pool.metadata.name} (${size} of ${capacity} addresses in use)`;
  });
  const message = `failed to request ip: network ${of.network}, NIC ${of.master}: no address left in ${counts.join(', ')}; remove pods of this network from the node or give it a larger block (fewer hostBlock bits)`;
  return new CniError(cniErrorCodes.poolExhausted, message);
}
