import type { Config, PodPart } from '../../api/config-types.ts';
import type { KubeObject } from '../../api/types.ts';

/** A Node as far as it decides where pods of a DaemonSet run; what is null counts as absent. */
type Node = KubeObject & {
  readonly spec?: { readonly taints?: readonly Taint[] | null } | null;
};

type Taint = { readonly key?: string; readonly value?: string; readonly effect?: string };

type Requirement = {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[] | null;
};

type Term = {
  readonly matchExpressions?: readonly Requirement[] | null;
  readonly matchFields?: readonly Requirement[] | null;
};

type Affinity = {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      readonly nodeSelectorTerms?: readonly Term[] | null;
    } | null;
  } | null;
};

const os = 'kubernetes.io/os';

/**
 * Whether the DaemonSet of `config` has a pod on `node`, by its nodeSelector, required node affinity and tolerations, as the
 * DaemonSet controller decides. What cannot be read of them counts as "yes": then the agent of that node is waited for.
 */
export function runsAgent({ spec }: Config, node: KubeObject): boolean {
  const { nodeSelector = {}, affinity, tolerations } = spec.daemon;
  const labels = node.metadata.labels ?? {};
  return (
    (labels[os] ?? 'linux') === 'linux' &&
    Object.entries(nodeSelector).every(([key, value]) => labels[key] === value) &&
    isAttracted(affinity, node) &&
    (tolerations === undefined ||
      repelling(node).every((taint) => tolerations.some((one) => tolerates(one, taint))))
  );
}

/** What of a Node decides it. */
export function placementOf(node: KubeObject): unknown {
  return [node.metadata.labels, repelling(node)];
}

/** Without those that tell of a node's health: pods of a DaemonSet tolerate them. */
function repelling(node: KubeObject): readonly Taint[] {
  return ((node as Node).spec?.taints ?? []).filter(
    ({ key = '', effect }) =>
      effect !== 'PreferNoSchedule' && !key.startsWith('node.kubernetes.io/'),
  );
}

function tolerates(toleration: PodPart, taint: Taint): boolean {
  const { key = '', operator, value = '', effect = '' } = toleration;
  if (effect !== '' && effect !== taint.effect) return false;
  if (operator === 'Exists') return key === '' || key === taint.key;
  return key === taint.key && value === (taint.value ?? '');
}

function isAttracted(affinity: Affinity | undefined, { metadata }: KubeObject): boolean {
  const terms =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  if (!Array.isArray(terms) || terms.length === 0) return true;
  const labels = new Map(Object.entries(metadata.labels ?? {}));
  const fields = new Map([['metadata.name', metadata.name]]);
  return (terms as readonly Term[]).some(({ matchExpressions, matchFields }) => {
    const [byLabels, byFields] = [matchExpressions ?? [], matchFields ?? []];
    // A term without requirements selects no node.
    if (byLabels.length + byFields.length === 0) return false;
    return (
      byLabels.every((one) => meets(labels, one)) && byFields.every((one) => meets(fields, one))
    );
  });
}

function meets(
  given: ReadonlyMap<string, string>,
  { key = '', operator = '', values }: Requirement,
): boolean {
  const value = given.get(key);
  return operators.get(operator)?.(value, values ?? []) ?? true;
}

type Operator = (value: string | undefined, values: readonly string[]) => boolean;

const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['In', (value, values) => value !== undefined && values.includes(value)],
  ['NotIn', (value, values) => value === undefined || !values.includes(value)],
  ['Exists', (value) => value !== undefined],
  ['DoesNotExist', (value) => value === undefined],
  ['Gt', (value, [than]) => value !== undefined && Number(value) > Number(than)],
  ['Lt', (value, [than]) => value !== undefined && Number(value) < Number(than)],
]);
