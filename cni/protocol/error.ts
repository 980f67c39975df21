import type { JsonObject } from './types.ts';

/** What a plugin prints when it fails: `message` names field, reason and remedy; `details` has the evidence. */
export class CniError extends Error {
  override readonly name = 'CniError';
  readonly code: number;
  readonly details: string;
  constructor(code: number, message: string, details = '', options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}

/** The error object of the specification, `cniVersion` being the request's or ours when that is unknown. */
export function renderError(error: CniError, cniVersion: string): JsonObject {
  const details = error.details === '' ? {} : { details: error.details };
  return { cniVersion, code: error.code, msg: error.message, ...details };
}
