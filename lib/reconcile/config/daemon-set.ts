import { kinds } from '../../api/group.ts';
import { annotations, controllerReference, digest } from '../../api/meta.ts';
import { agentAccount, agentLabels, agentSelector } from '../../api/node-agent.ts';
import type { Config, DaemonSet, DaemonSetSpec, PodPart } from '../../api/config-types.ts';
import { containerOf } from './container.ts';
import { volumesOf } from './volumes.ts';

/** Name of the DaemonSet of a Config; it lies in the operator's namespace. */
export function daemonSetName({ metadata }: Pick<Config, 'metadata'>): string {
  return metadata.name;
}

/**
 * The DaemonSet that a Config asks for: all that is ours in it and nothing else, for server-side apply. The digest tells
 * what was applied last, so that a field that is no longer asked for is taken out.
 */
export function daemonSetOf(config: Config, namespace: string): DaemonSet {
  const spec = specOf(config);
  return {
    apiVersion: kinds.daemonSet.apiVersion,
    kind: kinds.daemonSet.kind,
    metadata: {
      name: daemonSetName(config),
      namespace,
      labels: agentLabels,
      annotations: { [annotations.applied]: digest(JSON.stringify(spec)) },
      ownerReferences: [controllerReference(config)],
    },
    spec,
  };
}

function specOf(config: Config): DaemonSetSpec {
  const { updateStrategy } = config.spec.daemon;
  return {
    selector: { matchLabels: agentSelector },
    updateStrategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: updateStrategy?.maxUnavailable ?? '10%' },
    },
    template: { metadata: { labels: agentLabels }, spec: podOf(config) },
  };
}

function podOf(config: Config): PodPart {
  const { daemon } = config.spec;
  const { volumes, volumeMounts } = volumesOf(config);
  const { imagePullSecretName = '', affinity, priorityClassName = '' } = daemon;
  return {
    hostNetwork: true,
    hostPID: true,
    dnsPolicy: 'ClusterFirstWithHostNet',
    serviceAccountName: agentAccount,
    priorityClassName: priorityClassName === '' ? 'system-node-critical' : priorityClassName,
    // Calls that run get their answer; a call has 60 s at most, and most take milliseconds.
    terminationGracePeriodSeconds: 30,
    nodeSelector: { 'kubernetes.io/os': 'linux', ...daemon.nodeSelector },
    tolerations: tolerationsOf(daemon.tolerations),
    ...(affinity === undefined ? {} : { affinity }),
    ...(imagePullSecretName === '' ? {} : { imagePullSecrets: [{ name: imagePullSecretName }] }),
    containers: [containerOf(config, volumeMounts)],
    volumes,
  };
}

/** What Kubernetes refuses although it means nothing is left out: seconds of an effect that evicts nobody, a value of Exists. */
function tolerationsOf(given: readonly PodPart[] | undefined): readonly PodPart[] {
  if (given === undefined) return [{ operator: 'Exists' }];
  return given.map(({ tolerationSeconds, value, ...rest }) => ({
    ...rest,
    ...(value === undefined || rest['operator'] === 'Exists' ? {} : { value }),
    ...(tolerationSeconds === undefined || rest['effect'] !== 'NoExecute'
      ? {}
      : { tolerationSeconds }),
  }));
}
