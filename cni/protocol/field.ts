import { CniError } from './error.ts';
import { cniErrorCodes, type Json, type JsonObject } from './types.ts';

/** Reads one value of the configuration; `path` is where it stands, for the message. */
export type Reader<T> = (value: Json, path: string) => T;

/** What is wrong with a field of the configuration: where, why, and what to write instead. */
export function badField(path: string, reason: string, remedy: string): CniError {
  return new CniError(cniErrorCodes.badConfig, `${path}: ${reason}; ${remedy}`);
}

/** A value as it may stand in a message: quoted, so that it cannot pretend to be our words, and short. */
export function quote(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** The field, or `undefined` when it is absent or null: Go writes null for an empty list. */
export function optional<T>(
  object: JsonObject,
  key: string,
  path: string,
  read: Reader<T>,
): T | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return value === undefined || value === null ? undefined : read(value, join(path, key));
}

/**
 * The object with the keys that are read spelled as they are read: Go, for which the standards were written, takes a key in any
 * case. Of several spellings of one key the last counts. Other keys stay as they are.
 */
export function foldKeys(object: JsonObject, known: readonly string[]): JsonObject {
  const spelled = new Map(known.map((key) => [key.toLowerCase(), key]));
  const folded = Object.entries(object).map(([key, value]) => {
    const own = Object.hasOwn(object, key) ? spelled.get(key.toLowerCase()) : undefined;
    return [own ?? key, value] as const;
  });
  return Object.fromEntries(folded);
}

/** An optional field as a part of an object literal: `{}` when it is absent. */
export function maybe<Key extends string, T>(
  object: JsonObject,
  key: Key,
  path: string,
  read: Reader<T>,
): { readonly [K in Key]?: T } {
  const value = optional(object, key, path, read);
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: T };
}

export function required<T>(object: JsonObject, key: string, path: string, read: Reader<T>): T {
  const value = optional(object, key, path, read);
  if (value === undefined) throw badField(join(path, key), 'missing', 'it is required');
  return value;
}

export const text: Reader<string> = (value, path) => {
  if (typeof value === 'string') return value;
  throw badField(path, `${quote(value)} is not a string`, 'write a string');
};

export const flag: Reader<boolean> = (value, path) => {
  if (typeof value === 'boolean') return value;
  throw badField(path, `${quote(value)} is not a boolean`, 'write true or false');
};

/** An integer from 0 that a JavaScript number holds exactly. */
export const count: Reader<number> = (value, path) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw badField(path, `${quote(value)} is not a whole number from 0`, 'write a number like 2');
};

export const object: Reader<JsonObject> = (value, path) => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as JsonObject;
  throw badField(path, `${quote(value)} is not an object`, 'write an object in braces');
};

export const list =
  <T>(read: Reader<T>): Reader<readonly T[]> =>
  (value, path) => {
    if (Array.isArray(value))
      return (value as readonly Json[]).map((item, index) => read(item, `${path}[${index}]`));
    throw badField(path, `${quote(value)} is not a list`, 'write a list in brackets');
  };

/** A plugin is executed by its type: a path in it would let a configuration choose any file of the host. */
export const pluginType: Reader<string> = (value, path) => {
  const type = text(value, path);
  if (/^[^/\\\0]+$/.test(type) && type !== '.' && type !== '..') return type;
  throw badField(path, `${quote(type)} is not a plugin name`, 'write a file name, without / or \\');
};

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
