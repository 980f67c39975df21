import { kinds } from '../../lib/api/group.ts';
import type {
  HostInterface,
  HostInterfaceStatus,
  HostNetworkStatus,
  KubeObject,
} from '../../lib/api/types.ts';
import type { KubeApi } from '../../lib/kube/types.ts';
import type { Log } from '../../lib/log.ts';
import type { Finding, HostFacts } from '../discover/types.ts';
import type { Step } from '../iproute2/types.ts';
import { applySteps } from '../routes/apply.ts';
import { desiredRoutes } from '../routes/desired.ts';
import { planPass } from '../routes/pass.ts';
import { type Protected, takesNode } from '../routes/protected.ts';
import { routeStatus } from '../routes/status.ts';
import type { RouteConfig } from '../routes/types.ts';
import type { Ip, Known } from '../types.ts';

export type RouteEffects = {
  readonly nodeName: string;
  readonly config: RouteConfig;
  readonly ip: Ip;
  /** What the API server said, with this host's NICs; `undefined` while nothing is known: then no route is made. */
  readonly known: () => Known | undefined;
  /** What the API server has now; `undefined` while it does not answer: then nothing is taken away. */
  readonly cached: () => Known | undefined;
  /** What no rule or route may cover. */
  readonly ranges: () => readonly Protected[];
  /** This host as last observed. */
  readonly facts: () => HostFacts | undefined;
  readonly api: Pick<KubeApi, 'apply'>;
  readonly written: (object: HostInterface) => void;
  /** The findings of every pass. */
  readonly onFindings: (findings: readonly Finding[]) => void;
  readonly log: Log;
};

const retryMs = 5_000;
const nothingKnown: Known = { networks: [], cidrs: [], pools: [] };

/** Logs a finding when it is new: what cuts the node off for everybody, the rest for who looks closer. */
export function createFindingLog(log: Pick<Log, 'warn' | 'debug'>): RouteEffects['onFindings'] {
  let logged = new Set<string>();
  return (findings) => {
    for (const finding of findings) {
      const level = finding.reason === 'SubnetCoversNode' ? 'warn' : 'debug';
      if (!logged.has(finding.message)) log[level]('route finding', finding);
    }
    logged = new Set(findings.map(({ message }) => message));
  };
}

/**
 * One look at the kernel's routes; only what differs is written. From a snapshot of the API alone routes are made, never
 * taken away: it may be older than what the kernel has. A rule of a former run that takes what the node itself sends goes
 * all the same: with it the API server may never answer.
 *
 * @returns after how many ms to look again, when something failed
 */
export async function bringRoutes(effects: RouteEffects): Promise<number | undefined> {
  const { nodeName, config, ip, log } = effects;
  const known = effects.known() ?? nothingKnown;
  const fresh = effects.cached() !== undefined;
  const ranges = effects.ranges();
  const desired = desiredRoutes(known, nodeName, ranges);
  const plan = await planPass(ip, desired, config);
  const steps = fresh ? plan.steps : plan.steps.filter((step) => isUrgent(step, ranges));
  const applied = await applySteps(ip, steps);
  if (steps.length > 0) log.info('routes brought up to date', { steps: steps.length, ...applied });
  effects.onFindings(plan.findings);
  await tell(effects, routeStatus({ desired, plan, applied }));
  return applied.failed > 0 || applied.givenUp !== undefined ? retryMs : undefined;
}

function isUrgent(step: Step, ranges: readonly Protected[]): boolean {
  return step.verb !== 'del' || (step.object === 'rule' && takesNode(step.from, ranges));
}

/** The HostInterface's status is written when it changes, not for every peer. */
async function tell(effects: RouteEffects, networks: readonly HostNetworkStatus[]): Promise<void> {
  const existing = effects.cached()?.hostInterface;
  if (existing === undefined) return;
  const nics = existing.spec.interfaces;
  const up = nics.filter(({ linkState }) => linkState !== 'down').length;
  const { notOffered = [] } = effects.facts() ?? {};
  const left = notOffered.length === 0 ? {} : { notOffered };
  const status: HostInterfaceStatus = { interfaces: nics.length, up, networks, ...left };
  if (text(existing.status) === text(status)) return;
  const { apiVersion, kind } = kinds.hostInterface;
  const { name, uid } = existing.metadata;
  const metadata = { name, ...(uid === undefined ? {} : { uid }) };
  const object: KubeObject = { apiVersion, kind, metadata, status };
  effects.written((await effects.api.apply(object, { subresource: 'status' })) as HostInterface);
}

function text(status: HostInterfaceStatus = {}): string {
  const { interfaces, up, networks = [], notOffered = [] } = status;
  const left = notOffered.map(({ interfaceName, netAddress, reason, message }) => [
    interfaceName,
    netAddress ?? '',
    reason,
    message,
  ]);
  const lines = networks.map(({ name, routes, message }) =>
    JSON.stringify([name, routes, message ?? '']),
  );
  return JSON.stringify([interfaces, up, lines.toSorted(), left]);
}
