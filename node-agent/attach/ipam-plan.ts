import { familyOfPrefix } from '../../cni/protocol/address.ts';
import { CniError } from '../../cni/protocol/error.ts';
import { object, optional, type Reader } from '../../cni/protocol/field.ts';
import { parseResult } from '../../cni/protocol/result.ts';
import {
  cniErrorCodes,
  type Json,
  type JsonObject,
  type Request,
} from '../../cni/protocol/types.ts';
import { isSupported } from '../../cni/protocol/version.ts';
import type { DelegateCall } from '../journal/types.ts';
import type { LinkSpec } from './link-spec.ts';
import type { Addressing, Assigned } from './types.ts';

/** Where the addresses of an attachment come from. */
export type IpamPlan =
  /** This host's own pools, one address for each master. */
  | {
      readonly kind: 'pools';
      readonly routes: Addressing['routes'];
      readonly dns: Addressing['dns'];
    }
  | {
      readonly kind: 'static';
      readonly addressing: Addressing;
      /** The pod's author asks for them. */
      readonly asked?: readonly Assigned[];
    }
  /** IPAM plugins to execute: `each` has one call for each master, `all` one for all of them. */
  | {
      readonly kind: 'delegates';
      readonly shape: 'each' | 'all';
      readonly calls: readonly DelegateCall[];
    };

type Of = {
  readonly request: Request;
  readonly spec: LinkSpec;
  readonly masters: readonly string[];
  readonly names: readonly string[];
};

export const ownIpam = 'multi-nic-ipam';

/**
 * As multi-nic-cni decides it, with one difference: `multi-nic-ipam` is always served from our pools, also without
 * `multiNICIPAM`, where upstream executes a plugin that then finds nothing.
 *
 * @throws CniError `badConfig` or `badEnvironment`, naming the field
 */
export function planIpam(of: Of): IpamPlan {
  const { config } = of.request;
  const given = config.prevResult?.ips ?? [];
  if (given.length > 0 && (of.spec.kind === 'ipvlan' || config.multiNICIPAM))
    return fixed(of, given);
  const type = ipamType(config.ipam);
  if (type === ownIpam) return { kind: 'pools', ...readExtras(config.ipam) };
  if (type === '') return withoutIpam(of);
  if (type === 'multi-config') return planMultiConfig(of);
  return config.multiNICIPAM ? planOneForAll(of, type) : planEach(of, type);
}

/** Empty when the block names none. */
export function ipamType({ type }: JsonObject): string {
  return typeof type === 'string' ? type : '';
}

/** `routes` and `dns` of an ipam block: they have the shape of those of a result. */
export function readExtras(ipam: JsonObject): Pick<Addressing, 'routes' | 'dns'> {
  const { routes = null, dns = null } = ipam;
  const extras = parseResult({ routes, dns }, 'ipam');
  return { routes: extras.routes.map((route) => ({ route })), dns: extras.dns };
}

function withoutIpam({ spec, masters }: Of): IpamPlan {
  if (spec.kind === 'macvlan') {
    const addressing = { byMaster: masters.map(() => []), routes: [], dns: {} };
    return { kind: 'static', addressing };
  }
  const message = `IPAM plugin returned missing IP config: ipam.type is missing and ${spec.kind} needs addresses; name an IPAM plugin`;
  throw new CniError(cniErrorCodes.badConfig, message);
}

function fixed(
  { request, masters }: Of,
  ips: readonly Assigned[],
): IpamPlan & { readonly kind: 'static' } {
  if (ips.length !== masters.length) {
    const message = `IPAM plugin returned missing IP config: ${ips.length} addresses for ${masters.length} NICs (${masters.join(', ')}); give one for each`;
    throw new CniError(cniErrorCodes.badConfig, message);
  }
  const byMaster = ips.map(({ address, gateway }) => [
    gateway === undefined ? { address } : { address, gateway },
  ]);
  return { kind: 'static', addressing: { byMaster, ...readExtras(request.config.ipam) } };
}

function planEach({ request, masters, names }: Of, plugin: string): IpamPlan {
  const { config } = request;
  const calls = masters.map((master, index) =>
    eachCall({ request, plugin, master, ifName: names[index] ?? '', ipam: config.ipam }),
  );
  return { kind: 'delegates', shape: 'each', calls };
}

function eachCall(of: {
  readonly request: Request;
  readonly plugin: string;
  readonly master: string;
  readonly ifName: string;
  readonly ipam: JsonObject;
}): DelegateCall {
  const { request, plugin, master, ifName, ipam } = of;
  const { plugin: main, cniVersion: outer } = request.config;
  const inner = main?.['cniVersion'];
  const cniVersion = isSupported(inner) ? inner : outer;
  const config = { cniVersion, name: ifName, type: main?.type ?? '', master, ipam };
  return { plugin, ifName, config };
}

function planOneForAll({ request, masters }: Of, plugin: string): IpamPlan {
  const { masterNets, raw } = request.config;
  const config = { ...raw, masters, deviceIDs: [], masterNets };
  return { kind: 'delegates', shape: 'all', calls: [{ plugin, ifName: request.ifName, config }] };
}

/** `IP=` of CNI_ARGS wins: the i-th address is the i-th master's. Else `args` says for each master what its IPAM gets. */
function planMultiConfig(of: Of): IpamPlan {
  const { request, masters, names } = of;
  const requested = request.args['IP'] ?? '';
  if (requested !== '') {
    const asked = requested.split(',').map(readStatic);
    return { ...fixed(of, asked), asked };
  }
  const { ipam } = request.config;
  const plugin = optional(ipam, 'ipam_type', 'ipam', pluginName) ?? '';
  const args = optional(ipam, 'args', 'ipam', object) ?? {};
  const missing = masters.filter((master) => !isObject(args[master]));
  if (plugin === '' || missing.length > 0) {
    const lacks = plugin === '' ? 'ipam.ipam_type' : `ipam.args of ${missing.join(', ')}`;
    const message = `zero config: ${lacks} is missing; give the plugin and one entry for each master, or IP= in CNI_ARGS`;
    throw new CniError(cniErrorCodes.badConfig, message);
  }
  const calls = masters.map((master, index) => {
    const own = plugin === 'whereabouts' ? { network_name: master } : {};
    const block = { ...own, ...(args[master] as JsonObject), type: plugin };
    return eachCall({ request, plugin, master, ifName: names[index] ?? '', ipam: block });
  });
  return { kind: 'delegates', shape: 'each', calls };
}

const pluginName: Reader<string> = (value, path) => {
  if (typeof value === 'string' && /^[A-Za-z0-9_.-]+$/.test(value) && !/^\.+$/.test(value))
    return value;
  const message = `${path}: ${JSON.stringify(value)} is not the name of a plugin; use letters, digits and _ . -`;
  throw new CniError(cniErrorCodes.badConfig, message);
};

function readStatic(text: string): Assigned {
  if (familyOfPrefix(text) !== undefined) return { address: text };
  const message = `CNI_ARGS: IP=${text} has no prefix length; write it like 10.0.0.5/24`;
  throw new CniError(cniErrorCodes.badEnvironment, message);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
