import { readFile } from 'node:fs/promises';

/**
 * A JSON file that an earlier run wrote and that the API server can fill again. `undefined` when there is none, or nothing in it
 * can be used.
 *
 * @param unreadable told once for all that is wrong, naming the file and the first fields
 * @param read gives what can be used, and reports what not
 */
export async function readSnapshot<T>(
  path: string,
  unreadable: (reason: Error) => void,
  read: (value: unknown, report: (problem: string) => void) => T | undefined,
): Promise<T | undefined> {
  const problems: string[] = [];
  const value = await parse(path, problems);
  const found = value === undefined ? undefined : read(value, (problem) => problems.push(problem));
  if (problems.length > 0) unreadable(new Error(`${path}: ${summary(problems)}`));
  return found;
}

/** `undefined` is no JSON. */
async function parse(path: string, problems: string[]): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!('code' in error && error.code === 'ENOENT')) problems.push(error.message);
    return undefined;
  }
}

const shown = 3;

function summary(problems: readonly string[]): string {
  const more = problems.length > shown ? `; and ${problems.length - shown} more` : '';
  return `${problems.slice(0, shown).join('; ')}${more}`;
}
