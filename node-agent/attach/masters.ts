import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type NetConf } from '../../cni/protocol/types.ts';
import type { HostNic, MultiNicNetwork } from '../../lib/api/types.ts';
import { parseCidr } from '../../lib/net/cidr.ts';
import { findStrategy } from '../../lib/selection/index.ts';
import type { Candidate } from '../../lib/selection/types.ts';
import type { Known } from '../types.ts';
import type { Context, HostLink } from './types.ts';

type Links = ReadonlyMap<string, HostLink>;

/** @throws CniError `tryAgain` before the first list of the API server */
export function requireKnown(known: Known | undefined): Known {
  if (known !== undefined) return known;
  const message =
    'the node agent has not read the networks from the API server yet; it tries on, so try again';
  throw new CniError(cniErrorCodes.tryAgain, message);
}

/** @throws CniError `tryAgain` while the addresses that pods hold are not all known */
export function requireAdopted({ pendingAdoption }: Pick<Context, 'pendingAdoption'>): void {
  const reason = pendingAdoption?.();
  if (reason !== undefined) throw new CniError(cniErrorCodes.tryAgain, reason);
}

/** @throws CniError `unknownNetwork` */
export function findNetwork(known: Known, name: string): MultiNicNetwork {
  const network = known.networks.find((candidate) => candidate.metadata.name === name);
  if (network !== undefined) return network;
  const message = `failed to load netconf: no MultiNicNetwork ${JSON.stringify(name)}; check \`kubectl get multinicnetworks\` and the "name" in the NetworkAttachmentDefinition`;
  throw new CniError(cniErrorCodes.unknownNetwork, message);
}

/**
 * The masters of one pod, in order, by the network's strategy.
 *
 * @throws CniError `unsupportedField` for a strategy that this version lacks, `badConfig` for masters that the pod names and
 * this host has not, `tryAgain` when no NIC fits (one may come up)
 */
export function selectMasters(of: {
  readonly config: NetConf;
  readonly known: Known;
  readonly network: MultiNicNetwork;
  readonly links: Links;
}): readonly string[] {
  const { config, known, network, links } = of;
  const found = findStrategy(network.spec.attachPolicy?.strategy);
  if (!found.ok) {
    const code = found.known ? cniErrorCodes.unsupportedField : cniErrorCodes.badConfig;
    throw new CniError(code, `network ${config.name}: ${found.message}`);
  }
  const candidates = candidatesOf(known, links);
  checkAllowed(network, candidates, config.selection.masters ?? []);
  const selected = found.strategy.select({
    candidates,
    masterNets: config.masterNets,
    wanted: config.selection,
  });
  if (selected.ok) return selected.masters;
  const masters = config.selection.masters ?? [];
  const because = whyNotOffered(known, masters);
  throw new CniError(
    masters.length > 0 ? cniErrorCodes.badConfig : cniErrorCodes.tryAgain,
    `failed to load netconf: network ${config.name}: response nothing: ${selected.reason}${because}; ${selected.remedy}`,
  );
}

/**
 * A pod's author names masters, and `masterNets` is the administrator's word on which NICs the network is for.
 *
 * @throws CniError `badConfig` naming the masters that it may not have, and those that it may
 */
function checkAllowed(
  { metadata, spec }: MultiNicNetwork,
  candidates: readonly Candidate[],
  masters: readonly string[],
): void {
  const nets = new Set((spec.masterNets ?? []).map((net) => parseCidr(net) ?? net));
  if (nets.size === 0 || spec.attachPolicy?.anyMaster === true) return;
  const allowed = candidates
    .filter(({ netAddress = '' }) => nets.has(parseCidr(netAddress) ?? netAddress))
    .map(({ name }) => name);
  const refused = masters.filter(
    (name) => !allowed.includes(name) && candidates.some((one) => one.name === name),
  );
  if (refused.length === 0) return;
  const may = allowed.join(', ') || 'none';
  throw new CniError(
    cniErrorCodes.badConfig,
    `network ${metadata.name}: masters ${refused.join(', ')} are on none of its masterNets (this host has: ${may}); name one of these, or set spec.attachPolicy.anyMaster of the MultiNicNetwork`,
  );
}

/** What the HostInterface says of the links that a pod names and that are not offered. */
function whyNotOffered({ hostInterface }: Known, masters: readonly string[]): string {
  const listed = hostInterface?.status?.notOffered ?? [];
  const named = listed.filter(({ interfaceName }) => masters.includes(interfaceName));
  return named.map(({ message }) => ` (${message})`).join('');
}

/** The NICs of our HostInterface whose link is there. */
function candidatesOf({ hostInterface }: Known, links: Links): readonly Candidate[] {
  return (hostInterface?.spec.interfaces ?? []).flatMap((nic) => {
    const link = links.get(nic.interfaceName);
    return link === undefined ? [] : [candidateOf(nic, link)];
  });
}

function candidateOf(
  { interfaceName: name, netAddress, linkState }: HostNic,
  link: HostLink,
): Candidate {
  const up = link.up && linkState !== 'down';
  return netAddress === undefined || netAddress === '' ? { name, up } : { name, up, netAddress };
}
