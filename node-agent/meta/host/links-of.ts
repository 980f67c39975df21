import { commands } from '../../iproute2/commands.ts';
import { parseLinks } from '../../iproute2/parse.ts';
import type { Ip } from '../../types.ts';
import type { MetaEffects } from '../types.ts';

/** `MetaEffects.linksOf`. */
export function createLinksOf(ip: Ip): MetaEffects['linksOf'] {
  return async (netns) => {
    const answer = await ip({ netns, args: commands.links });
    const rows = parseLinks(commands.links, answer, ip.onUnreadable);
    return new Set(rows.map(({ name }) => name));
  };
}
