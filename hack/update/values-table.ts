import { parse } from 'yaml';

export type ValueRow = {
  readonly path: string;
  /** JSON. */
  readonly fallback: string;
  readonly description: string;
};

const first = /^ *# -- (.*)$/;
const next = /^ *# (.*)$/;
const key = /^( *)([A-Za-z0-9]+):/;

/**
 * One row for each value of a values.yaml that has a comment of the form `# -- …` (lines that go on begin with `# `), in
 * the file's order. Levels are two spaces.
 *
 * @throws for a value that has none: nobody would know what it is for
 */
export function valueRows(text: string): readonly ValueRow[] {
  const values: unknown = parse(text);
  const rows: ValueRow[] = [];
  let path: string[] = [];
  let said: readonly string[] = [];
  for (const line of text.split('\n')) {
    const [, indent, name = ''] = key.exec(line) ?? [];
    if (indent === undefined) {
      said = heard(said, line);
      continue;
    }
    path = [...path.slice(0, indent.length / 2), name];
    if (said.length > 0) rows.push(row(values, path, said.join(' ')));
    said = [];
  }
  for (const leaf of leaves(values, [])) hold(leaf, rows);
  return rows;
}

/** A comment that describes nothing begins without dashes, and is not gone on with. */
function heard(said: readonly string[], line: string): readonly string[] {
  const begins = first.exec(line)?.[1];
  if (begins !== undefined) return [begins];
  const goesOn = next.exec(line)?.[1];
  return goesOn === undefined || said.length === 0 ? said : [...said, goesOn];
}

function row(values: unknown, path: readonly string[], description: string): ValueRow {
  const value = path.reduce((at, name) => (at as Record<string, unknown>)[name], values);
  return { path: path.join('.'), fallback: JSON.stringify(value), description };
}

function leaves(value: unknown, path: readonly string[]): readonly string[] {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isMap ? Object.entries(value) : [];
  if (entries.length === 0) return [path.join('.')];
  return entries.flatMap(([name, below]) => leaves(below, [...path, name]));
}

function hold(leaf: string, rows: readonly ValueRow[]): void {
  if (rows.some(({ path }) => leaf === path || leaf.startsWith(`${path}.`))) return;
  throw new Error(`chart/values.yaml: ${leaf} has no comment "# -- …" that says what it is for`);
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The rows as a table of Markdown. */
export function valuesTable(rows: readonly ValueRow[]): string {
  const lines = rows.map(
    ({ path, fallback, description }) =>
      `| \`${path}\` | \`${cell(fallback)}\` | ${cell(description)} |\n`,
  );
  return `| value | default | what it is for |\n| --- | --- | --- |\n${lines.join('')}`;
}
