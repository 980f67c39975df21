import { MultiNicError } from '../../lib/errors.ts';
import { toHostLink } from '../discover/nic.ts';
import { commands } from '../iproute2/commands.ts';
import { parseLinks, parseNexthops, parseRoutes, parseRules } from '../iproute2/parse.ts';
import type { Finished, Ip } from '../types.ts';
import type { ObservedRoutes } from './types.ts';

/** Asks the kernel for everything that a plan depends on. Rejects with MultiNicError when any part cannot be read. */
export async function observeRoutes(ip: Ip): Promise<ObservedRoutes> {
  const [policy, nexthops] = await Promise.all([observePolicy(ip), observeNexthops(ip)]);
  return { ...policy, nexthops };
}

/** Everything but the nexthops. */
export async function observePolicy(ip: Ip): Promise<Omit<ObservedRoutes, 'nexthops'>> {
  const [routes, rules, links] = await Promise.all([
    ask(ip, commands.routes).then((answer) =>
      parseRoutes(commands.routes, answer, ip.onUnreadable),
    ),
    ask(ip, commands.rules).then((answer) => parseRules(commands.rules, answer, ip.onUnreadable)),
    ask(ip, commands.links).then((answer) => parseLinks(commands.links, answer, ip.onUnreadable)),
  ]);
  return { routes, rules, links: links.map(toHostLink) };
}

export async function observeNexthops(ip: Ip): Promise<ObservedRoutes['nexthops']> {
  return parseNexthops(commands.nexthops, await ask(ip, commands.nexthops), ip.onUnreadable);
}

const attempts = 5;
/** A dump takes many messages, and the kernel says so when its list changed between two of them. */
const interrupted = 'Dump was interrupted';

async function ask(ip: Ip, args: readonly string[]): Promise<Finished> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const answer = await ip({ args });
    if (!answer.stderr.includes(interrupted)) return answer;
  }
  throw new MultiNicError(
    'KERNEL_ANSWER',
    `\`ip ${args.join(' ')}\` was interrupted by changes ${attempts} times; something on this host changes routes without pause, find it with \`ip monitor\``,
  );
}
