/** What may have changed: `policy` is all that routes of ours are made of (rules, nexthops, tables other than main). */
export const wakes = ['link', 'address', 'route', 'policy'] as const;
export type Wake = (typeof wakes)[number];

/** `-N`: table numbers; the main table then has none. Labels tell the objects apart. */
export const monitorArgs = '-N monitor label link address route rule nexthop'.split(
  ' ',
) as readonly string[];

const labels: Readonly<Record<string, Wake>> = {
  LINK: 'link',
  ADDR: 'address',
  RULE: 'policy',
  NEXTHOP: 'policy',
};

/**
 * What a line of `ip monitor label` is a reason to look at. `undefined` for the second line of an event and for the local
 * table, which follows the addresses. The text is never parsed further: the kernel is asked again.
 */
export function wakeOf(line: string): Wake | undefined {
  const [, label, event] = /^\[(\w+)\](.*)/.exec(line) ?? [];
  if (label !== 'ROUTE') return labels[label ?? ''];
  const table = / table (\d+)/.exec(event ?? '')?.[1];
  if (table === '255') return undefined;
  return table === undefined ? 'route' : 'policy';
}
