import { isOwnedBy } from '../../api/meta.ts';
import { agentSelector } from '../../api/node-agent.ts';
import type { OwnerReference } from '../../api/types.ts';
import type { Finding } from '../types.ts';
import { isExpression } from './environment.ts';
import type { LiveConfig } from './observed.ts';
import { mountProblem } from './volumes.ts';

type Whose = Pick<LiveConfig, 'config' | 'daemonSet'>;

/** This one ends by itself. */
export const waitingForDeletion = 'WaitingForDeletion';

/** With one of these the DaemonSet is not touched. */
export function ownershipFinding(observed: Whose): Finding | undefined {
  const { config, daemonSet } = observed;
  if (daemonSet === undefined || isOwnedBy(daemonSet, config)) return undefined;
  const { name, ownerReferences = [] } = daemonSet.metadata;
  const controller = ownerReferences.find((one) => one.controller === true);
  if (controller !== undefined) return controlledByOther(observed, controller);
  const { matchLabels = {} } = daemonSet.spec.selector;
  const isUpstreams =
    Object.keys(matchLabels).length === 1 && matchLabels['app'] === agentSelector.app;
  if (isUpstreams) return undefined;
  return finding(
    observed,
    'ForeignDaemonSet',
    `DaemonSet ${name} is there already with another selector, which Kubernetes never changes; delete it, or give the ` +
      'Config another name',
  );
}

function controlledByOther(observed: Whose, { kind, name }: OwnerReference): Finding {
  const { config } = observed;
  const own = config.metadata.name;
  if (kind === config.kind && name === own) {
    const what = `its DaemonSet is that of a Config ${own} which was deleted, and goes with it; if it stays, delete it`;
    return finding(observed, waitingForDeletion, what);
  }
  return finding(
    observed,
    'ForeignDaemonSet',
    `DaemonSet ${own} is controlled by ${kind} ${name} and left alone; delete it there, or give the Config another name`,
  );
}

/** These are left out, and everything else goes on. */
export function partFindings(observed: LiveConfig): readonly Finding[] {
  const { mounts = [], nics = {} } = observed.config.spec.daemon;
  const refused = mounts.flatMap((mount) => {
    const problem = mountProblem(mount);
    if (problem === undefined) return [];
    const what = `spec.daemon.mounts: ${mount.name} is left out, ${problem}; correct it`;
    return [finding(observed, 'InvalidMount', what)];
  });
  const expressions = (['pattern', 'exclude'] as const).flatMap((field) => {
    const given = nics[field] ?? '';
    if (given === '' || isExpression(given)) return [];
    const what = `spec.daemon.nics.${field} ${given} is no regular expression and left out; correct it`;
    return [finding(observed, 'InvalidPattern', what)];
  });
  return [...refused, ...expressions];
}

function finding({ config }: Whose, reason: string, message: string): Finding {
  return { reason, message: `Config ${config.metadata.name}: ${message}` };
}
