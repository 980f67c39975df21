import { familyOfPrefix } from '../../cni/protocol/address.ts';
import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type Route } from '../../cni/protocol/types.ts';
import { indexOf, parseAddress, parseCidr } from '../../lib/net/cidr.ts';
import type { PodRoute } from '../journal/types.ts';
import type { Addressing, Assigned } from './types.ts';

type Hop = PodRoute['hops'][number];
type PodLink = { readonly name: string; readonly addresses: readonly Assigned[] };

/**
 * The routes that a pod gets beside the connected ones. Each goes out of the link whose network holds its gateway; upstream
 * tries every link and fails on all but that. A `dst` that comes with several gateways becomes one multipath route.
 * Without a gateway it is the link's own (of its address), else on-link.
 *
 * @throws CniError `badConfig` for a gateway that no link reaches
 */
export function planPodRoutes(
  links: readonly PodLink[],
  routes: Addressing['routes'],
): readonly PodRoute[] {
  const planned = new Map<string, PodRoute>();
  for (const { route, link } of routes) {
    const { gw: _gw, ...rest } = route;
    const hop = hopOf(links, route, link);
    const key = JSON.stringify([route.dst, route.table ?? 0, route.priority ?? 0]);
    const before = planned.get(key)?.hops ?? [];
    const known = before.some((other) => other.via === hop.via && other.dev === hop.dev);
    planned.set(key, { ...rest, hops: known ? before : [...before, hop] });
  }
  return [...planned.values()];
}

function hopOf(links: readonly PodLink[], route: Route, index: number | undefined): Hop {
  const own = index === undefined ? undefined : links[index];
  const link = own ?? linkOf(links, route);
  const via = route.gw ?? ownGateway(link, route);
  return via === undefined ? { dev: link.name } : { via, dev: link.name };
}

function linkOf(links: readonly PodLink[], { dst, gw }: Route): PodLink {
  const reaching = links.find(
    ({ addresses }) => gw === undefined || addresses.some((one) => holds(one.address, gw)),
  );
  if (reaching !== undefined) return reaching;
  const there = links.flatMap(({ name, addresses }) =>
    addresses.map(({ address }) => `${name} ${address}`),
  );
  const message = `ipam.routes: gateway ${gw} of ${dst} is in the network of no link (${there.join(', ') || 'none has an address'}); use a gateway inside one of them`;
  throw new CniError(cniErrorCodes.badConfig, message);
}

function holds(prefix: string, gateway: string): boolean {
  const [cidr, address] = [parseCidr(prefix), parseAddress(gateway)];
  return cidr !== undefined && address !== undefined && indexOf(cidr, address) !== undefined;
}

function ownGateway({ addresses }: PodLink, { dst }: Route): string | undefined {
  const family = familyOfPrefix(dst);
  return addresses.find(({ address }) => familyOfPrefix(address) === family)?.gateway;
}
