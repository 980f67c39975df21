import { CniError } from '../../../cni/protocol/error.ts';
import { parseJson } from '../../../cni/protocol/json.ts';
import { cniErrorCodes, type Json } from '../../../cni/protocol/types.ts';

const encoder = new TextEncoder();

/**
 * JSON that stands in a file or an annotation, as strictly as what stands on stdin: no key twice, none that reaches for the
 * prototype, no deep nesting. Stdin's reader takes objects alone, so the text becomes the one value of an object; being
 * JSON by itself, it cannot close that object.
 *
 * @throws CniError `badConfig` that begins with `where`
 */
export function parseJsonText(text: string, where: string): Json {
  checkJson(text, where);
  try {
    return parseJson(encoder.encode(`{"value":${text}\n}`))['value'] ?? null;
  } catch (cause) {
    if (!(cause instanceof CniError)) throw cause;
    const message = cause.message.replace(/^stdin: /, `${where}: `);
    throw new CniError(cniErrorCodes.badConfig, message, cause.details, { cause });
  }
}

/** First, so that what it says about a position is about the text as its author sees it. */
function checkJson(text: string, where: string): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    const details = cause instanceof Error ? cause.message : '';
    const message = `${where}: not valid JSON; correct it: ${details}`;
    throw new CniError(cniErrorCodes.badConfig, message, details, { cause });
  }
}
