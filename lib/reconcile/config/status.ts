import { setCondition } from '../../api/meta.ts';
import { sameJson } from '../../api/same-json.ts';
import { defaultConfigName } from '../../api/node-agent.ts';
import type { Config, ConfigObjectStatus, DaemonSet, PodPart } from '../../api/config-types.ts';
import type { Condition } from '../../api/types.ts';
import { sayConditions, type Verdict } from '../network/conditions.ts';
import type { Rollout } from './rollout.ts';

export type ConfigStatusInput = {
  readonly config: Config;
  readonly now: string;
  readonly daemonSet: DaemonSet | undefined;
  readonly rollout: Rollout;
  readonly verdict: Verdict;
};

/** Every node watches its Config: while thousands of nodes become ready the counts move only so often. */
const countsEveryMs = 10_000;

/** Up to the tens of the seconds: ISO times with the same beginning lie in the same ten seconds. */
const tensOfSeconds = 'YYYY-MM-DDTHH:MM:S'.length;

/**
 * The status, and when to look again where it is held back. Conditions that change are told at once, counts and the
 * messages that name them once in ten seconds; `lastUpdateTime` moves only when something else does.
 */
export function configStatus(input: ConfigStatusInput): {
  readonly status: ConfigObjectStatus;
  readonly requeueAfterMs?: number;
} {
  const { config, now } = input;
  const { lastUpdateTime, ...old } = config.status ?? {};
  const fresh = freshStatus(input);
  if (lastUpdateTime === undefined) return { status: { ...fresh, lastUpdateTime: now } };
  if (sameJson(old, fresh)) return { status: { ...fresh, lastUpdateTime } };
  const [then, present] = [lastUpdateTime, now].map((time) => time.slice(0, tensOfSeconds));
  if (then !== present || !sameJson(urgentPart(old), urgentPart(fresh))) {
    return { status: { ...fresh, lastUpdateTime: now } };
  }
  const seconds = Number(now.charAt(tensOfSeconds));
  return {
    status: { ...old, lastUpdateTime },
    requeueAfterMs: countsEveryMs - seconds * 1_000,
  };
}

function freshStatus(input: ConfigStatusInput): ConfigObjectStatus {
  const { config, daemonSet, rollout } = input;
  const { generation } = config.metadata;
  const image = imageOf(daemonSet);
  return {
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    ...(image === undefined ? {} : { image }),
    nodes: `${rollout.ready}/${rollout.desired}`,
    desiredNodes: rollout.desired,
    readyNodes: rollout.ready,
    updatedNodes: rollout.updated,
    conditions: conditionsOf(input),
  };
}

function conditionsOf({ config, verdict, now }: ConfigStatusInput): readonly Condition[] {
  const { name, generation } = config.metadata;
  const seen = generation === undefined ? {} : { observedGeneration: generation };
  const said =
    name === defaultConfigName
      ? {
          status: 'True' as const,
          reason: 'HasTheName',
          message: 'cniType and daemon.port of this object are in the NetworkAttachmentDefinitions',
        }
      : {
          status: 'False' as const,
          reason: 'HasAnotherName',
          message:
            `cniType and daemon.port of Config ${defaultConfigName} are in the NetworkAttachmentDefinitions; this object ` +
            'has a DaemonSet of its own, which must not share nodes with another: set spec.daemon.nodeSelector',
        };
  return setCondition(
    sayConditions(config, verdict, now),
    { type: 'InForce', ...said, ...seen },
    now,
  );
}

function imageOf(daemonSet: DaemonSet | undefined): string | undefined {
  const pod = daemonSet?.spec.template['spec'] as { containers?: readonly PodPart[] } | undefined;
  const image = pod?.containers?.[0]?.['image'];
  return typeof image === 'string' ? image : undefined;
}

/** What a person or program waits for. */
function urgentPart({ observedGeneration, image, conditions = [] }: ConfigObjectStatus): unknown {
  const said = conditions.map(({ type, status, reason }) => [type, status, reason]);
  return [observedGeneration, image, said];
}
