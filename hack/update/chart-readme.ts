import { readFileSync } from 'node:fs';

import type { Generated } from './validators.ts';
import { valueRows, valuesTable } from './values-table.ts';

const path = 'chart/README.md';
const begin = '<!-- values: made by "npm run update" from chart/values.yaml -->\n';
const end = '<!-- /values -->';

/** `text` with the table between the markers made anew. */
export function withValues(text: string, table: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`${path}: "${begin.trim()}" must stand before "${end}"`);
  return `${text.slice(0, from)}${begin}\n${table}\n${text.slice(to)}`;
}

/** The table of values in the chart's README. */
export const chartReadme: Generated = {
  path,
  render: async () =>
    withValues(
      readFileSync(path, 'utf8'),
      valuesTable(valueRows(readFileSync('chart/values.yaml', 'utf8'))),
    ),
};
