import { CniError } from './error.ts';
import { cniErrorCodes } from './types.ts';

/** Of a payload, in either direction. The shim has the same number. */
export const frameLimit = 1024 * 1024;
const headerLength = 4;

/**
 * One frame of the socket: length of the payload as 4 bytes big-endian, then the payload.
 * @throws CniError `io` above the limit: the other side would refuse it
 */
export function encodeFrame(payload: Uint8Array): Uint8Array {
  if (payload.length > frameLimit) throw tooLarge(payload.length, cniErrorCodes.io);
  const frame = new Uint8Array(headerLength + payload.length);
  new DataView(frame.buffer).setUint32(0, payload.length);
  frame.set(payload, headerLength);
  return frame;
}

/** Takes chunks as they come; answers the payload once, when its last byte is there. */
export type FrameReader = (chunk: Uint8Array) => Uint8Array | undefined;

/**
 * Reads one frame. Memory follows what has arrived, never what the header promises.
 * @throws CniError `decode` for a length above the limit, or more bytes than announced
 */
export function frameReader(): FrameReader {
  const chunks: Uint8Array[] = [];
  let received = 0;
  return (chunk) => {
    chunks.push(chunk);
    received += chunk.length;
    if (received < headerLength) return undefined;
    const wanted = new DataView(merge(chunks, headerLength).buffer).getUint32(0);
    if (wanted > frameLimit) throw tooLarge(wanted, cniErrorCodes.decode);
    if (received > headerLength + wanted) throw tooMuch(received - headerLength, wanted);
    return received < headerLength + wanted
      ? undefined
      : merge(chunks, received).slice(headerLength);
  };
}

/** The first `length` bytes of the chunks. */
function merge(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    if (at === length) break;
    const part = chunk.subarray(0, length - at);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function tooLarge(length: number, code: number): CniError {
  return new CniError(
    code,
    `frame: ${length} bytes are more than the limit of ${frameLimit}; shorten the network configuration`,
  );
}

function tooMuch(length: number, wanted: number): CniError {
  return new CniError(
    cniErrorCodes.decode,
    `frame: ${length} bytes came where ${wanted} were announced; a connection carries one request`,
  );
}
