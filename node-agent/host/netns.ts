import {
  closeSync,
  openSync,
  readFileSync,
  readlinkSync,
  type Stats,
  statfsSync,
  statSync,
} from 'node:fs';

/** NSFS_MAGIC of linux/magic.h. A path below /run/netns outlives its namespace as an empty file of a tmpfs. */
const nsfs = 0x6e736673;

/** Paths that are remembered; a node has some hundred pods. */
const mostKnown = 4_096;

type Options = { readonly bootIdPath?: string };

/**
 * What tells the network namespace at a path from every other one: boot, device and inode. The boot is in it because after a reboot
 * the kernel counts inodes from the start again.
 *
 * The returned function gives `undefined` when nothing, or something that is no network namespace, is at the path. It rejects for
 * any other error: that is no proof that a namespace is gone.
 */
export function createNetnsIdentity(
  options: Options = {},
): (path: string) => Promise<string | undefined> {
  const bootId = readFileSync(
    options.bootIdPath ?? '/proc/sys/kernel/random/boot_id',
    'utf8',
  ).trim();
  const known = new Map<string, string>();
  const isNetwork = (path: string, identity: string): boolean => {
    if (known.get(path) === identity) return true;
    const kind = kindOf(path);
    if (kind !== undefined && kind !== 'net') return false;
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size >= mostKnown) known.delete(oldest);
    known.set(path, identity);
    return true;
  };
  return async (path) => {
    try {
      // All is in the kernel's memory: the way through other threads takes longer than the answer, on a busy node by far.
      if (statfsSync(path).type !== nsfs) return undefined;
      const { dev, ino }: Stats = statSync(path);
      const identity = `${bootId}/${dev}:${ino}`;
      return isNetwork(path, identity) ? identity : undefined;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ESRCH') return undefined;
      throw error;
    }
  };
}

/**
 * `net`, `uts`, …: which kind of namespace a file of nsfs is. Device and inode do not say it, and the ioctl that does is out of reach
 * here: a path of /proc says it as the name of what was opened, a mount of it as the root of the mount. About 1 ms where the host has
 * a thousand mounts. `undefined` for a mount that this process does not see: then the kernel refuses what does not fit.
 */
function kindOf(path: string): string | undefined {
  const fd = openSync(path, 'r');
  try {
    const named = kindIn(readlinkSync(`/proc/self/fd/${fd}`));
    if (named !== undefined) return named;
    const mount = /^mnt_id:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1];
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
    // proc_pid_mountinfo(5): mount, parent, device, root.
    const root = mounts.find((line) => line.startsWith(`${mount} `))?.split(' ')[3];
    return root === undefined ? undefined : kindIn(root);
  } finally {
    closeSync(fd);
  }
}

const kindIn = (name: string): string | undefined => /^([a-z_]+):\[\d+\]$/.exec(name)?.[1];
