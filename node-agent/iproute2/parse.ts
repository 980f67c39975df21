import type { Finished } from '../types.ts';
import {
  isGiven,
  listIn,
  numberIn,
  type OnUnreadable,
  objectIn,
  odd,
  optionalNumber,
  optionalText,
  type Row,
  readEach,
  readEachIn,
  refuseUnreadable,
  textIn,
} from './rows.ts';
import type { AddressRow, Hop, LinkRow, NexthopRow, RouteRow, RuleRow } from './types.ts';

type Command = readonly string[];

/** Reads `ip -j -d address` and `ip -j -d link`, whichever links were asked for. @throws as `readEach` */
export function parseLinks(
  command: Command,
  answer: Finished,
  onUnreadable: OnUnreadable = refuseUnreadable,
): LinkRow[] {
  return readEach(command, answer, (row) => readLink(row, onUnreadable), onUnreadable);
}

function readLink(row: Row, onUnreadable: OnUnreadable): LinkRow {
  const flags = listIn(row, 'flags');
  const info = objectIn(row, 'linkinfo');
  const ifName = textIn(row, 'ifname');
  return {
    index: numberIn(row, 'ifindex'),
    name: ifName,
    mac: textIn(row, 'address', ''),
    mtu: numberIn(row, 'mtu', 0),
    up: flags.includes('UP'),
    carrier: flags.includes('LOWER_UP'),
    loopback: flags.includes('LOOPBACK'),
    group: optionalText(row, 'group') ?? 'default',
    data: objectIn(info, 'info_data').fields,
    ...given('kind', optionalText(info, 'info_kind')),
    ...given('master', optionalText(row, 'master')),
    ...given('slaveKind', optionalText(info, 'info_slave_kind')),
    ...given('parent', optionalText(row, 'link')),
    ...given('parentIndex', optionalNumber(row, 'link_index')),
    addresses: readEachIn(row, 'addr_info', readAddress, ({ error }) =>
      onUnreadable({ error, ifName }),
    ),
  };
}

function readAddress(row: Row): AddressRow {
  const { fields } = row;
  return {
    family: textIn(row, 'family'),
    address: textIn(row, 'local'),
    length: numberIn(row, 'prefixlen'),
    scope: textIn(row, 'scope', ''),
    ...given('peer', optionalText(row, 'address')),
    ...(notUsable.some((flag) => fields[flag] === true) ? { usable: false } : {}),
    ...(fields['secondary'] === true ? { secondary: true } : {}),
  };
}

/** Flags of an address that is on its way out, or not yet known to be free. */
const notUsable = ['deprecated', 'tentative', 'dadfailed'];

/** Reads `ip -N -j route`. `table` is the one that was asked for; with `table all` a row without one is in main. */
export function parseRoutes(
  command: Command,
  answer: Finished,
  onUnreadable: OnUnreadable = refuseUnreadable,
  table = mainTable,
): RouteRow[] {
  return readEach(command, answer, (row) => readRoute(row, table), onUnreadable);
}

const mainTable = 254;

const boot = 3;

function readRoute(row: Row, table: number): RouteRow {
  const { fields } = row;
  return {
    type: !isGiven(fields['type']) || fields['type'] === '1' ? 'unicast' : textIn(row, 'type'),
    dst: readPrefix(row, textIn(row, 'dst')),
    table: numberIn(row, 'table', table),
    protocol: numberIn(row, 'protocol', boot),
    metric: numberIn(row, 'metric', 0),
    tos: optionalText(row, 'tos'),
    nhid: optionalNumber(row, 'nhid'),
    via: optionalText(row, 'gateway'),
    ...(isGiven(row.fields['via']) ? { viaOtherFamily: true as const } : {}),
    dev: optionalText(row, 'dev'),
    ...given('source', optionalText(row, 'prefsrc')),
    ...given('scope', optionalText(row, 'scope')),
    ...dead(row),
    hops: isGiven(fields['nexthops'])
      ? readEachIn(row, 'nexthops', readHop, refuseUnreadable)
      : undefined,
  };
}

function readHop(row: Row): Hop {
  return {
    via: optionalText(row, 'gateway'),
    dev: optionalText(row, 'dev'),
    ...dead(row),
  };
}

/** The kernel does not use a leg whose link is down or without carrier. */
function dead(row: Row): { readonly dead?: true } {
  const flags = listIn(row, 'flags');
  return flags.includes('dead') || flags.includes('linkdown') ? { dead: true } : {};
}

const prefix = /^[0-9a-f:.]+(?:\/\d{1,3})?$/;

/** A host route is printed without its length. */
function readPrefix(row: Row, text: string): string {
  if (text === 'default' || text === 'all') return text;
  if (!prefix.test(text)) throw odd(row.where(), 'has no prefix in "dst" or "src"', text);
  if (text.includes('/')) return text;
  return `${text}/${text.includes(':') ? 128 : 32}`;
}

/** Reads `ip -N -j rule`: a rule's source is split in `src` and `srclen`, and a host has no `srclen`. */
export function parseRules(
  command: Command,
  answer: Finished,
  onUnreadable: OnUnreadable = refuseUnreadable,
): RuleRow[] {
  return readEach(command, answer, readRule, onUnreadable);
}

function readRule(row: Row): RuleRow {
  const source = optionalText(row, 'src') ?? 'all';
  const length = optionalNumber(row, 'srclen');
  const named = Object.entries(row.fields).filter(([, value]) => isGiven(value));
  return {
    priority: numberIn(row, 'priority'),
    from: readPrefix(row, length === undefined ? source : `${source}/${length}`),
    protocol: numberIn(row, 'protocol', 0),
    ...given('table', optionalNumber(row, 'table')),
    plain: named.every(([field]) => plainFields.has(field)),
  };
}

const plainFields = new Set(['priority', 'src', 'srclen', 'table', 'protocol']);

/** Reads `ip -N -j nexthop`. */
export function parseNexthops(
  command: Command,
  answer: Finished,
  onUnreadable: OnUnreadable = refuseUnreadable,
): NexthopRow[] {
  return readEach(command, answer, readNexthop, onUnreadable);
}

function readNexthop(row: Row): NexthopRow {
  return {
    id: numberIn(row, 'id'),
    protocol: numberIn(row, 'protocol', 0),
    via: optionalText(row, 'gateway'),
    dev: optionalText(row, 'dev'),
    group: isGiven(row.fields['group'])
      ? readEachIn(row, 'group', (member) => numberIn(member, 'id'), refuseUnreadable)
      : undefined,
  };
}

function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: Value });
}
