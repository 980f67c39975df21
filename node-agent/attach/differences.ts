import { commands } from '../iproute2/commands.ts';
import { parseLinks, parseRoutes } from '../iproute2/parse.ts';
import type { LinkRow, RouteRow } from '../iproute2/types.ts';
import type { Attachment, AttachedLink, PodRoute } from '../journal/types.ts';
import type { Context } from './types.ts';

const routes6 = ['-N', '-j', '-6', 'route', 'show', 'table', 'all'];
const mainTable = 254;

/**
 * What of a recorded attachment the kernel does not have, each item by name; empty when all is in place.
 *
 * @throws MultiNicError when the kernel cannot be asked
 */
export async function findDifferences(
  { ip }: Pick<Context, 'ip'>,
  attachment: Attachment,
): Promise<readonly string[]> {
  const { links, routes = [] } = attachment;
  if (links.length === 0) return [];
  const netns = attachment.netns.path;
  const rows = parseLinks(
    commands.links,
    await ip({ netns, args: commands.links }),
    ip.onUnreadable,
  );
  const differences = compareLinks(attachment, rows);
  if (routes.length === 0) return differences;
  const ask = async (args: readonly string[]): Promise<RouteRow[]> =>
    parseRoutes(args, await ip({ netns, args }), ip.onUnreadable, mainTable);
  const there = [
    ...(routes.every(is6) ? [] : await ask(commands.routes)),
    ...(routes.some(is6) ? await ask(routes6) : []),
  ];
  return [...differences, ...routes.flatMap((route) => compareRoute(route, there))];
}

const is6 = ({ dst }: PodRoute): boolean => dst.includes(':');

/** Pure: record against the rows of `ip -j -d address`. */
export function compareLinks(
  { links, result }: Attachment,
  rows: readonly LinkRow[],
): readonly string[] {
  const offset = result.interfaces.length - links.length;
  return links.flatMap((link, index) => {
    const row = rows.find(({ name }) => name === link.name);
    if (row === undefined) return [`link ${link.name} is missing`];
    const there = new Set(row.addresses.map(({ address, length }) => `${address}/${length}`));
    const ips = result.ips.filter((ip) => ip.interface === offset + index);
    return [
      ...compareLink(link, row),
      ...ips
        .filter(({ address }) => !there.has(address))
        .map(({ address }) => `address ${address} of ${link.name} is missing`),
    ];
  });
}

function compareLink(link: AttachedLink, row: LinkRow): readonly string[] {
  const is = (what: string, now: unknown, recorded: unknown): string[] =>
    now === recorded ? [] : [`${what} of ${link.name} is ${String(now)}, not ${String(recorded)}`];
  const differs = row.kind !== link.kind;
  if (differs) return [`${link.name} is a ${row.kind ?? 'device'}, not our ${link.kind}`];
  return [
    ...is('mode', row.data['mode'], link.mode),
    ...(link.mtu === undefined ? [] : is('mtu', row.mtu, link.mtu)),
    ...(link.kind === 'macvlan' ? is('address', row.mac, link.mac) : []),
    ...(row.up ? [] : [`link ${link.name} is down`]),
  ];
}

/** Pure: one recorded route against the rows of `ip -j route`. */
export function compareRoute(route: PodRoute, rows: readonly RouteRow[]): readonly string[] {
  const table = route.table ?? mainTable;
  const dst = canonical(route.dst);
  const same = rows.filter((row) => canonical(row.dst) === dst && row.table === table);
  const wanted = route.hops.map(({ via, dev }) => `${via ?? ''} ${dev}`).sort();
  const found = same.some(({ via, dev, hops = [{ via, dev }] }) => {
    const now = hops.map((hop) => `${hop.via ?? ''} ${hop.dev ?? ''}`).sort();
    return now.join() === wanted.join();
  });
  if (found) return [];
  const [hop] = route.hops;
  const via = hop?.via === undefined ? '' : ` via ${hop.via}`;
  return [`route ${route.dst}${via} dev ${hop?.dev} is missing`];
}

function canonical(dst: string): string {
  return /^(?:0\.0\.0\.0|::)\/0$/.test(dst) ? 'default' : dst;
}
