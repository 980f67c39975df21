import { kinds } from '../api/group.ts';
import { controllerReference, isOwnedBy, labels } from '../api/meta.ts';
import type {
  KubeObject,
  MainPluginSpec,
  MultiNicNetwork,
  NetworkAttachmentDefinition,
} from '../api/types.ts';
import { findMainPlugin } from '../main-plugin/index.ts';
import { goJson, sortKeys } from './go-json.ts';
import { listNames } from './text.ts';
import type { Finding } from './types.ts';

/** What the `spec.config` of a network's NetworkAttachmentDefinitions is made of. */
export type NadSource = {
  readonly name: string;
  /** Name of the CNI plugin and port, from the Config object. */
  readonly cniType: string;
  readonly daemonPort: number;
  /** The IPAM object as the user wrote it. */
  readonly ipam: unknown;
  readonly plugin: MainPluginSpec;
  readonly subnet: string;
  readonly masterNets: readonly string[];
  readonly multiNICIPAM: boolean;
};

/**
 * The text of `spec.config` as multi-nic-cni v1.3.2 writes it: keys in this order, `cniVersion` 0.3.0 whatever the
 * plugin's, `masterNets` null when none is known, `multiNICIPAM` only when true. `undefined` for an unknown main plugin.
 */
export function nadConfig(source: NadSource): string | undefined {
  const plugin = findMainPlugin(source.plugin.type)?.netConf(source.plugin);
  if (plugin === undefined) return undefined;
  return goJson({
    cniVersion: '0.3.0',
    name: source.name,
    type: source.cniType,
    ipam: sortKeys(source.ipam),
    dns: {},
    plugin,
    subnet: source.subnet,
    masterNets: source.masterNets.length === 0 ? null : source.masterNets,
    ...(source.multiNICIPAM ? { multiNICIPAM: true } : {}),
    daemonIP: '',
    daemonPort: source.daemonPort,
  });
}

/** The namespaces that exist, are Active and are listed; all Active ones when `listed` is empty. By name. */
export function targetNamespaces(
  listed: readonly string[],
  namespaces: readonly KubeObject[],
): readonly string[] {
  const active = namespaces.filter(isActive).map(({ metadata }) => metadata.name);
  return active.filter((name) => listed.length === 0 || listed.includes(name)).toSorted();
}

function isActive({ metadata, status }: KubeObject): boolean {
  const { phase } = (status ?? {}) as { phase?: string };
  return metadata.deletionTimestamp === undefined && (phase ?? 'Active') === 'Active';
}

/** Whether we, or upstream for this network, made the object. */
export function isOurNad(nad: NetworkAttachmentDefinition, network: MultiNicNetwork): boolean {
  return isOwnedBy(nad, network) || nad.metadata.labels?.[labels.generated] === 'true';
}

export type NadInput = {
  readonly network: MultiNicNetwork;
  readonly config: string;
  readonly namespaces: readonly string[];
  /** All NetworkAttachmentDefinitions of the network's name. */
  readonly observed: readonly NetworkAttachmentDefinition[];
};

export type NadPlan = {
  readonly children: readonly NetworkAttachmentDefinition[];
  readonly findings: readonly Finding[];
};

/** One object per namespace, except where one of that name is somebody else's: that one is never touched, but said. */
export function planNads({ network, config, namespaces, observed }: NadInput): NadPlan {
  const foreign = observed
    .filter((nad) => !isOurNad(nad, network))
    .map(({ metadata }) => metadata.namespace ?? '');
  const blocked = namespaces.filter((namespace) => foreign.includes(namespace));
  return {
    children: namespaces
      .filter((namespace) => !blocked.includes(namespace))
      .map((namespace) => nadObject(network, namespace, config)),
    findings: blocked.length === 0 ? [] : [foreignNad(network.metadata.name, blocked)],
  };
}

function nadObject(
  network: MultiNicNetwork,
  namespace: string,
  config: string,
): NetworkAttachmentDefinition {
  return {
    apiVersion: kinds.nad.apiVersion,
    kind: kinds.nad.kind,
    metadata: {
      name: network.metadata.name,
      namespace,
      labels: { [labels.generated]: 'true' },
      ownerReferences: [controllerReference(network)],
    },
    spec: { config },
  };
}

function foreignNad(name: string, namespaces: readonly string[]): Finding {
  return {
    reason: 'ForeignNetworkAttachmentDefinition',
    message:
      `NetworkAttachmentDefinition ${name} in namespace ${listNames(namespaces)} was not made by this operator and is ` +
      'left alone: rename it, or the MultiNicNetwork, or list other spec.namespaces',
  };
}
