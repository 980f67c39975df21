import { randomBytes } from 'node:crypto';

/** @param length bytes */
export function entropy(length: number): Uint8Array {
  return randomBytes(length);
}
