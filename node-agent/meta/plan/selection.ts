import { badField, list, object, quote } from '../../../cni/protocol/field.ts';
import type { PodFacts } from '../types.ts';
import { parseJsonText } from './json-text.ts';
import { checkNames, readElement } from './selection-element.ts';
import { interfaceName } from './selection-values.ts';
import type { Selection } from './types.ts';

export const annotationKeys = {
  networks: 'k8s.v1.cni.cncf.io/networks',
  defaultNetwork: 'v1.multus-cni.io/default-network',
  /** Of the early form. */
  earlyNetworks: 'networks',
} as const;

/**
 * The networks that one of the pod's annotations asks for, in its order; none when it is absent or blank. The standard
 * lets an annotation with a bad value be ignored; here it is an error, since a pod without its networks is worse than one that
 * does not start.
 *
 * @throws CniError `badConfig` naming pod, annotation, item, reason and remedy
 */
export function parseSelections(pod: PodFacts, key: string): readonly Selection[] {
  const value = Object.hasOwn(pod.annotations, key) ? (pod.annotations[key] ?? '') : '';
  if (value.trim() === '') return [];
  const where = `pod ${pod.namespace}/${pod.name}: annotation ${key}`;
  if (/[[{"]/.test(value)) return fromJson(value, where);
  return value.split(',').map((item, index) => readShort(item.trim(), `${where}[${index}]`));
}

/**
 * The pod's own choice of its primary network.
 * @throws CniError `badConfig` for more than one, else as `parseSelections`
 */
export function parseDefaultNetwork(pod: PodFacts): Selection | undefined {
  const selections = parseSelections(pod, annotationKeys.defaultNetwork);
  const [selection, second] = selections;
  if (second === undefined) return selection;
  const where = `pod ${pod.namespace}/${pod.name}: annotation ${annotationKeys.defaultNetwork}`;
  throw badField(where, `${selections.length} networks`, 'name one: a pod has one primary network');
}

const readElements = list((item, path) => readElement(object(item, path), path));

function fromJson(value: string, where: string): readonly Selection[] {
  return readElements(parseJsonText(value, where), where);
}

/** `[namespace/]name[@interface]`; as with Multus, blanks around a part do not count, and an empty namespace or interface is none. */
function readShort(short: string, where: string): Selection {
  const parts = /^(?:([^/@]*)\/)?([^/@]*)(?:@([^/@]*))?$/.exec(short) ?? [];
  const [, namespace = '', name, ifName = ''] = parts.map((part) => part?.trim());
  if (name === undefined) {
    const remedy = 'write name, namespace/name or namespace/name@interface';
    throw badField(where, `${quote(short)} is not a network`, remedy);
  }
  return {
    where,
    ...checkNames({ name, ...(namespace === '' ? {} : { namespace }) }, where),
    ...(ifName === '' ? {} : { ifName: interfaceName(ifName, where) }),
    capabilityArgs: {},
  };
}
