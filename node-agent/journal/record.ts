import { completeKeys } from './complete-keys.ts';
import type { JournalRecord } from './types.ts';

/** CRC-32 of the bytes, as an unsigned number. An argument, because it comes from a native module. */
export type Checksum = (bytes: Uint8Array) => number;

export const journalVersion = 1;
const format = 'multi-nic-journal';
const newline = 10;
const space = 32;
const checksumDigits = 8;

export type Decoded =
  | {
      readonly kind: 'readable';
      readonly records: readonly JournalRecord[];
      /** Bytes up to the end of the last good line. */
      readonly goodLength: number;
      /** Bytes behind it that a crash in the middle of a write left. */
      readonly tornLength: number;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** First line of every journal: a program that is older than the file must not guess at its records. */
export function encodeHeader(checksum: Checksum): Uint8Array {
  return encodeLine({ format, version: journalVersion }, checksum);
}

/** `crc32hex json\n`, UTF-8. JSON text holds no raw newline, so a line is a record. */
export function encodeRecord(record: JournalRecord, checksum: Checksum): Uint8Array {
  return encodeLine(record, checksum);
}

/**
 * Reads a whole journal. Only what a crash can leave is forgiven: bytes behind the last good line that hold at most one
 * whole line. Anything else that cannot be read is refused, because a lost record is an address given twice.
 */
export function decodeJournal(bytes: Uint8Array, checksum: Checksum): Decoded {
  const lines = splitLines(bytes);
  const [header, ...rest] = lines;
  if (header === undefined) return refused('its first line, which names the format, is missing');
  const refusal = refuseHeader(decodeLine(header.content, checksum));
  if (refusal !== undefined) return refused(refusal);
  const values = rest.map((line) => decodeLine(line.content, checksum));
  const bad = values.indexOf(undefined);
  if (bad !== -1 && bad !== values.length - 1)
    return refused(`line ${bad + 2} is damaged and further records follow it`);
  const good = bad === -1 ? values : values.slice(0, bad);
  const unknown = good.findIndex((value) => !isRecord(value));
  if (unknown !== -1) return refused(`line ${unknown + 2} is no record that this version knows`);
  const goodLength = lines[good.length]?.end ?? 0;
  const tornLength = bytes.length - goodLength;
  const records = completeKeys(good as JournalRecord[]);
  return { kind: 'readable', records, goodLength, tornLength };
}

const refused = (reason: string): Decoded => ({ kind: 'refused', reason });

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
  return digits === expected ? (JSON.parse(decoder.decode(json)) as unknown) : undefined;
}

function refuseHeader(header: unknown): string | undefined {
  if (!isObject(header) || header['format'] !== format)
    return 'its first line does not name it an attachment journal';
  const version = header['version'];
  if (version === journalVersion) return undefined;
  return `it was written in format ${String(version)} and this version knows ${journalVersion}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isRecord(value: unknown): value is JournalRecord {
  if (!isObject(value)) return false;
  if (value['op'] === 'add') return isObject(value['attachment']);
  return (value['op'] === 'done' || value['op'] === 'del') && isObject(value['key']);
}
