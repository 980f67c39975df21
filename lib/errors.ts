/** A failure we foresaw: `code` is stable and documented, `message` names the object and the remedy. */
export class MultiNicError extends Error {
  override readonly name = 'MultiNicError';
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Every code has a row in the README; a test holds the two together. */
export const errorCodes = {
  CONFIG_INVALID: 'a setting of the program has a value that it cannot work with',
  COMMAND_FAILED: 'a command on the node (ip, a delegate) failed or did not end in time',
  KERNEL_ANSWER: 'the kernel or iproute2 answered something that could not be read',
  JOURNAL_UNUSABLE: 'the attachment journal cannot be read or written',
  API_REFUSED: 'the API server refused a request',
  API_UNREACHABLE: 'the API server did not answer',
} as const;

export type ErrorCode = keyof typeof errorCodes;
