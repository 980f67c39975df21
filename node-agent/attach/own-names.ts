import { CniError } from '../../cni/protocol/error.ts';
import {
  cniErrorCodes,
  type Json,
  type JsonObject,
  type Request,
} from '../../cni/protocol/types.ts';
import { possibleNames } from '../meta/settings.ts';
import { ownIpam } from './ipam-plan.ts';

/** Under which a plugin of ours may be installed; `multi-nic-ipam` may be named as the IPAM of any other plugin. */
const refused: ReadonlySet<string> = new Set(['multi-nic', ...possibleNames]);

/** Keys by which configurations name a plugin to execute. */
const naming: ReadonlySet<string> = new Set(['type', 'ipam_type']);

/** Parts of a configuration that name no plugin: what runtimes and pods put in, and what a plugin answered. */
const data: ReadonlySet<string> = new Set([
  'args',
  'capabilities',
  'dns',
  'prevResult',
  'runtimeConfig',
]);

/**
 * Refuses a plugin's configuration in which a plugin of ours is to be executed by another one: `ipam`, a delegate, at any depth. Each
 * such call would begin the pod's networks again, or make links where addresses are wanted.
 *
 * @param where names the object in the message
 * @throws CniError `badConfig` naming the field
 */
export function refuseOwnNames(config: JsonObject, where: string): void {
  const found = find(config, '');
  if (found === undefined) return;
  const { path, name } = found;
  const message = `${where}: ${path}: ${name} cannot be executed by another plugin: it attaches networks by itself; name a plugin that ${path.startsWith('ipam') ? `gives addresses, like ${ownIpam}` : 'makes one link'}`;
  throw new CniError(cniErrorCodes.badConfig, message);
}

type Found = { readonly path: string; readonly name: string };

/** The configuration's own `type` is what it is called by, and not looked at. */
function find(value: Json, path: string): Found | undefined {
  for (const { key, at, item } of partsOf(value, path)) {
    if (path !== '' && naming.has(key) && typeof item === 'string' && refused.has(item))
      return { path: at, name: item };
    const inside = find(item, at);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function partsOf(value: Json, path: string) {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return value.map((item: Json, index) => ({ key: '', at: `${path}[${index}]`, item }));
  return Object.entries(value as JsonObject)
    .filter(([key]) => !data.has(key))
    .map(([key, item]) => ({ key, at: path === '' ? key : `${path}.${key}`, item }));
}

/** Whether another plugin calls us with its own configuration, as plugins call what `ipam.type` names. */
export function isCalledAsIpam({ config }: Request, names: readonly string[]): boolean {
  return config.type !== '' && !names.includes(config.type);
}

/** @throws CniError `badConfig` for an ADD of a plugin that is called as an IPAM plugin and is none */
export function refuseIpamCall(request: Request, names: readonly string[]): void {
  if (!isCalledAsIpam(request, names)) return;
  const { plugin, config } = request;
  const message = `ipam.type: ${plugin} gives no addresses, and was called for network ${config.name} by plugin ${config.type}; name an IPAM plugin, like ${ownIpam}`;
  throw new CniError(cniErrorCodes.badConfig, message);
}
