import { type Answer, encodeAnswer } from '../../cni/protocol/call.ts';
import { CniError, renderError } from '../../cni/protocol/error.ts';
import { frameLimit } from '../../cni/protocol/frame.ts';
import type { CniVersion, JsonObject } from '../../cni/protocol/types.ts';

/** Of the reference library: an error that nobody foresaw. */
const internalError = 999;

/** What the plugin prints when it did what it was asked for: `printed`, or nothing for all verbs but ADD and VERSION. */
export function successAnswer(printed: JsonObject | undefined): Answer {
  return { status: 0, stdout: printed === undefined ? '' : line(printed) };
}

/** A failed plugin prints its error on stdout and exits with 1 (specification, "Error"). */
export function failureAnswer(error: CniError, cniVersion: CniVersion): Answer {
  return { status: 1, stdout: line(renderError(error, cniVersion)) };
}

/** What was thrown as the error to answer; a CniError is one already. */
export function asCniError(thrown: unknown): CniError {
  if (thrown instanceof CniError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  return new CniError(
    internalError,
    `unexpected: ${message}; the log of the node agent has more`,
    code,
    { cause: thrown },
  );
}

/** Payload of an answer frame; an answer that no frame can hold becomes an error that one can. */
export function answerPayload(answer: Answer, cniVersion: CniVersion): Uint8Array {
  const payload = encodeAnswer(answer);
  if (payload.length <= frameLimit) return payload;
  const message = `answer: ${payload.length} bytes are more than the limit of ${frameLimit}; ask for fewer interfaces`;
  return encodeAnswer(failureAnswer(new CniError(internalError, message), cniVersion));
}

function line(value: JsonObject): string {
  return `${JSON.stringify(value)}\n`;
}
