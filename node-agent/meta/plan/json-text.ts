import { CniError } from '../../../cni/protocol/error.ts';
import { depthLimit, parseJson } from '../../../cni/protocol/json.ts';
import { cniErrorCodes, type Json } from '../../../cni/protocol/types.ts';

const encoder = new TextEncoder();

/**
 * JSON that stands in a file or an annotation. A key that comes twice counts where it comes last, as Go reads it; else it is as
 * strict as stdin: no key that reaches for the prototype, no deep nesting. Stdin's reader takes objects alone, so the value
 * becomes the one of an object.
 *
 * @throws CniError `badConfig` that begins with `where`
 */
export function parseJsonText(text: string, where: string): Json {
  const value = parse(text, where);
  try {
    return parseJson(encoder.encode(JSON.stringify({ value })))['value'] ?? null;
  } catch (cause) {
    const error = cause instanceof RangeError ? tooDeep(cause) : cause;
    if (!(error instanceof CniError)) throw error;
    const message = error.message.replace(/^stdin: /, `${where}: `);
    throw new CniError(cniErrorCodes.badConfig, message, error.details, { cause });
  }
}

/** JSON.stringify follows the nesting by recursion, JSON.parse does not. */
function tooDeep(cause: RangeError): CniError {
  const message = `stdin: nested deeper than ${depthLimit}; flatten it`;
  return new CniError(cniErrorCodes.badConfig, message, '', { cause });
}

/** First, so that what it says about a position is about the text as its author sees it. */
function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const details = cause instanceof Error ? cause.message : '';
    const message = `${where}: not valid JSON; correct it: ${details}`;
    throw new CniError(cniErrorCodes.badConfig, message, details, { cause });
  }
}
