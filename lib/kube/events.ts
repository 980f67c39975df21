import { randomUUID } from 'node:crypto';
import { kinds } from '../api/group.ts';
import type { KubeObject } from '../api/types.ts';
import type { Log } from '../log.ts';
import type { EventNote } from '../reconcile/types.ts';
import type { KubeApi } from './types.ts';

export type TellerOptions = {
  readonly api: Pick<KubeApi, 'create' | 'apply'>;
  /** `reportingComponent`: which program says it. */
  readonly component: string;
  /** `reportingInstance`: which replica of it. */
  readonly instance: string;
  readonly now: () => Date;
  readonly log: Log;
};

/** Events that are remembered, so that a repeated one counts up instead of making another. */
const remembered = 1_000;

type Told = { readonly name: string; readonly first: string; readonly count: number };

/**
 * Makes core/v1 Events for `kubectl describe`, in namespace `default` for an object without namespace. A note that was
 * told before counts up. Best effort: a failure is logged, because an Event must never keep the work from going on.
 */
export function createTeller(
  options: TellerOptions,
): (parent: KubeObject, notes: readonly EventNote[]) => Promise<void> {
  const told = new Map<string, Told>();
  return async (parent, notes) => {
    for (const note of notes) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- in the order in which they happened
        await tellOne(options, told, parent, note);
      } catch (error) {
        options.log.warn('event not written', { object: parent.metadata.name, note, error });
      }
    }
  };
}

async function tellOne(
  options: TellerOptions,
  told: Map<string, Told>,
  parent: KubeObject,
  note: EventNote,
): Promise<void> {
  const key = JSON.stringify([parent.kind, parent.metadata.uid, note]);
  const before = told.get(key);
  const time = options
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');
  const now: Told =
    before === undefined
      ? { name: eventName(parent), first: time, count: 1 }
      : { ...before, count: before.count + 1 };
  const event = eventObject(options, { parent, note, told: now, time });
  await (before === undefined ? options.api.create(event) : options.api.apply(event));
  remember(told, key, now);
}

function remember(told: Map<string, Told>, key: string, value: Told): void {
  told.delete(key);
  told.set(key, value);
  const oldest = told.keys().next();
  if (told.size > remembered && !oldest.done) told.delete(oldest.value);
}

function eventName({ metadata }: KubeObject): string {
  return `${metadata.name.slice(0, 200)}.${randomUUID().slice(0, 13)}`;
}

type Facts = {
  readonly parent: KubeObject;
  readonly note: EventNote;
  readonly told: Told;
  readonly time: string;
};

/** `v1.Event`, which has no spec: its fields stand at the top. */
function eventObject(options: TellerOptions, { parent, note, told, time }: Facts): KubeObject {
  const { apiVersion, kind } = kinds.event;
  const { name, namespace, uid, resourceVersion } = parent.metadata;
  const involvedObject = {
    apiVersion: parent.apiVersion,
    kind: parent.kind,
    name,
    namespace,
    uid,
    resourceVersion,
  };
  const event = {
    apiVersion,
    kind,
    metadata: { name: told.name, namespace: namespace ?? 'default' },
    involvedObject,
    ...note,
    source: { component: options.component },
    reportingComponent: options.component,
    reportingInstance: options.instance,
    action: note.reason,
    firstTimestamp: told.first,
    lastTimestamp: time,
    count: told.count,
  };
  return event;
}
