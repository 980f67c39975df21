import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type JsonObject, type NetConf } from '../../cni/protocol/types.ts';
import type { AttachedLink } from '../journal/types.ts';

export type LinkSpec = {
  readonly kind: AttachedLink['kind'];
  readonly mode: string;
  /** Absent: the master's. */
  readonly mtu?: number;
};

/** What we make ourselves. The first mode is the default, as in the reference plugins. */
const kinds: Readonly<Record<AttachedLink['kind'], readonly string[]>> = {
  ipvlan: ['l2', 'l3', 'l3s'],
  macvlan: ['bridge', 'private', 'vepa', 'passthru'],
};

/** Upstream's macvlan samples say `l2`, which no macvlan has: they mean the default. */
const otherWords: Readonly<Partial<Record<AttachedLink['kind'], ReadonlyMap<unknown, string>>>> = {
  macvlan: new Map([['l2', 'bridge']]),
};

/** IPv4 needs 68 bytes (RFC 791); 65535 is the kernel's limit for an Ethernet link. */
const mtuRange = { lowest: 68, highest: 65_535 };

/** @throws CniError `badConfig` naming the key of `plugin`, and what it may be */
export function readLinkSpec(plugin: NetConf['plugin']): LinkSpec {
  if (plugin === undefined) throw bad('plugin: missing; name a main plugin in plugin.type');
  const { type } = plugin;
  if (type !== 'ipvlan' && type !== 'macvlan') {
    const available = Object.keys(kinds).join(', ');
    throw bad(
      `unsupported device type: ${type}; in this version plugin.type is one of: ${available}`,
    );
  }
  return { kind: type, mode: readMode(plugin, type), ...readMtu(plugin) };
}

function readMode(plugin: JsonObject, kind: AttachedLink['kind']): string {
  const modes = kinds[kind];
  const given = plugin['mode'] ?? '';
  const meant = otherWords[kind]?.get(given) ?? given;
  const mode = meant === '' ? modes[0] : modes.find((candidate) => candidate === meant);
  if (mode !== undefined) return mode;
  throw bad(`plugin.mode: ${JSON.stringify(given)} is no mode; use one of: ${modes.join(', ')}`);
}

/** Upstream writes 0 for none; `spec.plugin.args` of a network are strings. */
function readMtu(plugin: JsonObject): { readonly mtu?: number } {
  const given = plugin['mtu'] ?? 0;
  const mtu = typeof given === 'string' && /^[0-9]+$/.test(given) ? Number(given) : given;
  if (mtu === 0) return {};
  const { lowest, highest } = mtuRange;
  if (typeof mtu === 'number' && Number.isInteger(mtu) && mtu >= lowest && mtu <= highest)
    return { mtu };
  throw bad(`plugin.mtu: ${JSON.stringify(given)} is no MTU; write a number of bytes`);
}

function bad(message: string): CniError {
  return new CniError(cniErrorCodes.badConfig, message);
}
