import { MultiNicError } from '../../lib/errors.ts';
import type { Finished } from '../types.ts';

/** One object of an `ip -j` answer, with the words to say where it stood. */
export type Row = {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Called only when the row turns out odd: an answer has 40,000 of them. */
  readonly where: () => string;
};

/** iproute2's only word for an empty table; it exits 2 and prints a lone `[`. */
const emptyTable = 'FIB table does not exist';

/**
 * The rows of an `ip -j` answer. No table and empty output are no rows. Throws `COMMAND_FAILED` for any other non-zero
 * exit, and `KERNEL_ANSWER` for what is not a JSON list of objects.
 */
export function readRows(command: readonly string[], answer: Finished): Row[] {
  const shown = `ip ${command.join(' ')}`;
  if (answer.status !== 0) {
    if (answer.status === 2 && answer.stderr.includes(emptyTable)) return [];
    const reason = answer.stderr.trim() || 'no reason given';
    throw new MultiNicError(
      'COMMAND_FAILED',
      `\`${shown}\` failed with status ${answer.status}: ${reason}; run it on the node to see what it needs`,
    );
  }
  if (answer.stdout.trim() === '') return [];
  return readList(shown, answer.stdout).map((fields, index) => {
    const where = (): string => `\`${shown}\`, row ${index + 1}`;
    if (!isObject(fields)) throw odd(where(), 'is not an object', fields);
    return { fields, where };
  });
}

function readList(shown: string, text: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw odd(`\`${shown}\``, 'is not JSON', text, error);
  }
  if (!Array.isArray(value)) throw odd(`\`${shown}\``, 'is not a list', value);
  return value;
}

/** A number, or a string of digits: `table`, `protocol` and the like are strings, `metric` and `id` are numbers. */
export function numberIn(row: Row, field: string, absent?: number): number {
  const value = row.fields[field] ?? absent;
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number)) return number;
  throw odd(row.where(), `has no number in "${field}"`, value);
}

export function textIn(row: Row, field: string, absent?: string): string {
  const value = row.fields[field] ?? absent;
  if (typeof value === 'string') return value;
  throw odd(row.where(), `has no text in "${field}"`, value);
}

export function optionalText(row: Row, field: string): string | undefined {
  return row.fields[field] === undefined ? undefined : textIn(row, field);
}

export function optionalNumber(row: Row, field: string): number | undefined {
  return row.fields[field] === undefined ? undefined : numberIn(row, field);
}

/** The objects of a list inside a row; none when the field is absent. */
export function rowsIn(row: Row, field: string): Row[] {
  const value = row.fields[field] ?? [];
  if (!Array.isArray(value)) throw odd(row.where(), `has no list in "${field}"`, value);
  return value.map((fields: unknown, index) => {
    const where = (): string => `${row.where()}, ${field}[${index}]`;
    if (!isObject(fields)) throw odd(where(), 'is not an object', fields);
    return { fields, where };
  });
}

export function objectIn(row: Row, field: string): Row {
  const fields = row.fields[field] ?? {};
  if (!isObject(fields)) throw odd(row.where(), `has no object in "${field}"`, fields);
  return { fields, where: () => `${row.where()}, ${field}` };
}

/** The error for an answer that does not read as expected: names the command, what was odd, and what was there. */
export function odd(where: string, what: string, value: unknown, cause?: unknown): MultiNicError {
  const shown = (JSON.stringify(value) ?? 'nothing').slice(0, 200);
  const message = `the answer of ${where} ${what}, but ${shown}; check the version of iproute2 (6.1 is tested)`;
  return new MultiNicError('KERNEL_ANSWER', message, cause === undefined ? {} : { cause });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
