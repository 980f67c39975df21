import { findCondition, setCondition } from '../../api/meta.ts';
import type { Condition, KubeObject } from '../../api/types.ts';
import type { EventNote, Finding } from '../types.ts';

/** What is to be said of a network, before it becomes conditions. */
export type Verdict = {
  /** What only a person can put right; empty when nothing. */
  readonly stalled: readonly Finding[];
  /** What will go on by itself. */
  readonly progressing: Finding | undefined;
  /** Said when neither holds. */
  readonly ready: Finding;
};

/** Whatever has conditions of these types. */
type Parent = Pick<KubeObject, 'metadata'> & {
  readonly status?: { readonly conditions?: readonly Condition[] };
};

type Said = Omit<Condition, 'lastTransitionTime'>;

/**
 * Ready, Progressing and Stalled: Ready only when nothing is amiss and nothing is pending; Stalled only when a person must
 * act. `kubectl wait --for=condition=Ready` works on them, and observedGeneration says which spec they speak of. A network
 * that was Ready stays so while the routes to a host that joins are on their way: they are Progressing, and the pods that
 * are there miss nothing.
 */
export function sayConditions(parent: Parent, verdict: Verdict, now: string): readonly Condition[] {
  const { generation } = parent.metadata;
  const seen = generation === undefined ? {} : { observedGeneration: generation };
  return statements(verdict, isJoinOnly(parent, verdict)).reduce<readonly Condition[]>(
    (list, said) => setCondition(list, { ...said, ...seen }, now),
    parent.status?.conditions ?? [],
  );
}

function isJoinOnly({ metadata, status }: Parent, { progressing }: Verdict): boolean {
  const before = findCondition(status?.conditions, 'Ready');
  return (
    progressing?.reason === waitingForRoutes &&
    before?.status === 'True' &&
    before.observedGeneration === metadata.generation
  );
}

function statements({ stalled, progressing, ready }: Verdict, joinOnly: boolean): readonly Said[] {
  const [first] = stalled;
  const trouble =
    first === undefined ? undefined : { reason: first.reason, message: joinMessages(stalled) };
  const against = trouble ?? (joinOnly ? undefined : progressing);
  return [
    { type: 'Ready', status: against === undefined ? 'True' : 'False', ...(against ?? ready) },
    {
      type: 'Progressing',
      status: progressing === undefined ? 'False' : 'True',
      ...(progressing ?? { reason: 'Settled', message: 'nothing is pending' }),
    },
    {
      type: 'Stalled',
      status: trouble === undefined ? 'False' : 'True',
      ...(trouble ?? { reason: 'NothingToDo', message: 'nothing needs a person' }),
    },
  ];
}

/** Hosts try again by themselves, but a person should look. */
export const failedRoutes = 'RoutesFailed';

/** Hosts have blocks and have not said yet that they have the routes. */
export const waitingForRoutes = 'WaitingForRoutes';

/** Ready, but NICs or host networks that the network asks for are not there to be used. */
export const nicsLeftOut = 'NicsLeftOut';

const shownFindings = 4;

export function joinMessages(findings: readonly Finding[]): string {
  const shown = findings.slice(0, shownFindings).map(({ message }) => message);
  const more = findings.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** One Event per new (reason, message), and only when a condition's status or reason is another than before. */
export function noteChanges(
  before: readonly Condition[] | undefined,
  after: readonly Condition[],
): readonly EventNote[] {
  const changed = after.filter((condition) => {
    const old = findCondition(before, condition.type);
    return old?.status !== condition.status || old.reason !== condition.reason;
  });
  const telling = changed.filter(({ type, status }) => status === 'True' || type === 'Ready');
  const stalled = after.some(({ type, status }) => type === 'Stalled' && status === 'True');
  const notes = telling.map(({ type, reason, message }): EventNote => {
    const bad =
      reason === failedRoutes || reason === nicsLeftOut || (stalled && type !== 'Progressing');
    return { type: bad ? 'Warning' : 'Normal', reason, message };
  });
  const distinct = new Map(notes.map((note) => [`${note.reason} ${note.message}`, note]));
  return [...distinct.values()];
}
