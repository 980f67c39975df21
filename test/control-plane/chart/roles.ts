import type { KubeObject } from '../../../lib/api/types.ts';

/** A rule of a Role or ClusterRole. */
export type Rule = {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
};

type Role = KubeObject & { readonly rules?: readonly Rule[] };

/** Every rule that stands for more than it names, as text. */
export function wildcards(objects: readonly KubeObject[]): readonly string[] {
  const roles = objects.filter(({ kind }) => ['Role', 'ClusterRole'].includes(kind)) as Role[];
  return roles.flatMap(({ kind, metadata, rules = [] }) =>
    rules
      .filter(({ apiGroups = [], resources = [], nonResourceURLs = [], verbs }) =>
        [...apiGroups, ...resources, ...nonResourceURLs, ...verbs].some((word) =>
          word.includes('*'),
        ),
      )
      .map((rule) => `${kind} ${metadata.name}: ${JSON.stringify(rule)}`),
  );
}
