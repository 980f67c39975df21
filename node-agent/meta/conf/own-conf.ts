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
