import { MultiNicError } from '../../lib/errors.ts';
import type { Finished } from '../types.ts';

/** One object of an `ip -j` answer, with the words to say where it stood. */
export type Row = {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Called only when the row turns out odd: an answer has 40,000 of them. */
  readonly where: () => string;
};

/** A row, or a part of one, that could not be read. */
export type UnreadableRow = {
  /** Names the command, the row, the field and what was there. */
  readonly error: MultiNicError;
  /** `ifname` of the row, where it has one. */
  readonly ifName?: string;
};

export type OnUnreadable = (row: UnreadableRow) => void;

/** For callers that can do nothing with a part of an answer. @throws the error of the first unreadable row */
export const refuseUnreadable: OnUnreadable = ({ error }) => {
  throw error;
};

/** iproute2's only word for an empty table; it exits 2 and prints a lone `[`. */
const emptyTable = 'FIB table does not exist';

/**
 * Reads every row of an `ip -j` answer with `read`. A row that cannot be read costs that row: it is reported and left out.
 * No table and empty output are no rows.
 *
 * @throws MultiNicError `COMMAND_FAILED` for any other non-zero exit, `KERNEL_ANSWER` for what is not a JSON list
 */
export function readEach<Value>(
  command: readonly string[],
  answer: Finished,
  read: (row: Row) => Value,
  onUnreadable: OnUnreadable,
): Value[] {
  const shown = `ip ${command.join(' ')}`;
  const where = (index: number): string => `\`${shown}\`, row ${index + 1}`;
  return eachObject(readList(shown, answer), where, read, onUnreadable);
}

/** As `readEach`, for the objects of a list inside a row; an absent or null list has none. */
export function readEachIn<Value>(
  row: Row,
  field: string,
  read: (row: Row) => Value,
  onUnreadable: OnUnreadable,
): Value[] {
  const where = (index: number): string => `${row.where()}, ${field}[${index}]`;
  return eachObject(listIn(row, field), where, read, onUnreadable);
}

function eachObject<Value>(
  list: readonly unknown[],
  where: (index: number) => string,
  read: (row: Row) => Value,
  onUnreadable: OnUnreadable,
): Value[] {
  return list.flatMap((fields, index) => {
    try {
      if (!isObject(fields)) throw odd(where(index), 'is not an object', fields);
      // `ip -4 addr` prints `{}` for what it leaves out.
      if (Object.keys(fields).length === 0) return [];
      return [read({ fields, where: () => where(index) })];
    } catch (error) {
      if (!(error instanceof MultiNicError)) throw error;
      const name = isObject(fields) ? fields['ifname'] : undefined;
      onUnreadable(typeof name === 'string' ? { error, ifName: name } : { error });
      return [];
    }
  });
}

/** The rows of an answer, none of them looked into. */
function readList(shown: string, answer: Finished): readonly unknown[] {
  if (answer.status !== 0) {
    if (answer.status === 2 && answer.stderr.includes(emptyTable)) return [];
    const reason = answer.stderr.trim() || 'no reason given';
    throw new MultiNicError(
      'COMMAND_FAILED',
      `\`${shown}\` failed with status ${answer.status}: ${reason}; run it on the node to see what it needs`,
    );
  }
  if (answer.stdout.trim() === '') return [];
  return parseList(shown, answer.stdout);
}

function parseList(shown: string, text: string): unknown[] {
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
  const given = row.fields[field];
  const value = isGiven(given) ? given : absent;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number)) return number;
  throw odd(row.where(), `has no number in "${field}"`, value);
}

export function textIn(row: Row, field: string, absent?: string): string {
  const given = row.fields[field];
  const value = isGiven(given) ? given : absent;
  if (typeof value === 'string') return value;
  throw odd(row.where(), `has no text in "${field}"`, value);
}

/** Absent, null and empty are one: iproute2 prints `"link":null` for a tunnel without a parent. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

export function optionalText(row: Row, field: string): string | undefined {
  return isGiven(row.fields[field]) ? textIn(row, field) : undefined;
}

export function optionalNumber(row: Row, field: string): number | undefined {
  return isGiven(row.fields[field]) ? numberIn(row, field) : undefined;
}

/** A list inside a row; none when the field is absent, null or empty. */
export function listIn(row: Row, field: string): readonly unknown[] {
  const given = row.fields[field];
  const value = isGiven(given) ? given : [];
  if (!Array.isArray(value)) throw odd(row.where(), `has no list in "${field}"`, value);
  return value;
}

export function objectIn(row: Row, field: string): Row {
  const given = row.fields[field];
  const fields = isGiven(given) ? given : {};
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
