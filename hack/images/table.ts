import { applets, debian, node, nonroot, product, program, shellAndIp, system } from './layers.ts';
import type { Image, Layer } from './types.ts';

const operator: Image = {
  name: 'multi-nic-operator',
  title: 'Multi-NIC operator',
  description: 'Gives every host and NIC its address block and writes what attaches pods to them',
  layers: [system, node, { name: 'operator', files: product('operator') }],
  user: nonroot,
  command: ['/usr/local/bin/node', '/usr/local/lib/multi-nic/operator.mjs'],
};

const networkTools: Layer = {
  name: 'network-tools',
  files: {
    ...shellAndIp,
    'usr/bin/flock': debian('flock'),
    'usr/bin/nsenter': debian('nsenter'),
    ...applets('cat', 'find', 'grep', 'head', 'ls', 'ps', 'readlink', 'tail'),
  },
};

const nodeAgent: Image = {
  name: 'multi-nic-node-agent',
  title: 'Multi-NIC node agent',
  description: 'Programs the routes of its node and attaches pods to the secondary networks',
  layers: [
    system,
    node,
    networkTools,
    {
      name: 'node-agent',
      files: {
        ...product('node-agent'),
        'usr/local/libexec/multi-nic/shim': program('cni/shim/shim'),
      },
    },
  ],
  // Root with few capabilities: links, routes and the host's CNI folder need it.
  user: '0:0',
  // V8 would let the young objects of a burst of pods grow to 48 MiB, on every node.
  command: [
    '/usr/local/bin/node',
    '--max-semi-space-size=1',
    '/usr/local/lib/multi-nic/node-agent.mjs',
  ],
  // glibc would keep a heap for each of Node's threads, and ever more of what was freed (mallopt(3), M_TRIM_THRESHOLD).
  env: { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' },
};

const testPod: Image = {
  name: 'multi-nic-test-pod',
  title: 'Multi-NIC test pod',
  description: 'Waits; has ip, ping and a shell for kubectl exec',
  layers: [
    system,
    {
      name: 'test-pod',
      files: {
        ...shellAndIp,
        'usr/bin/pause': program('dist/images/made/pause'),
        ...applets('arping', 'cat', 'echo', 'env', 'grep', 'head', 'hostname', 'httpd', 'id'),
        ...applets('kill', 'ls', 'mkdir', 'nc', 'nslookup', 'ping', 'ps', 'rm', 'sed', 'sleep'),
        ...applets('tail', 'touch', 'traceroute', 'wc', 'wget'),
      },
    },
  ],
  user: '0:0',
  // Not sleep: that one, as the first process of its namespace, would not end on SIGTERM.
  command: ['/usr/bin/pause'],
};

/**
 * The content of every image, and with layers.ts the only place that says it: the archives of `npm run images` and the
 * Dockerfiles are both made from this table.
 */
export const images: readonly Image[] = [operator, nodeAgent, testPod];

/** Packages of Debian 12 that the images are made of and with: hack/setup installs them, and so do the Dockerfiles. */
export const debianPackages: readonly string[] = [
  'binutils',
  'busybox-static',
  'dash',
  'gcc',
  'iproute2',
  'libc6-dev',
  'make',
  'util-linux',
];

/** @throws naming the images that there are */
export function imageNamed(name: string): Image {
  const image = images.find((candidate) => candidate.name === name);
  if (image !== undefined) return image;
  throw new Error(`no image ${name} (available: ${images.map((one) => one.name).join(', ')})`);
}
