import type { NetworkObject } from '../types.ts';
import { annotationKeys, parseSelections } from './selection.ts';
import type { PlanInput, Selection } from './types.ts';

/** Where the first Multus read every Network object. */
const sharedNamespace = 'default';
const kinds: readonly NetworkObject['kind'][] = ['Network', 'NetworkAttachmentDefinition'];

/** In the pod's namespace, then in `default`; an early Network before a NetworkAttachmentDefinition of its name. */
export function lookUpEarly(
  { pod, findNetwork }: Pick<PlanInput, 'pod' | 'findNetwork'>,
  name: string,
): NetworkObject | undefined {
  for (const namespace of [pod.namespace, sharedNamespace])
    for (const kind of kinds) {
      const found = findNetwork(kind, namespace, name);
      if (found !== undefined) return found;
    }
  return undefined;
}

/**
 * How a configuration is read for this pod. One that can be of either form is early for a pod that names its networks in
 * the early way alone; other programs have an annotation `networks` too, so it counts only as the list that it was.
 */
export function formFor({ conf, pod }: Pick<PlanInput, 'conf' | 'pod'>): 'current' | 'early' {
  if (conf.form !== 'either') return conf.form;
  const valueOf = (key: string): string =>
    Object.hasOwn(pod.annotations, key) ? (pod.annotations[key] ?? '').trim() : '';
  const { networks, defaultNetwork, earlyNetworks } = annotationKeys;
  const current = valueOf(networks) !== '' || valueOf(defaultNetwork) !== '';
  return !current && valueOf(earlyNetworks).startsWith('[') ? 'early' : 'current';
}

/**
 * What an early configuration makes of a pod: its delegates are the pod's networks only where the pod names none, unless
 * `always_use_default` puts them first. Without `kubeconfig` it knows nothing of pods. The standard annotation counts
 * before the early one.
 *
 * @throws CniError `badConfig` as `parseSelections`
 */
export function selectEarly({ conf, pod }: Pick<PlanInput, 'conf' | 'pod'>): {
  readonly delegates: PlanInput['conf']['delegates'];
  readonly selections: readonly Selection[];
} {
  const selections = conf.kubeconfig === undefined ? [] : selected(pod);
  const delegates = selections.length === 0 || conf.alwaysUseDefault ? conf.delegates : [];
  return { delegates, selections };
}

function selected(pod: PlanInput['pod']): readonly Selection[] {
  const current = parseSelections(pod, annotationKeys.networks);
  return current.length > 0 ? current : parseSelections(pod, annotationKeys.earlyNetworks);
}
