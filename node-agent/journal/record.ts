import { completeKeys } from './complete-keys.ts';
import { problemOfRecord } from './record-shape.ts';
import { isObject } from '../shape.ts';
import type { JournalRecord } from './types.ts';

/** CRC-32 of the bytes, as an unsigned number. An argument, because it comes from a native module. */
export type Checksum = (bytes: Uint8Array) => number;

export const journalVersion = 1;
const format = 'multi-nic-journal';
const newline = 10;
const space = 32;
const checksumDigits = 8;

export type JournalHeader = {
  /** Tells this journal from every other one; the pools name it too. Absent in journals of before. */
  readonly identity: string | undefined;
  /** Whether what pools and namespaces knew when the journal was begun has been recorded in it. */
  readonly adopted: boolean;
};

export type Decoded =
  | {
      readonly kind: 'readable';
      readonly header: JournalHeader;
      readonly records: readonly JournalRecord[];
      /** Bytes up to the end of the last good line. */
      readonly goodLength: number;
      /** Bytes behind it that a crash in the middle of a write left. */
      readonly tornLength: number;
    }
  | {
      readonly kind: 'damaged';
      readonly reason: string;
      /** What can still be read, in order; others may be missing anywhere between them. */
      readonly records: readonly JournalRecord[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * First line of every journal: a program that is older than the file must not guess at its records. The format stays what it
 * was before there was an identity, since a program of before reads the records as they are meant.
 */
export function encodeHeader(header: JournalHeader, checksum: Checksum): Uint8Array {
  const { identity, adopted } = header;
  return encodeLine({ format, version: journalVersion, identity, adopted }, checksum);
}

/** `crc32hex json\n`, UTF-8. JSON text holds no raw newline, so a line is a record. */
export function encodeRecord(record: JournalRecord, checksum: Checksum): Uint8Array {
  return encodeLine(record, checksum);
}

/**
 * Reads a whole journal. What a crash can leave is forgiven: bytes behind the last good line that hold at most one
 * whole line. Anything else that cannot be read makes it damaged, because a lost record is an address given twice. A journal of
 * a newer version is refused.
 */
export function decodeJournal(bytes: Uint8Array, checksum: Checksum): Decoded {
  const lines = splitLines(bytes);
  const [first, ...rest] = lines;
  if (first === undefined) return damaged('its first line, which names the format, is missing', []);
  const values = rest.map((line) => decodeLine(line.content, checksum));
  const problems = values.map(problemOfRecord);
  const good = values.filter((_, at) => problems[at] === undefined) as JournalRecord[];
  const readable = completeKeys(good);
  const header = decodeLine(first.content, checksum);
  if (!isObject(header) || header['format'] !== format)
    return damaged('its first line does not name it an attachment journal', readable);
  const { version } = header;
  if (version !== journalVersion) {
    const reason = `it was written in format ${String(version)} and this version knows ${journalVersion}`;
    return { kind: 'refused', reason };
  }
  const torn = values.at(-1) === undefined ? values.length - 1 : values.length;
  const bad = problems.findIndex((problem, at) => problem !== undefined && at !== torn);
  if (bad !== -1) return damaged(explain(values[bad], problems[bad], bad), readable);
  const goodLength = lines[readable.length]?.end ?? 0;
  const tornLength = bytes.length - goodLength;
  return {
    kind: 'readable',
    header: readHeader(header),
    records: readable,
    goodLength,
    tornLength,
  };
}

function damaged(reason: string, records: readonly JournalRecord[]): Decoded {
  return { kind: 'damaged', reason, records };
}

function explain(value: unknown, problem: string | undefined, at: number): string {
  const line = `line ${at + 2}`;
  if (value === undefined) return `${line} is damaged and further records follow it`;
  return `${line} is not a record that this version knows: ${problem}`;
}

/** A journal of before that holds records is as good as it was. An empty one is what a lost one looks like. */
function readHeader({ identity, adopted }: Record<string, unknown>): JournalHeader {
  return {
    identity: typeof identity === 'string' && identity !== '' ? identity : undefined,
    adopted: adopted === true,
  };
}

function encodeLine(value: unknown, checksum: Checksum): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(value));
  const digits = checksum(json).toString(16).padStart(checksumDigits, '0');
  const prefix = new TextEncoder().encode(`${digits} `);
  const line = new Uint8Array(prefix.length + json.length + 1);
  line.set(prefix);
  line.set(json, prefix.length);
  line[line.length - 1] = newline;
  return line;
}

type Line = { readonly content: Uint8Array; readonly end: number };

function splitLines(bytes: Uint8Array): readonly Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, from)) {
    lines.push({ content: bytes.subarray(from, at), end: at + 1 });
    from = at + 1;
  }
  return lines;
}

function decodeLine(line: Uint8Array, checksum: Checksum): unknown {
  if (line.length <= checksumDigits || line[checksumDigits] !== space) return undefined;
  const decoder = new TextDecoder();
  const digits = decoder.decode(line.subarray(0, checksumDigits));
  const json = line.subarray(checksumDigits + 1);
  const expected = checksum(json).toString(16).padStart(checksumDigits, '0');
  return digits === expected ? parseJson(decoder.decode(json)) : undefined;
}

/** A checksum can be right by chance, or be another program's. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
