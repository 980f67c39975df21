import { parseCidr } from '../net/cidr.ts';
import { compareCandidates } from './order.ts';
import type { Candidate, Selected, SelectionInput, Strategy } from './types.ts';

/**
 * The named masters in the pod's order; else the NICs of `masterNets` in the network's order; else all, sorted. Then the first
 * `nics`. Where it differs from upstream: a master that is not there is an error and not "all of them", networks that this
 * host lacks do not count towards `nics`, order is numeric, and two NICs of one network both count.
 */
export const none: Strategy = {
  name: 'none',
  words: 'all interfaces, in the order of masterNets',
  select,
};

function select({ candidates, masterNets, wanted }: SelectionInput): Selected {
  const named = wanted.masters ?? [];
  const chosen =
    named.length > 0 ? byName(candidates, named) : succeed(byNetwork(candidates, masterNets));
  if (!chosen.ok) return chosen;
  const { nics = 0 } = wanted;
  const masters = nics > 0 ? chosen.masters.slice(0, nics) : chosen.masters;
  return masters.length > 0 ? succeed(masters) : nothingFits(candidates, masterNets);
}

const succeed = (masters: readonly string[]): Selected => ({ ok: true, masters });

function byName(candidates: readonly Candidate[], named: readonly string[]): Selected {
  const known = new Map(candidates.map((candidate) => [candidate.name, candidate]));
  const missing = named.filter((name) => !known.has(name));
  const down = named.filter((name) => known.get(name)?.up === false);
  if (missing.length > 0) {
    const there = [...known.keys()].join(', ') || 'none';
    const reason = `masters ${missing.join(', ')} are not among the NICs of this host (${there})`;
    return { ok: false, reason, remedy: 'name NICs that every node of the pod has, or use nics' };
  }
  if (down.length === 0) return succeed([...new Set(named)]);
  const reason = `masters ${down.join(', ')} are down on this host`;
  return { ok: false, reason, remedy: 'bring the link up or name another one' };
}

function byNetwork(candidates: readonly Candidate[], masterNets: readonly string[]): string[] {
  const usable = candidates.filter(({ up, netAddress }) => up && netAddress !== undefined);
  const sorted = usable.toSorted(compareCandidates);
  if (masterNets.length === 0) return sorted.map(({ name }) => name);
  const wanted = new Set(masterNets.map(canonical));
  return [...wanted].flatMap((network) =>
    sorted
      .filter(({ netAddress }) => canonical(netAddress ?? '') === network)
      .map(({ name }) => name),
  );
}

const canonical = (network: string): string => parseCidr(network) ?? network;

function nothingFits(candidates: readonly Candidate[], masterNets: readonly string[]): Selected {
  const there = candidates.map(
    ({ name, netAddress, up }) => `${name} ${netAddress ?? 'without address'}${up ? '' : ' down'}`,
  );
  const asked = masterNets.length === 0 ? 'any network' : masterNets.join(', ');
  return {
    ok: false,
    reason: `no NIC of this host is up in ${asked} (there are: ${there.join('; ') || 'none'})`,
    remedy: 'check masterNets of the network and the HostInterface of this node',
  };
}
