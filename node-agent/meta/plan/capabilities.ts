import { badField } from '../../../cni/protocol/field.ts';
import type { JsonObject } from '../../../cni/protocol/types.ts';
import type { Member } from './conf-file.ts';
import type { Candidate, MetaConf, PlanInput } from './types.ts';

type PodAnnotations = PlanInput['pod']['annotations'];

export function declares({ capabilities }: Member, capability: string): boolean {
  const declared = isObject(capabilities) ? capabilities : {};
  return Object.hasOwn(declared, capability) && declared[capability] === true;
}

/** Under this key of `runtimeConfig` containerd and CRI-O hand over the pod's annotations, when it is declared as a capability. */
export const annotationsCapability = 'io.kubernetes.cri.pod-annotations';

/**
 * What the members of a network are offered. The runtime speaks of the primary network alone: a pod's host ports must not
 * lead to its other networks too. What the annotation asks of a network is that network's own. The pod's annotations are of no
 * one network: each that declares them gets them. No other does: they are recorded with the network, and can be 256 KiB.
 */
export function capabilityArgsOf(
  { list, selection }: Candidate,
  { conf, pod }: Pick<PlanInput, 'conf' | 'pod'>,
  primary: boolean,
): JsonObject {
  const wanted = list.plugins.some((member) => declares(member, annotationsCapability));
  return {
    ...(wanted ? annotationsOf(conf.podAnnotations, pod.annotations) : {}),
    ...(primary ? conf.runtimeConfig : {}),
    ...selection?.capabilityArgs,
  };
}

/** As a runtime offers them to the primary network: for a sandbox of which nothing is recorded. */
export function runtimeArgsOf({ runtimeConfig, podAnnotations }: MetaConf): JsonObject {
  return { ...annotationsOf(podAnnotations, {}), ...runtimeConfig };
}

/** Without a word of the runtime, and with none from the API server, it is not known whether the pod has any. */
function annotationsOf(given: MetaConf['podAnnotations'], found: PodAnnotations): JsonObject {
  const annotations = given ?? found;
  const known = given !== undefined || Object.keys(found).length > 0;
  return known ? { [annotationsCapability]: annotations } : {};
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
