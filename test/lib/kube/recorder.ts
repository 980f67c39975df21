import type { KubeObject } from '../../../lib/api/types.ts';
import type { KubeWriter } from '../../../lib/kube/client.ts';
import { describeRef, refOf } from '../../../lib/kube/paths.ts';
import type { ObjectRef } from '../../../lib/kube/types.ts';

export type Recorder = {
  readonly api: KubeWriter;
  /** `verb Kind name`, in order of the requests. */
  readonly did: readonly string[];
  /** What was sent, in the same order. */
  readonly sent: readonly KubeObject[];
};

export type RecorderOptions = {
  /** What `get` finds. */
  readonly there?: readonly KubeObject[];
  /** Fails a request, by its line in `did`. */
  readonly fail?: (line: string) => Error | undefined;
  /** What the server makes of an applied object. */
  readonly keeps?: (object: KubeObject) => KubeObject;
};

/** An API that remembers what was asked of it and answers every write with what it was sent. */
export function recorder({ there = [], fail, keeps = same }: RecorderOptions = {}): Recorder {
  const did: string[] = [];
  const sent: KubeObject[] = [];
  const record = async (verb: string, ref: ObjectRef): Promise<void> => {
    const line = `${verb} ${describeRef(ref)}`;
    did.push(line);
    const error = fail?.(line);
    if (error !== undefined) throw error;
  };
  const write =
    (verb: string, answer: (object: KubeObject) => KubeObject) =>
    async <T extends KubeObject>(object: T): Promise<T> => {
      sent.push(object);
      await record(verb, refOf(object));
      return answer(object) as T;
    };
  const api: KubeWriter = {
    get: async <T extends KubeObject>(ref: ObjectRef) => {
      await record('get', ref);
      const found = there.find((one) => describeRef(refOf(one)) === describeRef(ref));
      return found as T | undefined;
    },
    list: unused,
    watch: unused,
    create: write('create', same),
    apply: (object, options) =>
      write(options?.subresource === 'status' ? 'status' : 'apply', keeps)(object),
    replace: write('replace', same),
    takeOver: (ref, uid) => record(`takeOver ${uid}`, ref),
    mergePatch: unused,
    remove: (ref, uid) => record(`remove ${uid}`, ref),
  };
  return { api, did, sent };
}

const same = (object: KubeObject): KubeObject => object;

const unused = (): never => {
  throw new Error('not asked for in these tests');
};
