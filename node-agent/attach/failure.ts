import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../cni/protocol/types.ts';
import { type ErrorCode, MultiNicError } from '../../lib/errors.ts';

const codes: Partial<Record<ErrorCode, number>> = {
  JOURNAL_UNUSABLE: cniErrorCodes.io,
  COMMAND_FAILED: cniErrorCodes.linkFailed,
  KERNEL_ANSWER: cniErrorCodes.linkFailed,
};

/** A failure that we foresaw as the CNI error it is for the caller; anything else is returned as it is. */
export function toCniError(error: unknown): unknown {
  if (!(error instanceof MultiNicError)) return error;
  const code = codes[error.code] ?? cniErrorCodes.io;
  return new CniError(code, error.message, '', { cause: error });
}

/**
 * Milliseconds that a call may take, after its failure or its deadline, to undo one thing that it began; what then is left is the
 * collector's.
 */
export const cleanUpMs = 20_000;

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** @throws CniError `tryAgain` when the caller has given up: what was begun must then be undone */
export function checkAlive(signal: AbortSignal): void {
  if (!signal.aborted) return;
  const message = 'the caller gave up or the deadline passed; everything was undone, try again';
  throw new CniError(cniErrorCodes.tryAgain, message);
}
