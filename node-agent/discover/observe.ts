import { commands } from '../iproute2/commands.ts';
import { parseLinks, parseRoutes } from '../iproute2/parse.ts';
import type { Ip } from '../types.ts';
import { findNics } from './nic.ts';
import { primaryLinks } from './primary.ts';
import type { HostFacts, NicConfig, Sysfs } from './types.ts';

/**
 * Looks at the host once. Rejects with MultiNicError when any part cannot be read: half an observation would look like
 * NICs that went away.
 */
export async function observeHost(ip: Ip, sysfs: Sysfs, config: NicConfig): Promise<HostFacts> {
  const [answer, primary] = await Promise.all([ip({ args: commands.links }), observePrimary(ip)]);
  const links = parseLinks(commands.links, answer);
  return findNics({ links, primary, devices: await sysfs(links) }, config);
}

/** The IPv6 default route counts only on hosts without one of IPv4. */
async function observePrimary(ip: Ip): Promise<string[]> {
  const main = await ip({ args: commands.mainRoutes });
  const primary = primaryLinks(parseRoutes(commands.mainRoutes, main));
  if (primary.length > 0) return primary;
  const main6 = await ip({ args: commands.mainRoutes6 });
  return primaryLinks(parseRoutes(commands.mainRoutes6, main6));
}
