import type { HostNic } from '../../lib/api/types.ts';
import { commands } from '../iproute2/commands.ts';
import { parseLinks, parseRoutes } from '../iproute2/parse.ts';
import { type OnUnreadable, refuseUnreadable } from '../iproute2/rows.ts';
import type { Ip } from '../types.ts';
import { findNics } from './nic.ts';
import { primaryLinks } from './primary.ts';
import type { HostFacts, NicConfig, Sysfs } from './types.ts';

/** What is known of the host from elsewhere. */
export type HostContext = {
  /** The node's InternalIPs; empty while they are not known. */
  readonly nodeAddresses: readonly string[];
  /** The NICs as the HostInterface has them now. */
  readonly published: readonly HostNic[];
};

/**
 * Observes the host once. Rejects with MultiNicError when a whole answer cannot be read: half an observation would look like
 * NICs that went away. A single row that cannot be read is reported by `ip.onUnreadable` and left out.
 */
export async function observeHost(
  ip: Ip,
  sysfs: Sysfs,
  config: NicConfig,
  { nodeAddresses, published }: HostContext = { nodeAddresses: [], published: [] },
): Promise<HostFacts> {
  const unreadable: string[] = [];
  const report = ip.onUnreadable ?? refuseUnreadable;
  const onUnreadable: OnUnreadable = (row) => {
    if (row.ifName !== undefined) unreadable.push(row.ifName);
    report(row);
  };
  const [answer, routes, routes6] = await Promise.all([
    ip({ args: commands.links }),
    ip({ args: commands.mainRoutes }).then((main) =>
      parseRoutes(commands.mainRoutes, main, report),
    ),
    ip({ args: commands.mainRoutes6 }).then((main) =>
      parseRoutes(commands.mainRoutes6, main, report),
    ),
  ]);
  const links = parseLinks(commands.links, answer, onUnreadable);
  const primary = primaryLinks({ links, routes, routes6, nodeAddresses });
  const devices = await sysfs(links);
  return findNics({ links, unreadable, routes, primary, devices, published }, config);
}
