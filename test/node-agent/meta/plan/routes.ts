import type { RouteRow } from '../../../../node-agent/iproute2/types.ts';
import type { ObservedRoutes } from '../../../../node-agent/meta/plan/default-routes.ts';
import type { AttachedNetwork } from '../../../../node-agent/meta/types.ts';
import { attached } from './fixture.ts';

/** A default route of the main table, as the kernel lists it. */
export const row = (
  dev: string,
  via: string | undefined,
  over: Partial<RouteRow> = {},
): RouteRow => ({
  type: 'unicast',
  dst: 'default',
  table: 254,
  protocol: 3,
  metric: via?.includes(':') ? 1024 : 0,
  via,
  dev,
  ...over,
});
export const eth0 = attached('eth0', {});
export const net1 = attached('net1', {});
export const asking = (...defaultRoute: readonly string[]): AttachedNetwork =>
  attached('net1', {}, { defaultRoute });
/** A network of several NICs, as multi-nic makes them. */
export const many = attached('net2', {
  interfaces: [
    { name: 'net2-0', sandbox: '/run/netns/p' },
    { name: 'net2-1', sandbox: '/run/netns/p' },
  ],
  ips: [
    { address: '10.1.0.5/24', interface: 0 },
    { address: 'fd01::5/64', interface: 1 },
    { address: '10.2.0.5/24', interface: 1 },
  ],
});

export const observe = (
  v4: readonly RouteRow[] = [],
  v6: readonly RouteRow[] = [],
): ObservedRoutes => ({ 4: v4, 6: v6 });
