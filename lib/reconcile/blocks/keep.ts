import type { CidrHost } from '../../api/types.ts';
import type { HostView } from './hosts.ts';
import type { Held, Nic } from './types.ts';

export type Kept = {
  readonly held: readonly Held[];
  /** NICs that have no index yet. */
  readonly fresh: readonly Nic[];
};

/** What one host network had, and what is there now. */
export type KeepInput = {
  readonly recorded: readonly CidrHost[];
  /** The NICs of all hosts on this network. */
  readonly nics: readonly Nic[];
  /** Whether the network belongs to the MultiNicNetwork at all: else only what pods hold is kept. */
  readonly wanted: boolean;
  readonly view: HostView;
  readonly isLive: (record: CidrHost) => boolean;
};

/**
 * Which recorded (host, NIC) pairs keep their index. A NIC finds its record by name, then by address (it was renamed),
 * then by order among the records whose NIC the host no longer lists (renamed and re-addressed). A record without a
 * NIC stays while pods hold its addresses, while its NIC is listed without an address, or while its host has no
 * HostInterface but a Node.
 */
export function keepRecords(input: KeepInput): Kept {
  const byHost = Map.groupBy(input.recorded, ({ hostName }) => hostName);
  const nicsByHost = Map.groupBy(input.wanted ? input.nics : [], ({ host }) => host);
  const hosts = [...new Set([...byHost.keys(), ...nicsByHost.keys()])];
  const kept = hosts.map((host) =>
    keepOfHost(byHost.get(host) ?? [], nicsByHost.get(host) ?? [], input),
  );
  return { held: kept.flatMap(({ held }) => held), fresh: kept.flatMap(({ fresh }) => fresh) };
}

function keepOfHost(
  records: readonly CidrHost[],
  nics: readonly Nic[],
  { wanted, view, isLive }: KeepInput,
): Kept {
  const match = matchNics(records, nics, view);
  const held = records.flatMap((record) => {
    const nic = match.get(record);
    const old = asHeld(record, isLive(record));
    if (nic !== undefined) return [{ ...old, name: nic.name, hostIP: nic.hostIP }];
    return old.live || (wanted && staysWithoutNic(record, view)) ? [old] : [];
  });
  const matched = new Set(match.values());
  return { held, fresh: nics.filter((nic) => !matched.has(nic)) };
}

/** A NIC that has an address elsewhere moved: its index here is free. */
function staysWithoutNic({ hostName, interfaceName }: CidrHost, view: HostView): boolean {
  if (!view.described(hostName)) return view.known(hostName);
  return view.lists(hostName, interfaceName) && !view.addressed(hostName, interfaceName);
}

function matchNics(
  records: readonly CidrHost[],
  nics: readonly Nic[],
  view: HostView,
): ReadonlyMap<CidrHost, Nic> {
  const match = new Map<CidrHost, Nic>();
  const taken = new Set<Nic>();
  const pair = (fits: (record: CidrHost, nic: Nic) => boolean): void => {
    for (const record of records.filter((one) => !match.has(one))) {
      const nic = nics.find((one) => !taken.has(one) && fits(record, one));
      if (nic === undefined) continue;
      match.set(record, nic);
      taken.add(nic);
    }
  };
  pair((record, nic) => record.interfaceName === nic.name);
  pair((record, nic) => record.hostIP !== '' && record.hostIP === nic.hostIP);
  pair((record) => !view.lists(record.hostName, record.interfaceName));
  return match;
}

function asHeld(record: CidrHost, live: boolean): Held {
  const { hostName, interfaceName, hostIP, hostIndex, podCIDR } = record;
  return { host: hostName, name: interfaceName, hostIP, index: hostIndex, podCIDR, live };
}
