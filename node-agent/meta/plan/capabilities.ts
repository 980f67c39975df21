import { badField } from '../../../cni/protocol/field.ts';
import type { JsonObject } from '../../../cni/protocol/types.ts';
import type { Member } from './conf-file.ts';
import type { Candidate, MetaConf } from './types.ts';

export function declares({ capabilities }: Member, capability: string): boolean {
  const declared = isObject(capabilities) ? capabilities : {};
  return Object.hasOwn(declared, capability) && declared[capability] === true;
}

/**
 * What the members of a network are offered. The runtime speaks of the primary network alone: a pod's host ports must not
 * lead to its other networks too. What the annotation asks of a network is that network's own.
 */
export function capabilityArgsOf(
  { selection }: Candidate,
  conf: Pick<MetaConf, 'runtimeConfig'>,
  primary: boolean,
): JsonObject {
  return { ...(primary ? conf.runtimeConfig : {}), ...selection?.capabilityArgs };
}

/** What of a request goes into CNI_ARGS, for plugins that read it there. */
export type ArgsRequest = { readonly ips?: readonly string[]; readonly mac?: string };

/**
 * `ips` and `mac` as CNI_ARGS: many plugins read them there and declare no capability, and Multus gives them so. Of our own
 * plugin we know that it reads `IP=` with `multi-config` alone.
 */
export function argsRequestOf(
  { list, selection }: Candidate,
  when: MetaConf['cniArgs'],
): ArgsRequest {
  const { ips, mac } = selection?.capabilityArgs ?? {};
  const reads = list.plugins.some((member) => readsAddresses(member) && !declares(member, 'ips'));
  const foreign = list.plugins.some(({ type }) => type !== 'multi-nic');
  const gives = (capability: string): boolean =>
    when === 'always' ||
    (when === 'undeclared' &&
      foreign &&
      !list.plugins.some((member) => declares(member, capability)));
  return {
    ...((gives('ips') || reads) && Array.isArray(ips) ? { ips: ips as readonly string[] } : {}),
    ...(gives('mac') && typeof mac === 'string' ? { mac } : {}),
  };
}

/**
 * Multi-network standard 1.3, section 4.1.2: what is asked for must be declared by a member, or the attachment fails. An
 * address that is silently not given is found out much later.
 *
 * @throws CniError `badConfig` naming the item, the capability and the network
 */
export function checkDeclared(candidate: Candidate, inArgs: ArgsRequest): void {
  const { selection, list, where } = candidate;
  for (const capability of Object.keys(selection?.capabilityArgs ?? {})) {
    if (Object.hasOwn(inArgs, capability)) continue;
    if (list.plugins.some((member) => declares(member, capability))) continue;
    const types = list.plugins.map(({ type }) => type).join(', ');
    const reason = `${capability} is asked for, but no plugin of ${where} (${types}) declares it`;
    const remedy = `add "capabilities": {"${capability}": true} to the plugin that shall serve it, or leave it out`;
    throw badField(selection?.where ?? '', reason, remedy);
  }
}

function readsAddresses({ type, ipam }: Member): boolean {
  return type === 'multi-nic' && isObject(ipam) && ipam['type'] === 'multi-config';
}

function isObject(value: JsonObject[string] | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
