import type { ControlPlane } from '../control-plane/start.ts';
import type { User } from '../control-plane/users.ts';
import type { Fabric, Node } from '../node/fabric.ts';
import type { Controllers } from './controllers.ts';
import type { Service } from './service.ts';

export type ClusterOptions = {
  /** Made when missing; the disks of the nodes, all data and all logs lie below it. On a disk, for containerd's overlays. */
  readonly dir: string;
  /** Default 2. */
  readonly nodes?: number;
  /** Per node, `eth1`…, beside the management network's `eth0`; default 4. */
  readonly nics?: number;
  /** Beside those of every control plane. */
  readonly users?: readonly User[];
  /** Default true. Without it the nodes do not become Ready until one is written by `writePrimary`. */
  readonly primary?: boolean;
  /** Name of the cluster's folder in every cgroup hierarchy, which are the machine's; default a random one. */
  readonly cgroup?: string;
  readonly log: (line: string) => void;
};

/** A node: the namespaces of its first process, a disk, and the NICs that the fabric gave it. */
export type ClusterNode = Node & {
  /** The first process, as seen from here: `nsenter --target PID --all` is a shell on the node. 0 while it is off. */
  readonly pid: () => number;
  /** Its root folder seen from here, without what is mounted in it: /etc/cni/net.d is `<disk>/etc/cni/net.d`. */
  readonly disk: string;
  /** Runs a program on the node to its end, as root in its namespaces; resolves with stdout, rejects with what it said. */
  readonly exec: (
    argv: readonly [string, ...string[]],
    options?: { readonly input?: string; readonly timeoutMs?: number },
  ) => Promise<string>;
  readonly containerd: Service;
  readonly kubelet: Service;
  /** Puts an image's archive where the kubelet finds it under the name that the archive says. */
  readonly importImage: (tar: string) => Promise<void>;
  /** Writes `/etc/cni/net.d/10-primary.conflist`. */
  readonly writePrimary: () => void;
  /** A pod that the kubelet runs without the API server; the name is the file's. */
  readonly addStaticPod: (name: string, manifest: string) => void;
  readonly removeStaticPod: (name: string) => void;
  /**
   * As when somebody pulls the plug: every process, every sandbox and /run are gone, the disk stays, and the network is as
   * after a boot. Resolves when containerd and the kubelet run again.
   */
  readonly reboot: () => Promise<void>;
};

export type Cluster = {
  readonly dir: string;
  readonly nodes: readonly ClusterNode[];
  /** @throws when there is no such node; from 1 */
  readonly node: (index: number) => ClusterNode;
  readonly fabric: Fabric;
  readonly controlPlane: ControlPlane;
  readonly controllers: Controllers;
  /** The admin's. */
  readonly kubeconfig: string;
  readonly kubectl: (args: readonly string[], input?: string) => Promise<string>;
  /** helm as admin, with folders of its own below `dir`. */
  readonly helm: (args: readonly string[], input?: string) => Promise<string>;
  /** What `helm` is started with, for those who start it themselves. */
  readonly helmEnv: Readonly<Record<string, string>>;
  /** Into every node. */
  readonly importImage: (tar: string) => Promise<void>;
  /** Until all nodes are Ready and pods can be made in the namespace `default`. */
  readonly ready: (timeoutSeconds?: number) => Promise<void>;
  /** Ends everything by its pid and removes `dir`, the links, the namespaces and the cgroups; may be called twice. */
  readonly down: () => Promise<void>;
};
