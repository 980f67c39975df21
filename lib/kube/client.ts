import type { KubeConfig } from '@kubernetes/client-node';
import type { Kind } from '../api/group.ts';
import type { KubeObject, ObjectMeta } from '../api/types.ts';
import { isGone, isNotFound, unreachable } from './errors.ts';
import { collectionPath, objectPath, queryText, refOf, selectors } from './paths.ts';
import { received } from './received.ts';
import { type ManagedFields, takenOver } from './take-over.ts';
import { type Call, createTransport, nameOf, type Transport } from './transport.ts';
import type { KubeApi, Listed, ListOptions, ObjectRef, WatchEvent } from './types.ts';
import { readEvents } from './watch.ts';

/** `KubeApi` and what not every program needs. */
export type KubeWriter = KubeApi & {
  /**
   * PUT: the object becomes exactly this one, unless it is no longer the version that `metadata.resourceVersion` names
   * (409). Takes away what server-side apply leaves because another field manager holds it too.
   */
  replace<T extends KubeObject>(object: T): Promise<T>;
  /**
   * Makes what others wrote into that very object by update our own, so that the next `apply` takes out what it does not
   * ask for. The object itself stays as it is.
   */
  takeOver(ref: ObjectRef, uid: string): Promise<void>;
  /**
   * JSON merge patch (RFC 7386): changes the fields that are in it and no other, whatever the object's version; for fields of
   * an object whose other fields have other writers. With `metadata.uid` in it an object made anew under the name is left
   * alone (422).
   */
  mergePatch<T extends KubeObject>(
    ref: ObjectRef,
    patch: object,
    options?: { readonly subresource?: 'status' },
  ): Promise<T>;
};

export type ClientOptions = {
  readonly kubeConfig: KubeConfig;
  /** Whose fields those are that we write; also the user agent, so that the server's audit log tells who asked. */
  readonly fieldManager: string;
  /** For one request and its whole answer. @default 30000 */
  readonly requestTimeoutMs?: number;
  /** A watch without a byte for so long is dead. @default 150000 */
  readonly idleMs?: number;
  /** Objects per page of a list. @default 500 */
  readonly pageSize?: number;
};

/** The API server through HTTP. See `KubeApi` for what each method promises. */
export function createKubeApi(options: ClientOptions): KubeWriter {
  const { fieldManager, pageSize = 500 } = options;
  const transport = createTransport({
    kubeConfig: options.kubeConfig,
    userAgent: fieldManager,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    idleMs: options.idleMs ?? 150_000,
  });
  return {
    get: (ref) => readOne(transport, { method: 'GET', path: objectPath(ref) }, ref.kind),
    list: (kind, listOptions = {}) => listAll(transport, kind, { ...listOptions, pageSize }),
    watch: (kind, watchOptions) => watchKind(transport, kind, watchOptions),
    ...writers(transport, fieldManager),
  };
}

function writers(transport: Transport, fieldManager: string): Writers {
  const write = async <T extends KubeObject>(object: T, call: Omit<Call, 'body'>): Promise<T> =>
    received(refOf(object).kind, await transport.json({ ...call, body: object })) as T;
  return {
    create: (object) => {
      const { kind, namespace } = refOf(object);
      const path = collectionPath(kind, namespace) + queryText({ fieldManager });
      return write(object, { method: 'POST', path });
    },
    apply: (object, { subresource } = {}) => {
      const base = objectPath(refOf(object)) + (subresource === undefined ? '' : `/${subresource}`);
      const path = base + queryText({ fieldManager, force: 'true' });
      return write(object, { method: 'PATCH', path, contentType: 'application/apply-patch+yaml' });
    },
    replace: (object) => {
      const path = objectPath(refOf(object)) + queryText({ fieldManager });
      return write(object, { method: 'PUT', path });
    },
    takeOver: (ref, uid) => takeOver(transport, { ref, uid, fieldManager }),
    mergePatch: async <T extends KubeObject>(
      ref: ObjectRef,
      body: object,
      { subresource }: { readonly subresource?: 'status' } = {},
    ) => {
      const base = objectPath(ref) + (subresource === undefined ? '' : `/${subresource}`);
      const path = base + queryText({ fieldManager });
      const contentType = 'application/merge-patch+json';
      const answer = await transport.json({ method: 'PATCH', path, contentType, body });
      return received(ref.kind, answer) as T;
    },
    remove: async (ref, uid) => {
      const body = { preconditions: { uid }, propagationPolicy: 'Background' };
      await tolerateNotFound(transport.json({ method: 'DELETE', path: objectPath(ref), body }));
    },
  };
}

