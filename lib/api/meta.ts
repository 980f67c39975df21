import { group, kinds, type Kind } from './group.ts';
import type { Condition, KubeObject, OwnerReference } from './types.ts';

/** Labels that we write. The short ones are upstream's: its tools select pools with them. */
export const labels = {
  /** On CIDR slices and IPPools: `labelValue` of the network's name. */
  network: `${group}/network`,
  hostname: 'hostname',
  netname: 'netname',
  /** "true" on a NetworkAttachmentDefinition that we made. */
  generated: 'multi-nic-cni-generated',
  /** "true" (any case) on a HostInterface whose writer is the user. */
  unmanaged: 'multi-nic-unmanaged',
} as const;

/** Annotations of ours. */
export const annotations = {
  /** "true" on a Config: its node agents take from their nodes what no pod needs any more. */
  uninstall: `${group}/uninstall`,
  /** On a HostInterface, the agent's answer: "true", or what is left and why. */
  uninstalled: `${group}/uninstalled`,
  /** On an IPPool: the host network whose block it is, like 10.0.1.0/24. */
  hostNetwork: `${group}/host-network`,
  /** On a DaemonSet: digest of the spec that was applied last. */
  applied: `${group}/applied`,
} as const;

const finalizer = (kind: Kind): string => `finalizers.${kind.kind.toLowerCase()}.${group}`;

/** Upstream's names, so that a takeover finds its own finalizers and never leaves a second one behind. */
export const finalizers = {
  network: finalizer(kinds.network),
  cidr: finalizer(kinds.cidr),
  ipPool: finalizer(kinds.ipPool),
  hostInterface: finalizer(kinds.hostInterface),
  config: finalizer(kinds.config),
} as const;

/** `namespace/name`, or the name alone for an object without namespace. */
export function keyOf(object: Pick<KubeObject, 'metadata'>): string {
  const { namespace, name } = object.metadata;
  return namespace === undefined || namespace === '' ? name : `${namespace}/${name}`;
}

const longestLabel = 63;
const longestName = 253;
const labelSyntax = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

/**
 * `name` itself where it is a valid label value, else its beginning and a hash of all of it. The way back is a lookup:
 * the name that belongs to a value is the one whose `labelValue` is that value.
 */
export function labelValue(name: string): string {
  if (name.length <= longestLabel && labelSyntax.test(name)) return name;
  const readable = name.replace(/[^-A-Za-z0-9_.]/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return withHash(readable, name, longestLabel);
}

/** Upstream's name of the IPPool of one block: `<network>-<podCIDR with a dash for the slash>`, at most 253 long. */
export function poolName(network: string, podCIDR: string): string {
  return objectName(`${network}-${podCIDR.replace('/', '-')}`);
}

/** The first slice bears the network's name, further ones `<network>-<n>`. @param index from 0 */
export function sliceName(network: string, index: number): string {
  return index === 0 ? network : objectName(`${network}-${index}`);
}

function objectName(wanted: string): string {
  return wanted.length <= longestName ? wanted : withHash(wanted, wanted, longestName);
}

function withHash(readable: string, whole: string, longest: number): string {
  const suffix = digest(whole);
  const kept = readable.slice(0, longest - suffix.length - 1).replace(/[^A-Za-z0-9]+$/, '');
  return kept === '' ? suffix : `${kept}-${suffix}`;
}

/**
 * 64 bits as 13 characters [0-9a-z]: two rounds of 32-bit FNV-1a over UTF-16 code units, the second seeded by the first
 * so that texts which collide in one do not in the other. Names must not move between releases: never change it.
 */
export function digest(text: string): string {
  const low = fnv1a(text, 0x811c9dc5);
  const high = fnv1a(text, (low ^ text.length ^ 0x9e3779b9) >>> 0);
  return ((BigInt(high) << 32n) | BigInt(low)).toString(36).padStart(13, '0');
}

function fnv1a(text: string, seed: number): number {
  let sum = seed;
  for (let at = 0; at < text.length; at += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  }
  // The last characters reach the high bits only after this mixing; FNV alone leaves neighbours alike.
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  return (sum ^ (sum >>> 13)) >>> 0;
}

/** The reference of a child to the one object that controls it; deleting that object waits for the child. */
export function controllerReference(owner: KubeObject): OwnerReference {
  return { ...ownerReference(owner), controller: true, blockOwnerDeletion: true };
}

/** Garbage collection follows `owner`, control stays elsewhere. Throws when the object was never stored (no UID). */
export function ownerReference(owner: KubeObject): OwnerReference {
  const { apiVersion, kind, metadata } = owner;
  if (metadata.uid === undefined) {
    throw new TypeError(
      `${kind} ${metadata.name} has no UID yet: only a stored object can own another`,
    );
  }
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid };
}

/** Whether `owner` is among the owners of `object`: by UID, because a name may be taken again. */
export function isOwnedBy(object: Pick<KubeObject, 'metadata'>, owner: KubeObject): boolean {
  const { ownerReferences = [] } = object.metadata;
  return ownerReferences.some(({ uid }) => uid === owner.metadata.uid);
}

/**
 * `list` with `next` in the place of the condition of its type. As in apimachinery, `lastTransitionTime` moves only when
 * `status` does, so a condition that says the same again changes nothing. @param now RFC 3339
 */
export function setCondition(
  list: readonly Condition[],
  next: Omit<Condition, 'lastTransitionTime'>,
  now: string,
): Condition[] {
  const old = list.find(({ type }) => type === next.type);
  const lastTransitionTime = old?.status === next.status ? old.lastTransitionTime : now;
  const condition = { ...next, lastTransitionTime };
  if (old === undefined) return [...list, condition];
  return list.map((one) => (one.type === next.type ? condition : one));
}

export function findCondition(
  list: readonly Condition[] | undefined,
  type: string,
): Condition | undefined {
  return list?.find((condition) => condition.type === type);
}
