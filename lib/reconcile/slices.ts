import { kinds } from '../api/group.ts';
import { controllerReference, labels, labelValue, sliceName } from '../api/meta.ts';
import type { CIDR, CidrConfig, CidrEntry, CidrHost, MultiNicNetwork } from '../api/types.ts';

export type SliceInput = {
  readonly network: MultiNicNetwork;
  readonly config: CidrConfig;
  readonly entries: readonly CidrEntry[];
  /** The slices of this network that exist. */
  readonly observed: readonly CIDR[];
  /** Names of other networks, whose first slices they are, and of their slices. */
  readonly taken: ReadonlySet<string>;
  /** (host, NIC) records in one object at most. */
  readonly limit?: number;
};

const defaultLimit = 80;

/**
 * Distributes the records of a network over bounded CIDR objects. A record stays in the slice that it lives in; all new
 * NICs of a host go to one slice with room, so that a joining node changes one object, which every agent receives. The
 * first slice bears the network's name and every interface block; the others only the blocks of their hosts. Slices that
 * lose records come last: written in this order, a record that moves is never in none.
 */
export function sliceEntries(input: SliceInput): readonly CIDR[] {
  const { network, entries, observed, taken, limit = defaultLimit } = input;
  const slots = readSlots(network.metadata.name, observed, taken);
  const homeless = settle(slots, entries, limit);
  const context = { network: network.metadata.name, slots, taken, limit };
  for (const [host, keys] of homeless) placeHost(context, host, keys);
  const divided = divide(entries, slots);
  const full = slots.filter(({ index, keys }) => index === 0 || keys.size > 0);
  return full
    .toSorted((one, other) => Number(loses(one)) - Number(loses(other)) || one.index - other.index)
    .map((slot) => sliceObject(input, slot.name, divided.get(slot) ?? []));
}

type Slot = {
  readonly index: number;
  readonly name: string;
  /** Records that the slice has now. */
  readonly had: ReadonlySet<string>;
  /** Records that it shall have. */
  readonly keys: Set<string>;
};

/** The block identifies a record: it stays when the NIC is renamed or re-addressed. */
function recordKey({ hostName, podCIDR }: CidrHost): string {
  return `${hostName} ${podCIDR}`;
}

function readSlots(network: string, observed: readonly CIDR[], taken: ReadonlySet<string>): Slot[] {
  const names = observed.map(({ metadata }) => metadata.name).filter((name) => !taken.has(name));
  const slots = names.flatMap((name): Slot[] => {
    const index = sliceIndex(network, name, observed.length);
    const hosts = observed.find(({ metadata }) => metadata.name === name)?.spec.cidr ?? [];
    const had = new Set(hosts.flatMap((entry) => (entry.hosts ?? []).map(recordKey)));
    return index === undefined ? [] : [{ index, name, had, keys: new Set<string>() }];
  });
  if (!slots.some(({ index }) => index === 0)) slots.push(emptySlot(network, 0));
  return slots.toSorted((one, other) => one.index - other.index);
}

/** The number in a slice's name; hashed names (very long ones) are found by trying. */
function sliceIndex(network: string, name: string, count: number): number | undefined {
  if (name === network) return 0;
  const written = name.startsWith(`${network}-`) ? Number(name.slice(network.length + 1)) : 0;
  if (written > 0 && sliceName(network, written) === name) return written;
  const tried = Array.from({ length: 2 * count + 16 }, (_, at) => at + 1);
  return tried.find((index) => sliceName(network, index) === name);
}

function emptySlot(network: string, index: number): Slot {
  return { index, name: sliceName(network, index), had: new Set(), keys: new Set() };
}

function loses({ had, keys }: Slot): boolean {
  return [...had].some((key) => !keys.has(key));
}

/** Leaves every record where it lives while all of its host's there fit; returns the others by host. */
function settle(
  slots: readonly Slot[],
  entries: readonly CidrEntry[],
  limit: number,
): ReadonlyMap<string, readonly string[]> {
  const home = new Map(
    slots.toReversed().flatMap((slot) => [...slot.had].map((key) => [key, slot])),
  );
  const records = entries.flatMap(({ hosts }) => hosts);
  const homeless = new Map<string, string[]>();
  for (const [host, own] of Map.groupBy(records, ({ hostName }) => hostName)) {
    for (const [slot, keys] of Map.groupBy(own.map(recordKey), (key) => home.get(key))) {
      const stays = slot !== undefined && slot.keys.size + keys.length <= limit;
      if (stays) keys.forEach((key) => slot.keys.add(key));
      else homeless.set(host, [...(homeless.get(host) ?? []), ...keys]);
    }
  }
  return homeless;
}

type PlaceContext = {
  readonly network: string;
  readonly slots: Slot[];
  readonly taken: ReadonlySet<string>;
  readonly limit: number;
};

/** Where the host lives already, else where there is room. More NICs than one object holds are split. */
function placeHost(
  { network, slots, taken, limit }: PlaceContext,
  host: string,
  keys: readonly string[],
): void {
  const isHome = ({ had }: Slot): boolean => [...had].some((key) => key.startsWith(`${host} `));
  for (let at = 0; at < keys.length; at += limit) {
    const part = keys.slice(at, at + limit);
    const roomy = slots.filter((one) => one.keys.size + part.length <= limit);
    let slot = roomy.find(isHome) ?? roomy[0];
    if (slot === undefined) {
      slot = emptySlot(network, freeIndex(network, slots, taken));
      slots.push(slot);
    }
    for (const key of part) slot.keys.add(key);
  }
}

function freeIndex(network: string, slots: readonly Slot[], taken: ReadonlySet<string>): number {
  const used = new Set(slots.map(({ index }) => index));
  let index = 1;
  while (used.has(index) || taken.has(sliceName(network, index))) index += 1;
  return index;
}

/** The entries of each slice, in one pass over the records: a large network has 500 slices of 40,000. */
function divide(
  entries: readonly CidrEntry[],
  slots: readonly Slot[],
): ReadonlyMap<Slot, readonly CidrEntry[]> {
  const home = new Map(slots.flatMap((slot) => [...slot.keys].map((key) => [key, slot])));
  const divided = new Map<Slot, CidrEntry[]>(slots.map((slot) => [slot, []]));
  for (const entry of entries) {
    const parts = Map.groupBy(entry.hosts, (record) => home.get(recordKey(record)));
    for (const slot of slots) {
      const hosts = parts.get(slot) ?? [];
      if (slot.index === 0 || hosts.length > 0) divided.get(slot)?.push({ ...entry, hosts });
    }
  }
  return divided;
}

function sliceObject(
  { network, config }: SliceInput,
  name: string,
  cidr: readonly CidrEntry[],
): CIDR {
  return {
    apiVersion: kinds.cidr.apiVersion,
    kind: kinds.cidr.kind,
    metadata: {
      name,
      labels: { [labels.network]: labelValue(network.metadata.name) },
      ownerReferences: [controllerReference(network)],
    },
    spec: { config, cidr },
  };
}
