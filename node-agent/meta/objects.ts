import type { KubeObject, NetworkAttachmentDefinition } from '../../lib/api/types.ts';
import type { NetworkObject, PodFacts, PodRef } from './types.ts';

/** Ties a network to a resource of a device plugin (device information specification). */
const resourceNameKey = 'k8s.v1.cni.cncf.io/resourceName';

/** Kubelet's word on a static pod: the uid under which the runtime knows it (`kubernetes.io/config.mirror`). */
const mirrorKey = 'kubernetes.io/config.mirror';

export const statusKey = 'k8s.v1.cni.cncf.io/network-status';

/** An object of the early `Network` kind, which has its fields at the top. */
export type EarlyNetwork = KubeObject & { readonly plugin?: unknown; readonly args?: unknown };

/**
 * What is kept of a NetworkAttachmentDefinition. @param intern gives equal texts as one: a network stands in many namespaces
 * under one config
 */
export function trimNad(
  { apiVersion, kind, metadata, spec }: NetworkAttachmentDefinition,
  intern: (text: string) => string,
): NetworkAttachmentDefinition {
  const config = spec?.config;
  return {
    apiVersion,
    kind,
    metadata: trimMeta(metadata, (key) => key === resourceNameKey),
    spec: typeof config === 'string' ? { config: intern(config) } : {},
  };
}

export function trimEarly({
  apiVersion,
  kind,
  metadata,
  plugin,
  args,
}: EarlyNetwork): EarlyNetwork {
  return { apiVersion, kind, metadata: trimMeta(metadata, () => false), plugin, args };
}

/** What is kept of a pod: who it is and what its annotations say of networks. */
export function trimPod({ apiVersion, kind, metadata }: KubeObject): KubeObject {
  return { apiVersion, kind, metadata: trimMeta(metadata, speaksOfNetworks) };
}

/** A field of another shape than it must have is as if it were empty: whoever uses the object is told so. */
export function networkOfNad({ metadata, spec }: NetworkAttachmentDefinition): NetworkObject {
  const { namespace = '', name, annotations } = metadata;
  const resourceName = annotations?.[resourceNameKey];
  return {
    kind: 'NetworkAttachmentDefinition',
    namespace,
    name,
    config: spec.config ?? '',
    ...(resourceName === undefined ? {} : { resourceName }),
  };
}

export function networkOfEarly({ metadata, plugin, args }: EarlyNetwork): NetworkObject {
  const { namespace = '', name } = metadata;
  return { kind: 'Network', namespace, name, plugin: text(plugin), args: text(args) };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function podFacts({ metadata }: KubeObject): PodFacts {
  const { namespace = '', name, uid = '', annotations = {} } = metadata;
  return { namespace, name, uid, annotations };
}

/** Whether `found` is the pod that the runtime speaks of. Not every runtime says a uid; a static pod has two. */
export function isThatPod({ uid }: Pick<PodRef, 'uid'>, found: KubeObject): boolean {
  if (uid === '' || uid === found.metadata.uid) return true;
  return found.metadata.annotations?.[mirrorKey] === uid;
}

function speaksOfNetworks(key: string): boolean {
  if (key === statusKey || key === 'k8s.v1.cni.cncf.io/networks-status') return false;
  const prefixes = ['k8s.v1.cni.cncf.io/', 'v1.multus-cni.io/', 'kubernetes.io/config.'];
  return key === 'networks' || prefixes.some((prefix) => key.startsWith(prefix));
}

function trimMeta(
  { name, namespace, uid, resourceVersion, annotations = {} }: KubeObject['metadata'],
  keep: (key: string) => boolean,
): KubeObject['metadata'] {
  const kept = Object.entries(annotations).filter(([key]) => keep(key));
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(uid === undefined ? {} : { uid }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...(kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }),
  };
}
