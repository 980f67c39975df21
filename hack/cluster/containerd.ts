import { programFolder } from '../node/environment.ts';
import { sandboxImage } from './pause.ts';

export const containerdSocket = '/run/containerd/containerd.sock';

export const containerdArgv = ['containerd', '--config=/etc/containerd.toml'] as const;

/**
 * Without `restrict_oom_score_adj` runc fails where root lacks CAP_SYS_RESOURCE. The disabled plugins are snapshotters
 * that would look for their file systems, and what nobody asks here.
 */
export const containerdConfig = `version = 3
disabled_plugins = [
  "io.containerd.snapshotter.v1.blockfile", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper",
  "io.containerd.snapshotter.v1.erofs", "io.containerd.snapshotter.v1.zfs", "io.containerd.nri.v1.nri",
]

[plugins."io.containerd.cri.v1.runtime"]
  restrict_oom_score_adj = true
  [plugins."io.containerd.cri.v1.runtime".cni]
    bin_dirs = ["/opt/cni/bin"]
    conf_dir = "/etc/cni/net.d"
  [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
      BinaryName = "${programFolder}/runc"

[plugins."io.containerd.cri.v1.images".pinned_images]
  sandbox = "${sandboxImage}"
`;
