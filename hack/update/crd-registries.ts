import { readFileSync } from 'node:fs';

import { mainPlugins, plannedPlugins } from '../../lib/main-plugin/index.ts';
import { strategies, strategyNames } from '../../lib/selection/index.ts';
import type { Generated } from './validators.ts';

const path = 'crds/multinicnetworks.yaml';

/** One field whose values are the names of a registry. */
export type RegistryField = {
  /** What stands in the marker comments. */
  readonly marker: string;
  readonly field: string;
  readonly intro: string;
  /** Names with their words, where they have some. */
  readonly served: readonly { readonly name: string; readonly words?: string }[];
  /** Accepted, so that objects of multi-nic-cni load, and reported by a condition. */
  readonly planned: readonly string[];
  readonly condition: string;
};

const servedStrategies = strategies.map(({ name, words }) => ({ name, words }));

const fields: readonly RegistryField[] = [
  {
    marker: 'lib/main-plugin',
    field: 'spec.plugin.type',
    intro: 'Name of the main plugin.',
    served: mainPlugins.map(({ type }) => ({ name: type })),
    planned: plannedPlugins,
    condition: 'PluginNotAvailable',
  },
  {
    marker: 'lib/selection',
    field: 'spec.attachPolicy.strategy',
    intro: 'Name of the strategy.',
    served: servedStrategies,
    planned: strategyNames.filter((name) => !strategies.some((one) => one.name === name)),
    condition: 'StrategyNotAvailable',
  },
];

/** `text` with the lines between a field's markers made from its registry. @throws Error where a marker is missing */
export function withRegistry(text: string, field: RegistryField): string {
  const begin = `# made by "npm run update" from ${field.marker}\n`;
  const end = `# end of ${field.marker}\n`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path}: no markers of ${field.marker}`);
  const indent = /[^\n]*$/.exec(text.slice(0, from))?.[0] ?? '';
  const lines = render(field).map((line) => `${indent}${line}\n`);
  return `${text.slice(0, from)}${begin}${lines.join('')}${indent}${text.slice(to)}`;
}

function render({ field, intro, served, planned, condition }: RegistryField): readonly string[] {
  const shown = served.map(({ name, words }) =>
    words === undefined ? name : `${name} (${words})`,
  );
  const names = [...served.map(({ name }) => name), ...planned];
  const quoted = names.map((name) => `'${name}'`).join(', ');
  const later =
    planned.length === 0
      ? []
      : [`  Accepted and not served yet (condition ${condition}): ${planned.join(', ')}.`];
  return [
    'description: >-',
    `  ${intro} Served by this version: ${shown.join(', ')}.`,
    ...later,
    'x-kubernetes-validations:',
    `  - rule: self in [${quoted}]`,
    '    message: >-',
    `      ${field} is unknown; use ${served.map(({ name }) => name).join(' or ')}`,
  ];
}

/** `kubectl explain` says of plugins and strategies what this version does. Comes before what is made of the CRDs. */
export const crdRegistries: Generated = {
  path,
  render: async () => fields.reduce(withRegistry, readFileSync(path, 'utf8')),
};
