import type { Config } from '../../api/config-types.ts';
import type { CidrConfig, MultiNicNetwork, NetworkAttachmentDefinition } from '../../api/types.ts';
import { compareCidr, parseCidr } from '../../net/cidr.ts';
import { compareText } from '../blocks/hosts.ts';
import { isOurNad, nadConfig, type NadPlan, planNads, targetNamespaces } from '../nads.ts';
import type { Finding } from '../types.ts';
import type { NetworkBlocks } from './blocks-of-network.ts';
import type { LiveObserved } from './observed.ts';

/** The network's NADs. Without a usable definition the config that they have now goes on, in new namespaces too. */
export function nadsOfNetwork(
  observed: LiveObserved,
  blocks: NetworkBlocks,
  fatal: Finding | undefined,
): NadPlan {
  const { network, namespaces, nads } = observed;
  const config =
    fatal === undefined && !isPluginFixed(network, blocks)
      ? freshConfig(observed, blocks)
      : presentConfig(network, nads);
  if (config === undefined) return { children: [], findings: [] };
  const targets = targetNamespaces(network.spec.namespaces ?? [], namespaces);
  return planNads({ network, config, namespaces: targets, observed: nads });
}

/** The arguments belong to the new type: with the old one they may mean something else. */
function isPluginFixed({ spec }: MultiNicNetwork, { config, refused }: NetworkBlocks): boolean {
  if (config === undefined || refused.length === 0) return false;
  return config.type !== spec.plugin.type;
}

function presentConfig(
  network: MultiNicNetwork,
  nads: readonly NetworkAttachmentDefinition[],
): string | undefined {
  return nads
    .filter((nad) => isOurNad(nad, network))
    .toSorted((a, b) => compareText(a.metadata.namespace ?? '', b.metadata.namespace ?? ''))
    .find(({ spec }) => spec.config !== undefined)?.spec.config;
}

function freshConfig(observed: LiveObserved, blocks: NetworkBlocks): string | undefined {
  const { network, ipam, nads } = observed;
  const { spec, metadata } = network;
  if (!ipam.ok) return undefined;
  const held = ipam.ipam.kind === 'other' && blocks.config !== undefined;
  if (held) return presentConfig(network, nads);
  return nadConfig({
    name: metadata.name,
    ...daemon(observed.config),
    ipam: effectiveIpam(ipam.ipam.raw, blocks),
    plugin: spec.plugin,
    subnet: blocks.config?.subnet ?? spec.subnet ?? '',
    masterNets: masterNets(observed, blocks.config),
    multiNICIPAM: blocks.multiNICIPAM,
  });
}

function daemon(config: Config | undefined): { cniType: string; daemonPort: number } {
  return {
    cniType: config?.spec.cniType ?? 'multi-nic',
    daemonPort: config?.spec.daemon.port ?? 11000,
  };
}

/** The user's text, with the values in force where an edit was refused. */
function effectiveIpam(
  raw: Readonly<Record<string, unknown>>,
  { config, refused }: NetworkBlocks,
): Readonly<Record<string, unknown>> {
  if (config === undefined || refused.length === 0) return raw;
  const { excludeCIDRs: _excludes, vlanMode: _mode, ...rest } = raw;
  const { hostBlock, interfaceBlock, excludeCIDRs, vlanMode } = config;
  return {
    ...rest,
    hostBlock,
    interfaceBlock,
    ...(excludeCIDRs === undefined ? {} : { excludeCIDRs }),
    ...(vlanMode === undefined ? {} : { vlanMode }),
  };
}

/** As listed; else those with an interface block; for another IPAM plugin all that the hosts have, in numeric order. */
function masterNets(
  { network, hostInterfaces }: LiveObserved,
  config: CidrConfig | undefined,
): readonly string[] {
  if (config !== undefined) return config.masterNets;
  const { masterNets: listed = [] } = network.spec;
  if (listed.length > 0) return listed;
  const nets = hostInterfaces.flatMap(({ spec }) =>
    spec.interfaces.flatMap(({ netAddress = '' }) => parseCidr(netAddress) ?? []),
  );
  return [...new Set(nets)].toSorted(compareCidr);
}
