import PQueue from 'p-queue';
import type { KubeObject } from '../api/types.ts';
import type { Log } from '../log.ts';
import type { Decision, EventNote, Reconciler } from '../reconcile/types.ts';
import type { KubeWriter } from './client.ts';
import { isAsDesired, wholeSpec } from './difference.ts';
import { isRefusal } from './errors.ts';
import { describeRef, refOf } from './paths.ts';
import { type Plan, planDecision, type Write } from './plan.ts';
import { firstMissing } from './shared.ts';
import type { ObjectRef } from './types.ts';

export type ApplyOptions = {
  readonly api: KubeWriter;
  /** Every answer of a write, for the stores. */
  readonly onWritten: (object: KubeObject) => void;
  /** After everything else was written; best effort, so it cannot fail. */
  readonly tell: (parent: KubeObject, events: readonly EventNote[]) => Promise<void>;
  readonly log: Log;
};

/** The decision rested on the absence of something that is there: look again, write nothing. */
export class NotAbsent extends Error {
  override readonly name = 'NotAbsent';
}

/** Writes of one pass at a time; a network of 5,000 hosts has 40,000 pools. */
const concurrency = 16;

/**
 * Makes a decision true. Absence that it rests on is confirmed first. A failed write never keeps another one from being
 * tried, except among the guarded, and never lets the finalizer or the parent go.
 *
 * @throws NotAbsent; the failure of the finalizer or of a guarded write; AggregateError of all other failures
 */
export async function applyDecision(
  options: ApplyOptions,
  reconciler: Reconciler,
  key: string,
  decision: Decision,
): Promise<void> {
  const plan = planDecision(reconciler, decision);
  await confirmAbsence(options, absences(reconciler, key, decision, plan));
  if (plan.addFinalizer !== undefined) await replace(options, plan.addFinalizer);
  for (const write of plan.guarded) {
    // oxlint-disable-next-line no-await-in-loop -- the order is the decision's
    await runWrite(options, write);
  }
  const refused = await tryAll(plan.writes, (write) => runWrite(options, write));
  const failures = [
    ...refused,
    ...(await tryAll(plan.removals, (child) => remove(options, child, 'not desired'))),
    ...(await tryAll([told(decision, refused)], (said) => writeStatus(options, reconciler, said))),
  ];
  if (failures.length > 0) {
    const what = `${reconciler.parent.kind} ${key}: ${failures.length} writes failed`;
    throw new AggregateError(failures, what);
  }
  await finish(options, plan, decision);
}

/** The decision with what it says of children that the API server refused. */
function told(decision: Decision, failures: readonly unknown[]): Decision {
  const { whenRefused } = decision.desired;
  const why = failures.filter(isRefusal).map(({ message }) => message);
  if (whenRefused === undefined || why.length === 0) return decision;
  const { status, events } = whenRefused(why);
  return { ...decision, desired: { ...decision.desired, status, events } };
}

/** A parent that only our store does not have must be asked for before its children are taken away. */
function absences(
  reconciler: Reconciler,
  key: string,
  { parent, desired }: Decision,
  { removals }: Plan,
): readonly ObjectRef[] {
  const orphaned = parent === undefined && removals.length > 0;
  const parentRef = orphaned ? [{ kind: reconciler.parent, name: key }] : [];
  return [...parentRef, ...(desired.confirmAbsent ?? [])];
}

async function confirmAbsence(options: ApplyOptions, refs: readonly ObjectRef[]): Promise<void> {
  for (const ref of refs) {
    // oxlint-disable-next-line no-await-in-loop -- the first that is there ends it
    const found = await options.api.get(ref);
    if (found === undefined) continue;
    options.onWritten(found);
    throw new NotAbsent(`${describeRef(ref)} is there although it was not listed: looking again`);
  }
}

async function tryAll<T>(
  items: readonly T[],
  run: (item: T) => Promise<void>,
): Promise<readonly unknown[]> {
  const queue = new PQueue({ concurrency });
  const results = await Promise.allSettled(items.map((item) => queue.add(() => run(item))));
  return results.filter((result) => result.status === 'rejected').map((result) => result.reason);
}

async function runWrite(options: ApplyOptions, write: Write): Promise<void> {
  const { api, onWritten, log } = options;
  const name = describeRef(refOf(write.object));
  if (write.verb === 'create') {
    onWritten(await api.create(write.object));
    return log.info('created', { object: name });
  }
  if (write.verb === 'share') return share(options, write);
  const answer = await api.apply(write.object);
  onWritten(answer);
  log.info('updated', { object: name });
  if (!isAsDesired(answer, write.object)) await overwrite(options, write.object, answer);
}

async function share(
  { api, onWritten, log }: ApplyOptions,
  { object, takeOver }: Extract<Write, { verb: 'share' }>,
): Promise<void> {
  const ref = refOf(object);
  if (takeOver !== undefined) {
    await api.takeOver(ref, takeOver);
    log.info('taken over', { object: describeRef(ref) });
  }
  const answer = await api.apply(object);
  onWritten(answer);
  log.info('applied', { object: describeRef(ref) });
  const missing = firstMissing(answer.spec, object.spec, 'spec');
  if (missing === undefined) return;
  throw new Error(
    `${describeRef(ref)}: ${missing} is not as it was applied: an admission webhook or an API server that is older than this version changes it; exempt the object from it`,
  );
}

/**
 * Server-side apply leaves a field that we no longer want as long as another manager holds it, and whoever created the
 * object holds all that it had then. The whole spec is ours, so it is put in place.
 */
async function overwrite(
  options: ApplyOptions,
  desired: KubeObject,
  answer: KubeObject,
): Promise<void> {
  const replaced = await replace(options, { ...answer, spec: wholeSpec(answer, desired) });
  if (isAsDesired(replaced, desired)) return;
  throw new Error(
    `${describeRef(refOf(desired))}: the API server keeps another spec than it was sent: its CustomResourceDefinition drops or adds fields; install the one of this version`,
  );
}

async function replace({ api, onWritten }: ApplyOptions, object: KubeObject): Promise<KubeObject> {
  const answer = await api.replace(object);
  onWritten(answer);
  return answer;
}

async function remove(
  { api, log }: ApplyOptions,
  object: KubeObject,
  because: string,
): Promise<void> {
  const { uid } = object.metadata;
  if (uid === undefined) throw new Error(`${describeRef(refOf(object))} has no UID: not deleted`);
  await api.remove(refOf(object), uid);
  log.info('deleted', { object: describeRef(refOf(object)), because });
}

async function writeStatus(
  options: ApplyOptions,
  reconciler: Reconciler,
  decision: Decision,
): Promise<void> {
  const plan = planDecision(reconciler, decision);
  // Replacing the parent at the version seen comes next: it must still be that version.
  if (plan.status !== undefined && plan.dropFinalizer === undefined) {
    options.onWritten(await options.api.apply(plan.status, { subresource: 'status' }));
  }
  if (decision.parent !== undefined) await options.tell(decision.parent, decision.desired.events);
}

async function finish(
  options: ApplyOptions,
  plan: Plan,
  { parent, desired }: Decision,
): Promise<void> {
  if (plan.dropFinalizer !== undefined) await replace(options, plan.dropFinalizer);
  if (desired.removeParent === undefined || parent === undefined) return;
  await remove(options, parent, desired.removeParent.because);
}
