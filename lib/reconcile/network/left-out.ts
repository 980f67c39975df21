import type { HostInterface, MultiNicNetwork } from '../../api/types.ts';
import { compareCidr, parseCidr } from '../../net/cidr.ts';
import { listNames } from '../text.ts';

/**
 * What of `spec.masterNets` cannot be served, a sentence each: networks that no host has a NIC in, with those that there are,
 * and hosts whose link in such a network is not offered to pods.
 */
export function leftOut(
  { spec }: MultiNicNetwork,
  hostInterfaces: readonly HostInterface[],
): readonly string[] {
  const asked = new Set((spec.masterNets ?? []).flatMap((net) => parseCidr(net) ?? []));
  if (asked.size === 0) return [];
  const nets = hostNetworks(hostInterfaces);
  const missing = [...asked].filter((net) => !nets.includes(net));
  const there = nets.length === 0 ? 'none' : listNames(nets);
  return [
    ...(missing.length === 0 || hostInterfaces.length === 0
      ? []
      : [
          `no host has a NIC in ${missing.join(', ')} of spec.masterNets (host networks that there are: ${there})`,
        ]),
    ...notOfferedIn(asked, hostInterfaces),
  ];
}

function hostNetworks(hostInterfaces: readonly HostInterface[]): readonly string[] {
  const nets = hostInterfaces.flatMap(({ spec }) =>
    spec.interfaces.flatMap(({ netAddress = '' }) => parseCidr(netAddress) ?? []),
  );
  return [...new Set(nets)].toSorted(compareCidr);
}

function notOfferedIn(
  asked: ReadonlySet<string>,
  hostInterfaces: readonly HostInterface[],
): readonly string[] {
  const links = hostInterfaces.flatMap(({ metadata, status }) =>
    (status?.notOffered ?? [])
      .filter(({ netAddress = '' }) => asked.has(netAddress))
      .map(({ message }) => `${metadata.name}: ${message}`),
  );
  return links.length === 0 ? [] : [`links not offered to pods: ${listNames(links)}`];
}
