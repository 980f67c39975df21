import type { Finished } from '../types.ts';
import {
  numberIn,
  objectIn,
  odd,
  optionalNumber,
  optionalText,
  type Row,
  readRows,
  rowsIn,
  textIn,
} from './rows.ts';
import type { AddressRow, Hop, LinkRow, NexthopRow, RouteRow, RuleRow } from './types.ts';

type Command = readonly string[];

/** Reads `ip -j -d address` and `ip -j -d link`, whichever links were asked for. Throws as `readRows`. */
export function parseLinks(command: Command, answer: Finished): LinkRow[] {
  return readRows(command, answer)
    .filter(({ fields }) => Object.keys(fields).length > 0)
    .map(readLink);
}

function readLink(row: Row): LinkRow {
  const flags = row.fields['flags'];
  if (!Array.isArray(flags)) throw odd(row.where(), 'has no list in "flags"', flags);
  const info = objectIn(row, 'linkinfo');
  return {
    index: numberIn(row, 'ifindex'),
    name: textIn(row, 'ifname'),
    mac: textIn(row, 'address', ''),
    mtu: numberIn(row, 'mtu'),
    up: flags.includes('UP'),
    carrier: flags.includes('LOWER_UP'),
    loopback: flags.includes('LOOPBACK'),
    group: textIn(row, 'group', 'default'),
    data: objectIn(info, 'info_data').fields,
    ...given('kind', optionalText(info, 'info_kind')),
    ...given('master', optionalText(row, 'master')),
    ...given('parent', optionalText(row, 'link')),
    ...given('parentIndex', optionalNumber(row, 'link_index')),
    addresses: rowsIn(row, 'addr_info').filter(isWhole).map(readAddress),
  };
}

/** `ip -4 addr` prints `{}` for what it leaves out. */
function isWhole({ fields }: Row): boolean {
  return Object.keys(fields).length > 0;
}

function readAddress(row: Row): AddressRow {
  return {
    family: textIn(row, 'family'),
    address: textIn(row, 'local'),
    length: numberIn(row, 'prefixlen'),
    scope: textIn(row, 'scope'),
  };
}

/** Reads `ip -N -j route`. `table` is the one that was asked for; with `table all` a row without one is in main. */
export function parseRoutes(command: Command, answer: Finished, table = 254): RouteRow[] {
  return readRows(command, answer).map((row) => readRoute(row, table));
}

const boot = 3;

function readRoute(row: Row, table: number): RouteRow {
  const { fields } = row;
  return {
    type: fields['type'] === undefined || fields['type'] === '1' ? 'unicast' : textIn(row, 'type'),
    dst: readPrefix(row, textIn(row, 'dst')),
    table: numberIn(row, 'table', table),
    protocol: numberIn(row, 'protocol', boot),
    metric: numberIn(row, 'metric', 0),
    tos: optionalText(row, 'tos'),
    nhid: optionalNumber(row, 'nhid'),
    via: optionalText(row, 'gateway'),
    dev: optionalText(row, 'dev'),
    hops: fields['nexthops'] === undefined ? undefined : rowsIn(row, 'nexthops').map(readHop),
  };
}

function readHop(row: Row): Hop {
  return {
    via: optionalText(row, 'gateway'),
    dev: optionalText(row, 'dev'),
  };
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
export function parseRules(command: Command, answer: Finished): RuleRow[] {
  return readRows(command, answer).map((row) => {
    const source = textIn(row, 'src', 'all');
    const length = optionalNumber(row, 'srclen');
    return {
      priority: numberIn(row, 'priority'),
      from: readPrefix(row, length === undefined ? source : `${source}/${length}`),
      protocol: numberIn(row, 'protocol', 0),
      ...given('table', optionalNumber(row, 'table')),
      plain: Object.keys(row.fields).every((field) => plainFields.has(field)),
    };
  });
}

const plainFields = new Set(['priority', 'src', 'srclen', 'table', 'protocol']);

/** Reads `ip -N -j nexthop`. */
export function parseNexthops(command: Command, answer: Finished): NexthopRow[] {
  return readRows(command, answer).map((row) => ({
    id: numberIn(row, 'id'),
    protocol: numberIn(row, 'protocol', 0),
    via: optionalText(row, 'gateway'),
    dev: optionalText(row, 'dev'),
    group:
      row.fields['group'] === undefined
        ? undefined
        : rowsIn(row, 'group').map((member) => numberIn(member, 'id')),
  }));
}

function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: Value });
}
