import { isRouted } from '../../api/ipam.ts';
import { type Cidr, overlaps, parseCidr, range } from '../../net/cidr.ts';
import { mainPlugins, plannedPlugins } from '../../main-plugin/index.ts';
import { findStrategy, strategies } from '../../selection/index.ts';
import type { Finding } from '../types.ts';
import { subnetTakenByNetwork } from './claims.ts';
import type { LiveObserved } from './observed.ts';
import { findReserved } from './reserved.ts';

export type Check = (observed: LiveObserved) => Finding | undefined;

/** The first check that objects wins: the list goes from cause to consequence. */
export function firstFinding(
  checks: readonly Check[],
  observed: LiveObserved,
): Finding | undefined {
  for (const check of checks) {
    const found = check(observed);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** With one of these nothing new can be computed: what was computed from the last good definition stays. */
export const definitionChecks: readonly Check[] = [
  ipamReadable,
  pluginKnown,
  subnetReadable,
  masterNetsReadable,
  bitsFit,
  nameFree,
  clusterNetworksApart,
  hostNetworksApart,
  networksApart,
];

/** These are said while everything else goes on. */
export const adviceChecks: readonly Check[] = [strategyAvailable, pluginArguments];

function ipamReadable({ network, ipam }: LiveObserved): Finding | undefined {
  if (ipam.ok) return undefined;
  const problems = ipam.problems.map(
    ({ field, reason, remedy }) => `${field} ${reason}: ${remedy}`,
  );
  return finding(network.metadata.name, 'InvalidIpam', problems.join('; '));
}

function pluginKnown({ network }: LiveObserved): Finding | undefined {
  const { type } = network.spec.plugin;
  const types = mainPlugins.map((plugin) => plugin.type);
  if (types.includes(type)) return undefined;
  const available = `use ${types.join(' or ')}`;
  return plannedPlugins.includes(type)
    ? finding(
        network.metadata.name,
        'PluginNotAvailable',
        `spec.plugin.type ${type} is not available in this version yet: ${available}`,
      )
    : finding(
        network.metadata.name,
        'PluginUnknown',
        `spec.plugin.type ${type} is no main plugin: ${available}`,
      );
}

function subnetReadable({ network }: LiveObserved): Finding | undefined {
  const { subnet = '' } = network.spec;
  return subnet === '' ? undefined : canonical(network.metadata.name, 'spec.subnet', subnet);
}

function masterNetsReadable({ network }: LiveObserved): Finding | undefined {
  const { masterNets = [] } = network.spec;
  return masterNets
    .map((net, at) => canonical(network.metadata.name, `spec.masterNets[${at}]`, net))
    .find((found) => found !== undefined);
}

/** Host bits are refused, not cleared: upstream computes other blocks from them than anyone would expect. */
function canonical(name: string, field: string, text: string): Finding | undefined {
  const cidr = parseCidr(text);
  if (cidr === text) return undefined;
  const reason =
    cidr === undefined
      ? `${field} "${text}" is not an IPv4 prefix: write one like 192.168.0.0/16`
      : `${field} ${text} has host bits: write ${cidr}`;
  return finding(name, 'InvalidSubnet', reason);
}

function bitsFit({ network, ipam }: LiveObserved): Finding | undefined {
  const subnet = ownSubnet(network.spec.subnet);
  if (!ipam.ok || ipam.ipam.kind !== 'multi-nic-ipam' || subnet === undefined) return undefined;
  const { hostBlock, interfaceBlock } = ipam.ipam;
  const length = range(subnet).length + interfaceBlock + hostBlock;
  if (length <= 30) return undefined;
  return finding(
    network.metadata.name,
    'BitsDoNotFit',
    `spec.subnet ${subnet} with interfaceBlock ${interfaceBlock} and hostBlock ${hostBlock} gives host blocks of ` +
      `/${length}, which hold no pod: the three must add up to 30 or less`,
  );
}

function nameFree({ network, foreignCidrs }: LiveObserved): Finding | undefined {
  const { name } = network.metadata;
  const holder = foreignCidrs.find(({ metadata }) => metadata.name === name);
  if (holder === undefined) return undefined;
  return finding(
    name,
    'NameTaken',
    `CIDR ${name} belongs to MultiNicNetwork ${holder.spec.config.name}, which will give the name up; if it does not, ` +
      'delete that CIDR or choose another name',
  );
}

/** Whatever the vlanMode: in the pod the subnet is on the link, and what lies in it is out of the pod's reach. */
function clusterNetworksApart(observed: LiveObserved): Finding | undefined {
  const { network, ipam } = observed;
  const subnet = ownSubnet(network.spec.subnet);
  if (!ipam.ok || ipam.ipam.kind !== 'multi-nic-ipam' || subnet === undefined) return undefined;
  const found = findReserved(subnet, observed);
  if (found === undefined) return undefined;
  return finding(
    network.metadata.name,
    'SubnetOverlapsCluster',
    `spec.subnet ${subnet} overlaps ${found.range} of ${found.what}: choose a subnet that the cluster does not use`,
  );
}

/** On L2 networks pods may share the wire's prefix with the hosts: the hosts' own addresses are left out of the pools. */
function hostNetworksApart({ network, ipam, hostInterfaces }: LiveObserved): Finding | undefined {
  const subnet = ownSubnet(network.spec.subnet);
  if (!ipam.ok || ipam.ipam.kind !== 'multi-nic-ipam' || subnet === undefined) return undefined;
  if (!isRouted(ipam.ipam.vlanMode)) return undefined;
  for (const { metadata, spec } of hostInterfaces) {
    const nic = spec.interfaces.find(({ netAddress = '' }) => touches(subnet, netAddress));
    if (nic !== undefined) {
      return finding(
        network.metadata.name,
        'SubnetOverlapsHostNetwork',
        `spec.subnet ${subnet} overlaps ${nic.netAddress}, the network of ${nic.interfaceName} on ${metadata.name}: ` +
          'choose a subnet that no host network lies in',
      );
    }
  }
  return undefined;
}

function touches(subnet: Cidr, text: string): boolean {
  const net = parseCidr(text);
  return net !== undefined && overlaps(subnet, net);
}

function networksApart(observed: LiveObserved): Finding | undefined {
  const { network, ipam } = observed;
  const subnet = ownSubnet(network.spec.subnet);
  if (!ipam.ok || ipam.ipam.kind !== 'multi-nic-ipam' || subnet === undefined) return undefined;
  const other = subnetTakenByNetwork(observed, subnet);
  if (other === undefined) return undefined;
  return finding(
    network.metadata.name,
    'SubnetOverlapsNetwork',
    `spec.subnet ${subnet} overlaps ${other.subnet} of MultiNicNetwork ${other.name}, which had it first: choose ` +
      'another subnet',
  );
}

function ownSubnet(text: string | undefined): Cidr | undefined {
  return parseCidr(text ?? '');
}

function strategyAvailable({ network }: LiveObserved): Finding | undefined {
  const found = findStrategy(network.spec.attachPolicy?.strategy);
  if (found.ok) return undefined;
  const reason = found.known ? 'is not available in this version yet' : 'is no strategy';
  const strategy = network.spec.attachPolicy?.strategy ?? '';
  const available = strategies.map(({ name }) => name).join(' or ');
  const message = `spec.attachPolicy.strategy ${strategy} ${reason}, pods cannot be attached with it: use ${available}`;
  return finding(network.metadata.name, 'StrategyNotAvailable', message);
}

function pluginArguments({ network }: LiveObserved): Finding | undefined {
  const { plugin } = network.spec;
  const problems = mainPlugins.find(({ type }) => type === plugin.type)?.problems(plugin) ?? [];
  if (problems.length === 0) return undefined;
  return finding(network.metadata.name, 'InvalidPluginArgument', problems.join('; '));
}

function finding(network: string, reason: string, message: string): Finding {
  return { reason, message: `MultiNicNetwork ${network}: ${message}` };
}
