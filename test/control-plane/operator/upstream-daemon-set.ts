import type { KubeObject } from '../../../lib/api/types.ts';

/** The DaemonSet that multi-nic-cni v1.3.2 makes of its own default Config, under another name. */
export function upstreamDaemonSet(name: string, namespace: string): KubeObject {
  const mounts = [
    ['cnibin', '/host/opt/cni/bin', '/var/lib/cni/bin'],
    ['device-plugin', '/var/lib/kubelet/device-plugins', '/var/lib/kubelet/device-plugins'],
    ['rt-tables', '/opt/rt_tables', '/etc/iproute2/rt_tables'],
    ['hwdata', '/usr/share/hwdata', '/usr/share/hwdata'],
  ] as const;
  const labels = { app: 'multi-nicd' };
  const container = {
    name,
    image: 'ghcr.io/foundation-model-stack/multi-nic-cni-daemon:v1.3.2',
    ports: [{ containerPort: 11000, hostPort: 11000, protocol: 'TCP' }],
    env: [
      { name: 'DAEMON_PORT', value: '11000' },
      { name: 'RT_TABLE_PATH', value: '/opt/rt_tables' },
      { name: 'K8S_NODENAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ],
    resources: { requests: { cpu: '100m', memory: '50Mi' } },
    securityContext: { privileged: true },
    volumeMounts: mounts.map(([volume, mountPath]) => ({ name: volume, mountPath })),
  };
  const pod = {
    hostNetwork: true,
    priorityClassName: 'system-cluster-critical',
    serviceAccountName: 'multi-nic-cni-operator-controller-manager',
    containers: [container],
    volumes: mounts.map((mount) => ({ name: mount[0], hostPath: { path: mount[2] } })),
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace, labels },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } },
  };
}
