import { kinds } from '../api/group.ts';
import type { Config, ConfigObjectStatus, DaemonSet } from '../api/config-types.ts';
import type { Condition } from '../api/types.ts';
import { ownershipFinding, partFindings, waitingForDeletion } from './config/checks.ts';
import { daemonSetName, daemonSetOf } from './config/daemon-set.ts';
import type { ConfigObserved, LiveConfig } from './config/observed.ts';
import { refusedPods, shownLength } from './config/refused-pods.ts';
import { type Rollout, rolloutOf } from './config/rollout.ts';
import { configStatus } from './config/status.ts';
import { noteChanges, type Verdict } from './network/conditions.ts';
import type { Desired, Finding } from './types.ts';

/**
 * One Config to the DaemonSet of its node agents. It keeps no finalizer: the DaemonSet goes with it, and what is on the
 * nodes stays until it is asked to go, by an annotation that the agents follow.
 */
export function reconcileConfig(observed: ConfigObserved): Desired<ConfigObjectStatus> {
  const { config } = observed;
  const nothing = { children: [], finalizer: false, events: [] };
  if (config === undefined || config.metadata.deletionTimestamp !== undefined) return nothing;
  return reconcileLive({ ...observed, config });
}

/** The DaemonSets that are this Config's, or upstream's for it: what of them is not asked for is deleted. */
export function ownDaemonSets({
  config,
  daemonSet,
}: Pick<ConfigObserved, 'config' | 'daemonSet'>): readonly DaemonSet[] {
  if (config === undefined || daemonSet === undefined) return [];
  return ownershipFinding({ config, daemonSet }) === undefined ? [daemonSet] : [];
}

const lookAgainMs = 10_000;

function reconcileLive(observed: LiveConfig): Desired<ConfigObjectStatus> {
  const { config, now, daemonSet, namespace } = observed;
  const foreign = ownershipFinding(observed);
  const desired = daemonSetOf(config, namespace);
  const rollout = rolloutOf(desired, foreign === undefined ? daemonSet : undefined);
  const verdict = judge(observed, foreign, rollout);
  const say = (said: Verdict) => {
    const { status, requeueAfterMs } = configStatus({
      config,
      now,
      daemonSet,
      rollout,
      verdict: said,
    });
    const events = noteChanges(config.status?.conditions, told(status));
    return { status, events, requeueAfterMs };
  };
  const { status, events, requeueAfterMs } = say(verdict);
  return {
    children: foreign === undefined ? [desired] : [],
    status,
    finalizer: false,
    events,
    whenRefused: (why) => say(withRefusal(verdict, config, why)),
    ...again(foreign === undefined ? requeueAfterMs : lookAgainMs),
    ...confirmed(observed),
  };
}

function judge(
  observed: LiveConfig,
  foreign: Finding | undefined,
  { pending, ready }: Rollout,
): Verdict {
  const { name } = observed.config.metadata;
  const message = `Config ${name}: all ${ready} node agents are ready`;
  const waits = foreign?.reason === waitingForDeletion;
  const refused = foreign === undefined ? refusedPods(observed) : undefined;
  const findings = [waits ? undefined : foreign, refused].filter((one) => one !== undefined);
  return {
    stalled: [...findings, ...partFindings(observed)],
    progressing: waits || foreign === undefined ? (foreign ?? pending) : undefined,
    ready: { reason: 'Ready', message },
  };
}

/** What the API server says names the request; the pods that are there go on. */
function withRefusal(verdict: Verdict, { metadata }: Config, why: readonly string[]): Verdict {
  const [first = ''] = why;
  const message = `Config ${metadata.name}: its DaemonSet is refused: ${first.slice(0, shownLength)}; what refuses it must let it pass, or correct spec.daemon`;
  return { ...verdict, stalled: [{ reason: 'DaemonSetRefused', message }, ...verdict.stalled] };
}

/** Which Config is in force is no news: its name says it. */
function told({ conditions = [] }: ConfigObjectStatus): readonly Condition[] {
  return conditions.filter(({ type }) => type !== 'InForce');
}

function again(ms: number | undefined): { readonly requeueAfterMs?: number } {
  return ms === undefined ? {} : { requeueAfterMs: ms };
}

/** Somebody may have made one of that name in this moment: the API server is asked before ours is laid over it. */
function confirmed({ config, daemonSet, namespace }: LiveConfig) {
  if (daemonSet !== undefined) return {};
  const name = daemonSetName(config);
  return { confirmAbsent: [{ kind: kinds.daemonSet, name, namespace }] };
}
