import { rmSync, writeFileSync } from 'node:fs';
import type { NetConnectOpts } from 'node:net';
import { join } from 'node:path';

import type { Fabric, Node } from '../node/fabric.ts';
import { ipBatch, run } from '../node/run.ts';
import { enterCgroups } from './cgroups.ts';
import { containerdArgv, containerdConfig, containerdSocket } from './containerd.ts';
import { makeDisk } from './disk.ts';
import { inside, startInside } from './inside.ts';
import { kubeletArgv, kubeletConfig, staticPodFolder } from './kubelet.ts';
import { listening } from './listening.ts';
import { type Machine, machine } from './machine.ts';
import type { Pause } from './pause.ts';
import { nodeRoutes, primaryConf, primaryConfFile } from './primary.ts';
import { type Service, service } from './service.ts';
import type { ClusterNode } from './types.ts';

export type NodeSpec = {
  readonly node: Node;
  readonly fabric: Fabric;
  /** Gets the node's disk and logs. */
  readonly dir: string;
  /** The cluster's folder in every cgroup hierarchy. */
  readonly cgroup: string;
  readonly pause: Pause;
  readonly primary: boolean;
};

export type NodeStart = {
  /** Switches it off, also while it starts. */
  readonly cut: () => Promise<void>;
  /** It has containerd and the sandbox image; its kubelet needs a kubeconfig on the disk before it is started. */
  readonly started: Promise<ClusterNode>;
};

export function startNode(spec: NodeSpec): NodeStart {
  const disk = join(spec.dir, 'disk');
  const cgroup = `${spec.cgroup}/${spec.node.name}`;
  const box = machine({ node: spec.node, disk, cgroup, logFile: join(spec.dir, 'boot.log') });
  const node = { ...spec.node, disk, ...hands(spec, disk, box) };
  const begin = async (): Promise<ClusterNode> => {
    await makeDisk(disk, node.name, spec.pause.program);
    writeFileSync(join(disk, 'etc/containerd.toml'), containerdConfig);
    writeFileSync(join(disk, 'etc/kubernetes/kubelet.json'), kubeletConfig(`/${cgroup}`));
    if (spec.primary) node.writePrimary();
    await bootAndRoute(spec, box);
    await node.containerd.start();
    await node.importImage(spec.pause.tar);
    return node;
  };
  return { cut: box.cut, started: begin() };
}

async function bootAndRoute({ node, fabric }: NodeSpec, box: Machine): Promise<void> {
  await box.boot();
  await ipBatch(nodeRoutes(node, fabric.nodes), node.name);
}

type Hands = Omit<ClusterNode, keyof Node | 'disk'>;

function hands(spec: NodeSpec, disk: string, box: Machine): Hands {
  const { node } = spec;
  const exec: Hands['exec'] = (argv, options) => run(inside(box.pid(), argv), options);
  const { containerd, kubelet } = services(spec, box);
  const staticPod = (name: string): string => join(disk, staticPodFolder, `${name}.yaml`);
  const reboot = async (): Promise<void> => {
    await box.cut();
    await spec.fabric.rewire(node);
    await bootAndRoute(spec, box);
    await containerd.start();
    await kubelet.start();
  };
  return {
    pid: box.pid,
    exec,
    containerd,
    kubelet,
    importImage: (tar) => importImage(box.pid(), tar),
    writePrimary: () =>
      writeFileSync(join(disk, 'etc/cni/net.d', primaryConfFile), primaryConf(node)),
    addStaticPod: (name, manifest) => writeFileSync(staticPod(name), manifest),
    removeStaticPod: (name) => rmSync(staticPod(name)),
    reboot,
  };
}

function services(
  { node, dir, cgroup }: NodeSpec,
  box: Machine,
): Pick<Hands, 'containerd' | 'kubelet'> {
  const one = (argv: readonly string[], where: () => NetConnectOpts): Service => {
    const [name = ''] = argv;
    const logFile = join(dir, `${name}.log`);
    return service(`${name} of ${node.name}`, logFile, async () => {
      const program = await startInside(box.pid(), argv, logFile);
      enterCgroups(`${cgroup}/${node.name}`, program.pid);
      await listening(program, where());
      return program;
    });
  };
  return {
    // A kubelet that starts before its runtime listens gives up.
    containerd: one(containerdArgv, () => ({ path: `/proc/${box.pid()}/root${containerdSocket}` })),
    kubelet: one(kubeletArgv(node), () => ({ host: node.address, port: 10_250 })),
  };
}

/** Over stdin, because the node does not see the path. */
async function importImage(init: number, tar: string): Promise<void> {
  const ctr = inside(init, ['ctr', '--namespace=k8s.io', 'images', 'import', '-']);
  await run(['sh', '-c', 'exec "$@" <"$0"', tar, ...ctr], { timeoutMs: 120_000 });
}