type Writers = Pick<
  KubeWriter,
  'create' | 'apply' | 'replace' | 'takeOver' | 'mergePatch' | 'remove'
>;

type TakeOver = { readonly ref: ObjectRef; readonly uid: string; readonly fieldManager: string };

/** `received` drops the managers of an object, so it is asked for as it is. */
async function takeOver(transport: Transport, { ref, uid, fieldManager }: TakeOver): Promise<void> {
  const path = objectPath(ref);
  const answer = await transport.json({ method: 'GET', path });
  const { metadata } = answer as { metadata: ObjectMeta & { managedFields?: ManagedFields[] } };
  const managers = takenOver(metadata.managedFields ?? [], fieldManager, ref.kind.apiVersion);
  if (managers === undefined) return;
  const { resourceVersion } = metadata;
  await transport.json({
    method: 'PATCH',
    path: path + queryText({ fieldManager }),
    contentType: 'application/merge-patch+json',
    body: { metadata: { uid, resourceVersion, managedFields: managers } },
  });
}

async function readOne<T extends KubeObject>(
  transport: Transport,
  call: Call,
  kind: Kind,
): Promise<T | undefined> {
  const answer = await tolerateNotFound(transport.json(call));
  return answer === undefined ? undefined : (received(kind, answer) as T);
}

async function tolerateNotFound<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

type Page = {
  readonly items: readonly unknown[];
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
};

/**
 * A whole list of one moment. Pages after the first belong to the version of the first; when that version is compacted
 * away in between (410), the list is asked for once more in one piece.
 */
async function listAll<T extends KubeObject>(
  transport: Transport,
  kind: Kind,
  options: ListOptions & { readonly pageSize: number },
): Promise<Listed<T>> {
  try {
    return await listPages(transport, kind, options);
  } catch (error) {
    if (!isGone(error)) throw error;
    return listPages(transport, kind, { ...options, pageSize: 0 });
  }
}

async function listPages<T extends KubeObject>(
  transport: Transport,
  kind: Kind,
  options: ListOptions & { readonly pageSize: number },
): Promise<Listed<T>> {
  const items: T[] = [];
  const limit = options.pageSize === 0 ? undefined : String(options.pageSize);
  let next: string | undefined;
  for (;;) {
    const query = { ...selectors(options), limit, continue: next };
    const call: Call = {
      method: 'GET',
      path: collectionPath(kind, options.namespace) + queryText(query),
    };
    const page = checkPage(call, await transport.json(call));
    for (const item of page.items) items.push(received(kind, item) as T);
    next = page.metadata.continue;
    if (next === undefined || next === '') {
      return { items, resourceVersion: page.metadata.resourceVersion };
    }
  }
}

/** A proxy's empty 200 must never look like an empty list: what is not in a list gets dropped. */
function checkPage(call: Call, answer: unknown): Page {
  const page = answer as Partial<Page> | null;
  const complete = Array.isArray(page?.items) && typeof page.metadata?.resourceVersion === 'string';
  if (!complete) throw unreachable(nameOf(call), new Error('the answer is no list'));
  return page as Page;
}

async function* watchKind<T extends KubeObject>(
  transport: Transport,
  kind: Kind,
  options: ListOptions & { readonly resourceVersion: string; readonly signal: AbortSignal },
): AsyncGenerator<WatchEvent<T>> {
  const { namespace, resourceVersion, signal } = options;
  // Spread, so that the watches of many clients do not end together.
  const timeoutSeconds = String(300 + Math.floor(Math.random() * 300));
  const query = {
    ...selectors(options),
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion,
    timeoutSeconds,
  };
  const call: Call = { method: 'GET', path: collectionPath(kind, namespace) + queryText(query) };
  try {
    const stream = await transport.stream(call, signal);
    stream.setEncoding('utf8');
    for await (const event of readEvents<T>(nameOf(call), kind, stream)) {
      if (signal.aborted) return;
      yield event;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
