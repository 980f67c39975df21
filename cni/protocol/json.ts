import { CniError } from './error.ts';
import { cniErrorCodes, type Json, type JsonObject } from './types.ts';

/** Deeper than any configuration; shallow enough that a recursive reader downstream cannot overflow its stack. */
export const depthLimit = 64;

/**
 * The configuration on stdin. Stricter than JSON.parse where that is lenient in a way two programs can disagree about:
 * a key that comes twice (here the last wins, elsewhere the first), a key that reaches for the prototype.
 * @throws CniError `decode` for what is not JSON or not an object, `badConfig` for duplicate and forbidden keys
 */
export function parseJson(bytes: Uint8Array): JsonObject {
  if (bytes.length === 0)
    throw new CniError(
      cniErrorCodes.decode,
      'stdin: empty; the caller must write the network configuration',
    );
  const value = decode(bytes);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as JsonObject;
  throw new CniError(
    cniErrorCodes.decode,
    `stdin: a JSON ${Array.isArray(value) ? 'array' : typeof value}, not an object; give one network configuration`,
  );
}

function decode(bytes: Uint8Array): Json {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    checkNesting(text);
    return JSON.parse(text) as Json;
  } catch (cause) {
    if (cause instanceof CniError) throw cause;
    const details = cause instanceof Error ? cause.message : '';
    const message = 'stdin: not valid JSON in UTF-8; correct the network configuration';
    throw new CniError(cniErrorCodes.decode, message, details, { cause });
  }
}

/** One pass without recursion, before JSON.parse builds anything. What is not JSON is left for JSON.parse to refuse. */
function checkNesting(text: string): void {
  const keys: (Set<string> | undefined)[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '{' || char === '[') keys[deeper(depth++)] = undefined;
    else if (char === '}' || char === ']') depth = Math.max(0, depth - 1);
    else if (char === '"') {
      const end = endOfString(text, at);
      if (isKey(text, end)) addKey(keys, Math.max(0, depth - 1), text.slice(at, end));
      at = end - 1;
    }
  }
}

function deeper(depth: number): number {
  if (depth < depthLimit) return depth;
  const message = `stdin: nested deeper than ${depthLimit}; flatten the network configuration`;
  throw new CniError(cniErrorCodes.decode, message);
}

/** Index after the closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\t' || text[at] === '\r') at++;
  return text[at] === ':';
}

function addKey(keys: (Set<string> | undefined)[], depth: number, quoted: string): void {
  const key = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  const seen = (keys[depth] ??= new Set());
  if (key === '__proto__') throw badKey(key, 'is not allowed; remove it');
  if (seen.has(key)) throw badKey(key, 'comes twice in one object; keep one');
  seen.add(key);
}

function badKey(key: string, reason: string): CniError {
  return new CniError(
    cniErrorCodes.badConfig,
    `stdin: key ${JSON.stringify(key.slice(0, 64))} ${reason}`,
  );
}
