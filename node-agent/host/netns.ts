import { readFileSync, statfsSync, statSync } from 'node:fs';

/** NSFS_MAGIC of linux/magic.h. A path below /run/netns outlives its namespace as an empty file of a tmpfs. */
const nsfs = 0x6e736673;

type Options = { readonly bootIdPath?: string };

/**
 * What tells the network namespace at a path from every other one: boot, device and inode. The boot is in it because after a reboot
 * the kernel counts inodes from the start again.
 *
 * The returned function gives `undefined` when nothing, or something that is no namespace, is at the path. It rejects for any other
 * error: that is no proof that a namespace is gone.
 */
export function createNetnsIdentity(
  options: Options = {},
): (path: string) => Promise<string | undefined> {
  const bootId = readFileSync(
    options.bootIdPath ?? '/proc/sys/kernel/random/boot_id',
    'utf8',
  ).trim();
  return async (path) => {
    try {
      // Both are in the kernel's memory: the way through other threads takes longer than the answer, on a busy node by far.
      if (statfsSync(path).type !== nsfs) return undefined;
      const { dev, ino } = statSync(path);
      return `${bootId}/${dev}:${ino}`;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ESRCH') return undefined;
      throw error;
    }
  };
}
