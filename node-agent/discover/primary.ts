import type { RouteRow } from '../iproute2/types.ts';

/**
 * The links that carry the default route: of those in the main table the one with the lowest metric, all legs of it when
 * it is multipath. The link is meant, never its subnet: a second NIC in the primary's subnet is as good as any other.
 */
export function primaryLinks(mainRoutes: readonly RouteRow[]): string[] {
  const defaults = mainRoutes.filter(({ dst, type }) => dst === 'default' && type === 'unicast');
  const lowest = Math.min(...defaults.map(({ metric }) => metric));
  const best = defaults.find(({ metric }) => metric === lowest);
  const hops = best?.hops ?? (best === undefined ? [] : [best]);
  return [...new Set(hops.flatMap(({ dev }) => dev ?? []))];
}
