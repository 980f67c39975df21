/** Names that the operator, the chart and the node agents must agree on. */

/** The Config that the process-wide settings come from; upstream makes it under this name. */
export const defaultConfigName = 'multi-nicd';

/** ServiceAccount of the node agents; the chart makes it. */
export const agentAccount = 'multi-nic-node-agent';

/** Upstream's selector: it never changes, so a DaemonSet that upstream made can be taken over. */
export const agentSelector = { app: 'multi-nicd' } as const;

/** On the DaemonSet and on its pods. */
export const agentLabels = {
  ...agentSelector,
  'app.kubernetes.io/name': 'multi-nic-node-agent',
  'app.kubernetes.io/part-of': 'multi-nic-operator',
  'app.kubernetes.io/managed-by': 'multi-nic-operator',
} as const;

export const agentContainer = 'node-agent';

/** Port of /healthz and /readyz on every node. */
export const agentHealthPort = 11_001;
