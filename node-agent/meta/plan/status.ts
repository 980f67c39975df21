import { familyOf, familyOfPrefix } from '../../../cni/protocol/address.ts';
import type { JsonObject, Result } from '../../../cni/protocol/types.ts';
import type { AttachedNetwork, NetworkStatus } from '../types.ts';
import { isDefault } from './default-routes.ts';

type Inside = { readonly index: number; readonly name: string } & Pick<
  Result['interfaces'][number],
  'mac' | 'mtu'
>;

const nothing: Result = { interfaces: [], ips: [], routes: [], dns: {} };

/**
 * The network-status annotation (multi-network standard 1.3, section 4.1.3) as readers of Multus parse it: one entry for
 * each link that a network has in the pod, addresses without their prefix, `dns` always an object, `default` exactly once.
 *
 * @param deviceInfo what a network's plugins left in its CNIDeviceInfoFile, by interface name
 */
export function networkStatus(
  networks: readonly AttachedNetwork[],
  deviceInfo: ReadonlyMap<string, JsonObject>,
): readonly NetworkStatus[] {
  return networks.flatMap((network) => entriesOf(network, deviceInfo.get(network.ifName)));
}

function entriesOf(network: AttachedNetwork, info: JsonObject | undefined): NetworkStatus[] {
  const result = network.result ?? nothing;
  const inside = insideOf(network, result);
  const gateway = gatewaysOf(result);
  const main = network.primary ? mainOf(result, inside) : undefined;
  return inside.map((link, place) => {
    const ips = addressesOf(result, inside, place);
    return {
      name: network.name,
      interface: link.name,
      ...(ips.length === 0 ? {} : { ips }),
      ...(link.mac === undefined || link.mac === '' ? {} : { mac: link.mac }),
      ...(link.mtu === undefined || link.mtu === 0 ? {} : { mtu: link.mtu }),
      ...(link === main ? { default: true as const } : {}),
      dns: result.dns,
      ...(info === undefined ? {} : { 'device-info': info }),
      ...(gateway.length === 0 ? {} : { gateway }),
    };
  });
}

/** Links of the host side have no sandbox. A result without links is that of the one link that was asked for. */
function insideOf({ ifName }: AttachedNetwork, { interfaces }: Result): readonly Inside[] {
  const inside = interfaces.flatMap(({ name, mac, mtu, sandbox }, index) => {
    if ((sandbox ?? '') === '') return [];
    return [
      { index, name, ...(mac === undefined ? {} : { mac }), ...(mtu === undefined ? {} : { mtu }) },
    ];
  });
  return inside.length === 0 ? [{ index: -1, name: ifName }] : inside;
}

/** The link that the first gateway belongs to, else the first one. */
function mainOf({ ips }: Result, inside: readonly Inside[]): Inside | undefined {
  const first = ips.find(
    ({ gateway, interface: index }) => gateway !== undefined && index !== undefined,
  );
  return inside.find(({ index }) => index === first?.interface) ?? inside[0];
}

/**
 * Addresses that name no link are the last one's; those of a link of the host side are nobody's. Where a result names one link at
 * most, all are that link's: some plugins name the host side alone.
 */
function addressesOf(
  { ips, interfaces }: Result,
  inside: readonly Inside[],
  place: number,
): string[] {
  const last = place === inside.length - 1;
  const index = inside[place]?.index ?? -1;
  const all = index === -1 || interfaces.length === 1;
  return ips
    .filter((ip) => all || (ip.interface === undefined ? last : ip.interface === index))
    .map(({ address }) => withoutPrefix(address));
}

/** Next hops of the default routes; one without `gw` goes over the gateway of an address of its family. */
function gatewaysOf({ routes, ips }: Result): readonly string[] {
  return routes
    .filter(({ dst }) => isDefault(dst))
    .flatMap(({ dst, gw }) => {
      const family = familyOfPrefix(dst);
      const own = ips.find(({ gateway }) => gateway !== undefined && familyOf(gateway) === family);
      return gw ?? own?.gateway ?? [];
    });
}

function withoutPrefix(address: string): string {
  return address.slice(0, address.indexOf('/'));
}
