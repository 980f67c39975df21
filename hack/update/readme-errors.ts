import { existsSync, readFileSync } from 'node:fs';

import { errorCodes } from '../../lib/errors.ts';
import type { Generated } from './validators.ts';

const path = 'README.md';
const begin = '<!-- errors: made by "npm run update" from lib/errors.ts -->\n';
const end = '<!-- /errors -->';

/** `text` with the table between the markers made anew; without markers it stays as it is. */
export function withErrorTable(text: string, codes: Readonly<Record<string, string>>): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 && to < 0) return text;
  if (from < 0 || to < from)
    throw new Error(`${path}: "${begin.trim()}" must stand before "${end}"`);
  const rows = Object.entries(codes).map(([code, meaning]) => `| \`${code}\` | ${meaning} |\n`);
  const table = `| code | means |\n| --- | --- |\n${rows.join('')}`;
  return `${text.slice(0, from)}${begin}\n${table}\n${text.slice(to)}`;
}

/** The table of error codes, where the README has the markers for it. */
export const readmeErrors: Generated = {
  path,
  render: async () =>
    existsSync(path) ? withErrorTable(readFileSync(path, 'utf8'), errorCodes) : '',
};
