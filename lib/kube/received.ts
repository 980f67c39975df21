import type { Kind } from '../api/group.ts';
import type { KubeObject } from '../api/types.ts';

/**
 * An object as the server sent it, with what it leaves out and without what nobody reads: items of a list of a built-in
 * kind have neither kind nor apiVersion, and `managedFields` are half of the bytes of an object that is kept in memory.
 */
export function received(kind: Kind, raw: unknown): KubeObject {
  const object = raw as { metadata?: { managedFields?: unknown } };
  delete object.metadata?.managedFields;
  const { apiVersion, kind: name } = kind;
  return { apiVersion, kind: name, ...object } as KubeObject;
}
