import { stringify } from 'yaml';

/** One Deployment for each node, whose pods name the network and are otherwise like any others. */
export function deployments(spec: {
  readonly nodes: readonly string[];
  readonly replicas: number;
  readonly network: string;
  readonly image: string;
}): string {
  return spec.nodes.map((node) => stringify(deployment(node, spec))).join('---\n');
}

/** Label of every pod of them. */
export const label = 'multi-nic-demo';

function deployment(
  node: string,
  { replicas, network, image }: Omit<Parameters<typeof deployments>[0], 'nodes'>,
): unknown {
  const name = `on-${node}`;
  const labels = { app: name, [label]: 'true' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels, annotations: { 'k8s.v1.cni.cncf.io/networks': network } },
        spec: {
          nodeSelector: { 'kubernetes.io/hostname': node },
          terminationGracePeriodSeconds: 1,
          containers: [{ name: 'main', image }],
        },
      },
    },
  };
}
