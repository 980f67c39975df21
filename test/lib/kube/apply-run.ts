import { expect } from 'chai';

import { kinds } from '../../../lib/api/group.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import { applyDecision } from '../../../lib/kube/apply.ts';
import type { Log } from '../../../lib/log.ts';
import type { Decision, Reconciler } from '../../../lib/reconcile/types.ts';
import { type Recorder, recorder, type RecorderOptions } from './recorder.ts';

export const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
export const row: Reconciler = {
  parent: kinds.network,
  finalizer: 'ours',
  related: [],
  guarded: [kinds.cidr],
  decide: () => expect.fail('not called'),
};

export const object = (kind: string, name: string, extra: object = {}): KubeObject => ({
  apiVersion: 'multinic.fms.io/v1',
  kind,
  metadata: { name, uid: `uid-${name}`, resourceVersion: '5' },
  ...extra,
});
/** As a reconciler wants it, without what the server gives. */
export const bare = (kind: string, name: string, spec: unknown = {}): KubeObject => ({
  apiVersion: 'multinic.fms.io/v1',
  kind,
  metadata: { name },
  spec,
});
export const network = object('MultiNicNetwork', 'net', { spec: {} });
export const withFinalizer: KubeObject = {
  ...network,
  metadata: { ...network.metadata, finalizers: ['theirs', 'ours'] },
};
export const decision = (
  desired: Partial<Decision['desired']>,
  rest: Partial<Decision> = { parent: withFinalizer },
): Decision => ({
  children: [],
  ...rest,
  desired: { children: [], finalizer: true, events: [], ...desired },
});

type Run = Recorder & { readonly written: readonly KubeObject[]; readonly told: readonly string[] };

/** One pass over a recording API, to its end or its error. */
export async function run(
  given: Decision,
  options: RecorderOptions = {},
): Promise<Run & { error: unknown }> {
  const recording = recorder(options);
  const written: KubeObject[] = [];
  const told: string[] = [];
  const pass = applyDecision(
    {
      api: recording.api,
      onWritten: (one) => written.push(one),
      tell: async (_parent, notes) => void told.push(...notes.map(({ reason }) => reason)),
      log: silent,
    },
    row,
    'net',
    given,
  );
  const error = await pass.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { ...recording, written, told, error };
}
