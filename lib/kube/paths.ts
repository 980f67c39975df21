import type { Kind } from '../api/group.ts';
import { kinds } from '../api/group.ts';
import type { KubeObject } from '../api/types.ts';
import type { ListOptions, ObjectRef } from './types.ts';

type Query = Readonly<Record<string, string | undefined>>;

/** Path of a collection: of one namespace where it is given, else of the whole cluster. */
export function collectionPath(kind: Kind, namespace?: string): string {
  const root = kind.apiVersion.includes('/') ? '/apis' : '/api';
  const scope = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}/${kind.apiVersion}${scope}/${kind.plural}`;
}

export function objectPath({ kind, name, namespace }: ObjectRef): string {
  return `${collectionPath(kind, namespace)}/${encodeURIComponent(name)}`;
}

/** Leaves out what is undefined; '' when nothing is left. */
export function queryText(query: Query): string {
  const given = Object.entries(query).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

export function selectors({ labelSelector, fieldSelector }: ListOptions): Query {
  return { labelSelector, fieldSelector };
}

const table = new Map<string, Kind>(
  Object.values(kinds).map((kind) => [`${kind.apiVersion} ${kind.kind}`, kind]),
);

/** Where an object lives. An object of a kind that `kinds` does not list is a mistake of the program. */
export function refOf(object: KubeObject): ObjectRef {
  const kind = table.get(`${object.apiVersion} ${object.kind}`);
  if (kind === undefined) {
    throw new Error(`${object.apiVersion} ${object.kind} is in no row of lib/api/group.ts: add it`);
  }
  const { name, namespace } = object.metadata;
  return namespace === undefined ? { kind, name } : { kind, name, namespace };
}

/** `Kind namespace/name`, for messages. */
export function describeRef({ kind, name, namespace }: ObjectRef): string {
  return `${kind.kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
