import { parseExclude, type Cidr } from '../net/cidr.ts';
import type { MultiNicNetworkStatus, VlanMode } from './types.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** `spec.ipam` of a network whose blocks and pools are ours to compute. */
export type MultiNicIpam = {
  readonly kind: 'multi-nic-ipam';
  /** Bits of the subnet that number hosts; absent counts as 0. */
  readonly hostBlock: number;
  /** Bits of the subnet that number interfaces; absent counts as 0. */
  readonly interfaceBlock: number;
  /** As the user wrote them: upstream copies this text into CIDR and IPPool objects. */
  readonly excludeCIDRs: readonly string[];
  /** The same in the same order, parsed; a bare address is a /32. */
  readonly excludes: readonly Cidr[];
  readonly vlanMode: VlanMode;
  /** The whole object: it goes into the NetworkAttachmentDefinition. */
  readonly raw: JsonObject;
};

/** Any other IPAM plugin: delegated, never interpreted. `type` is empty for an object without one. */
export type OtherIpam = { readonly kind: 'other'; readonly type: string; readonly raw: JsonObject };

export type Ipam = MultiNicIpam | OtherIpam;

export type IpamProblem = {
  /** `spec.ipam` or a key in it, `spec.ipam.excludeCIDRs[2]`. */
  readonly field: string;
  readonly reason: string;
  readonly remedy: string;
};

export type ParsedIpam =
  | { readonly ok: true; readonly ipam: Ipam }
  | { readonly ok: false; readonly problems: readonly IpamProblem[] };

/** Whether hosts route to each other's pods in this mode. */
export function isRouted(vlanMode: VlanMode | undefined): boolean {
  return vlanMode === 'l3' || vlanMode === 'l3s';
}

/** Whether a network's routes are in force by the operator's word: they stay while an edit that ends them waits for pods. */
export function hasRoutes(status: Pick<MultiNicNetworkStatus, 'routeStatus'> | undefined): boolean {
  return !['', 'N/A'].includes(status?.routeStatus ?? '');
}

/** Characters; `maxLength` of the field in `crds/`. */
export const longestIpam = 16_384;
/** JSON.parse survives any depth, but whoever writes the object out again recurses. */
const deepest = 32;
const mostBits = 30;
const vlanModes: readonly unknown[] = ['', 'l2', 'l3', 'l3s'] satisfies VlanMode[];

/**
 * Reads the JSON text of `spec.ipam`. Stricter than upstream, which takes a wrong type for zero and a malformed exclude
 * for a crash; what only the subnet can tell (whether the bits fit, whether excludes lie inside) is not judged here.
 */
export function parseIpam(text: string): ParsedIpam {
  const raw = parseObject(text);
  if ('reason' in raw) return { ok: false, problems: [raw] };
  const { object } = raw;
  const type = object['type'] ?? '';
  if (typeof type !== 'string') {
    return { ok: false, problems: [problem('type', 'is not a text', 'name an IPAM plugin')] };
  }
  if (type !== 'multi-nic-ipam') return { ok: true, ipam: { kind: 'other', type, raw: object } };
  return parseMultiNic(object);
}

function parseObject(text: string): { readonly object: JsonObject } | IpamProblem {
  const remedy =
    'write one JSON object such as {"type":"multi-nic-ipam","hostBlock":8,"interfaceBlock":2}';
  const refuse = (reason: string): IpamProblem => ({ field: 'spec.ipam', reason, remedy });
  if (text.length > longestIpam) return refuse(`is longer than ${longestIpam} characters`);
  if (isDeeperThan(text, deepest)) return refuse(`nests deeper than ${deepest} levels`);
  const value = parseJson(text);
  if (value === undefined) return refuse('is not JSON');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('is JSON, but not an object');
  }
  return { object: value as JsonObject };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Counts brackets outside of strings. A string without end runs to the end of the text: each character is read once. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*(?:"|\\?$)|[[\]{}]/gs)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

function parseMultiNic(raw: JsonObject): ParsedIpam {
  const excludes = parseExcludes(raw['excludeCIDRs']);
  const vlanMode = raw['vlanMode'] ?? '';
  const problems = [
    ...bitsProblems(raw, 'hostBlock'),
    ...bitsProblems(raw, 'interfaceBlock'),
    ...excludes.problems,
    ...(vlanModes.includes(vlanMode)
      ? []
      : [problem('vlanMode', `${show(vlanMode)} is not a mode`, 'use "l2", "l3" or "l3s"')]),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    ipam: {
      kind: 'multi-nic-ipam',
      hostBlock: Number(raw['hostBlock'] ?? 0),
      interfaceBlock: Number(raw['interfaceBlock'] ?? 0),
      excludeCIDRs: excludes.texts,
      excludes: excludes.parsed,
      vlanMode: vlanMode as VlanMode,
      raw,
    },
  };
}

function bitsProblems(raw: JsonObject, key: 'hostBlock' | 'interfaceBlock'): IpamProblem[] {
  const bits = raw[key] ?? 0;
  if (Number.isInteger(bits) && (bits as number) >= 0 && (bits as number) <= mostBits) return [];
  const reason = `${show(bits)} is not a number of bits`;
  return [problem(key, reason, `write a whole number from 0 to ${mostBits}, without quotes`)];
}

type Excludes = {
  readonly texts: readonly string[];
  readonly parsed: readonly Cidr[];
  readonly problems: readonly IpamProblem[];
};

function parseExcludes(value: unknown): Excludes {
  const remedy = 'list prefixes or addresses in quotes, ["192.168.0.0/26", "192.168.1.1"]';
  if (value !== undefined && value !== null && !Array.isArray(value)) {
    const problems = [problem('excludeCIDRs', 'is not a list', remedy)];
    return { texts: [], parsed: [], problems };
  }
  const texts: readonly unknown[] = value ?? [];
  const parsed = texts.map((text) => (typeof text === 'string' ? parseExclude(text) : undefined));
  const problems = texts.flatMap((text, at) =>
    parsed[at] === undefined
      ? [problem(`excludeCIDRs[${at}]`, `${show(text)} is neither IPv4 prefix nor address`, remedy)]
      : [],
  );
  return { texts: texts as readonly string[], parsed: parsed.filter(isDefined), problems };
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function problem(key: string, reason: string, remedy: string): IpamProblem {
  return { field: `spec.ipam.${key}`, reason, remedy };
}

/** What the user wrote, short enough for a condition. */
function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
