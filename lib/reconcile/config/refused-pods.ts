import { daemonSetName } from './daemon-set.ts';
import type { FailedCreate } from '../../api/config-types.ts';
import type { ObjectMeta } from '../../api/types.ts';
import { findCondition } from '../../api/meta.ts';
import type { Finding } from '../types.ts';
import type { LiveConfig } from './observed.ts';

/** An admission webhook may say as much as it likes. */
export const shownLength = 600;

/**
 * Why the pods of the Config's DaemonSet cannot be made, by what the DaemonSet controller says of it: PodSecurity, a quota,
 * a webhook, a missing account. Only while pods are missing; an Event from before the last time that nothing needed a person
 * speaks of what is over.
 */
export function refusedPods(observed: LiveConfig): Finding | undefined {
  const { config, daemonSet } = observed;
  const { desiredNumberScheduled: desired = 0, currentNumberScheduled: made = 0 } =
    daemonSet?.status ?? {};
  if (daemonSet === undefined || made >= desired) return undefined;
  const last = latestFailure(observed, daemonSet.metadata);
  if (last === undefined) return undefined;
  const name = daemonSetName(config);
  const why = reasonIn(last.message ?? '', name);
  const count = `${desired - made} of ${desired} node agents cannot be made`;
  const what = remedy(why, daemonSet.metadata.namespace ?? '');
  return { reason: 'PodsRefused', message: `Config ${name}: ${count}: ${why}; ${what}` };
}

function latestFailure(
  { config, failures }: LiveConfig,
  about: ObjectMeta,
): FailedCreate | undefined {
  const settled = findCondition(config.status?.conditions, 'Stalled');
  const since = settled?.status === 'False' ? toSecond(settled.lastTransitionTime) : '';
  return failures
    .filter((one) => isAbout(one, about) && timeOf(one) >= since)
    .toSorted((one, other) => (timeOf(one) < timeOf(other) ? 1 : -1))[0];
}

function isAbout({ involvedObject }: FailedCreate, { name, uid }: ObjectMeta): boolean {
  return involvedObject?.name === name && (involvedObject.uid ?? uid) === uid;
}

/** RFC 3339 without a fraction, which an Event need not have, so that the order of the texts is that of the times. */
const toSecond = (time: string): string => time.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);

/** The last of the times that an Event may have, by what wrote it; '' where it has none. */
function timeOf({ lastTimestamp, eventTime, series }: FailedCreate): string {
  const times = [series?.lastObservedTime, lastTimestamp, eventTime];
  return (
    times
      .map((time) => toSecond(time ?? ''))
      .toSorted()
      .at(-1) ?? ''
  );
}

/** Without the made-up end of a pod's name, which is another one at each try. */
function reasonIn(message: string, name: string): string {
  const escaped = name.replaceAll('.', '\\.');
  const text = message
    .replace(/^Error creating: /, '')
    .replaceAll(new RegExp(`"${escaped}-[a-z0-9]{5}"`, 'g'), `"${name}"`)
    .trim();
  if (text === '') return 'Kubernetes does not say why';
  return text.length <= shownLength ? text : `${text.slice(0, shownLength)}…`;
}

function remedy(why: string, namespace: string): string {
  if (why.includes('PodSecurity')) {
    const label = `kubectl label namespace ${namespace} pod-security.kubernetes.io/enforce=privileged --overwrite`;
    return `the node agents need the host's network and folders: ${label}`;
  }
  if (/\bquota\b/.test(why)) {
    return `raise the ResourceQuota of namespace ${namespace}, or give it one for these pods (chart: criticalPodsQuota.create)`;
  }
  if (why.includes('PriorityClass')) return 'correct spec.daemon.priorityClassName';
  if (why.includes('serviceaccount') || why.includes('service account')) {
    return `install the release again: it has the ServiceAccount`;
  }
  return `what refuses them must let pods of namespace ${namespace} pass`;
}
