import type { JsonObject } from '../../../cni/protocol/types.ts';
import { type MetaConfig, metaName } from '../settings.ts';
import type { NetworkList } from '../types.ts';

/** The file that makes the runtime call us first: it takes the first name of the folder. */
export const ownFile = '00-multi-nic-meta.conflist';

/** Declared, it makes containerd and CRI-O hand over the pod's annotations with every ADD. */
export const annotationsCapability = 'io.kubernetes.cri.pod-annotations';

/**
 * The text of our conf over `primary`. It declares every capability that a member of the primary network declares, because
 * what we do not declare the runtime does not give us to hand on. `disableCheck` and `disableGC` of the primary stay with
 * the primary: they are obeyed for its chain and say nothing about the networks of the annotation.
 */
export function renderOwnConf(primary: NetworkList, meta: MetaConfig): string {
  const conf = {
    cniVersion: primary.cniVersion,
    name: metaName,
    plugins: [
      {
        type: metaName,
        capabilities: { ...capabilitiesOf(primary), [annotationsCapability]: true },
        namespaceIsolation: meta.namespaceIsolation,
        globalNamespaces: meta.globalNamespaces.join(','),
      },
    ],
  };
  return `${JSON.stringify(conf, null, 2)}\n`;
}

function capabilitiesOf({ plugins }: NetworkList): Readonly<Record<string, true>> {
  const declared = plugins.flatMap(({ capabilities }) =>
    isObject(capabilities) ? Object.entries(capabilities) : [],
  );
  const names = declared.filter(([, value]) => value === true).map(([name]) => name);
  return Object.fromEntries([...new Set(names)].toSorted().map((name) => [name, true]));
}

/** The plugin types that a conf names, `[]` for what cannot be read: whose conf it is shows even where it is not valid. */
export function typesOf(text: string): readonly string[] {
  const conf = parse(text);
  if (!isObject(conf)) return [];
  const members = Array.isArray(conf['plugins']) ? (conf['plugins'] as unknown[]) : [conf];
  return members.flatMap((member) =>
    isObject(member) && typeof member['type'] === 'string' ? [member['type']] : [],
  );
}

/**
 * Every plugin type at any depth of a conf: of its members, of their IPAM and of what they delegate to. Multus embeds the conf that it
 * found first as `delegates`, or names it in `clusterNetwork` or `defaultNetworks` by its name or path: our own file's gives `metaName`.
 */
export function calledTypes(text: string): readonly string[] {
  const found = new Set<string>();
  const rest: unknown[] = [parse(text)];
  while (rest.length > 0) {
    const value = rest.pop();
    if (Array.isArray(value)) rest.push(...(value as unknown[]).toReversed());
    if (!isObject(value)) continue;
    if (typeof value['type'] === 'string') found.add(value['type']);
    rest.push(...Object.values(value).toReversed());
    for (const name of networksNamed(value)) {
      if (isOwnNetwork(name)) found.add(metaName);
      else rest.push(parse(name));
    }
  }
  return [...found];
}

function networksNamed({ clusterNetwork, defaultNetworks }: JsonObject): readonly string[] {
  const values = [clusterNetwork, ...(Array.isArray(defaultNetworks) ? defaultNetworks : [])];
  return values.filter((value) => typeof value === 'string');
}

/** The network's name, or the path of our file, which others see under other folders. */
function isOwnNetwork(name: string): boolean {
  return name === metaName || isOwn(name.slice(name.lastIndexOf('/') + 1));
}

/** Our file, and what it was called while it was written or when somebody moved it away. */
export function isOwn(name: string): boolean {
  return name === ownFile || name.startsWith(`${ownFile}.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
