import { CniError } from './error.ts';
import { cniErrorCodes } from './types.ts';

/** What the shim sends, before anything of it is judged. */
export type Call = {
  /** The name that the shim was called by. */
  readonly plugin: string;
  /** The CNI_* variables; of a variable that comes twice the later value, as in Go's os/exec. */
  readonly env: ReadonlyMap<string, string>;
  readonly stdin: Uint8Array;
};

/** What the shim does with the agent's answer: print `stdout`, exit with `status` (0 to 255). */
export type Answer = { readonly status: number; readonly stdout: string };

const encoder = new TextEncoder();

/** Payload of a request frame: strings that end with NUL, an empty one, then stdin as it is. */
export function encodeCall({ plugin, env, stdin }: Call): Uint8Array {
  const variables = [...env].map(([key, value]) => `${key}=${value}\0`);
  const head = encoder.encode(`plugin=${plugin}\0${variables.join('')}\0`);
  return concat(head, stdin);
}

/** @throws CniError `decode` without the empty string, `badEnvironment` for a string that is no UTF-8 `KEY=VALUE` */
export function decodeCall(payload: Uint8Array): Call {
  const strings: string[] = [];
  let at = 0;
  for (;;) {
    const end = payload.indexOf(0, at);
    if (end === -1) throw unterminated();
    if (end === at) break;
    strings.push(decodeText(payload.subarray(at, end)));
    at = end + 1;
  }
  const env = new Map(strings.map(splitVariable));
  const plugin = env.get('plugin') ?? '';
  env.delete('plugin');
  return { plugin, env, stdin: payload.subarray(at + 1) };
}

export function encodeAnswer({ status, stdout }: Answer): Uint8Array {
  return concat(Uint8Array.of(status), encoder.encode(stdout));
}

/** @throws CniError `decode` when not even a status is there */
export function decodeAnswer(payload: Uint8Array): Answer {
  const status = payload[0];
  if (status === undefined)
    throw new CniError(
      cniErrorCodes.decode,
      'answer: empty; shim and agent must be of one release',
    );
  return { status, stdout: new TextDecoder().decode(payload.subarray(1)) };
}

function splitVariable(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
  throw new CniError(
    cniErrorCodes.badEnvironment,
    `environment: ${JSON.stringify(text.slice(0, 64))} is not KEY=VALUE; shim and agent must be of one release`,
  );
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const start = new TextDecoder().decode(bytes.subarray(0, 64)).split('=')[0];
    const message = `${start ?? ''}: not valid UTF-8; the caller must give text`;
    throw new CniError(cniErrorCodes.badEnvironment, message, '', { cause });
  }
}

function unterminated(): CniError {
  return new CniError(
    cniErrorCodes.decode,
    'frame: the strings before the configuration have no end; shim and agent must be of one release',
  );
}

function concat(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}
