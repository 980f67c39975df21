import { readlink } from 'node:fs/promises';

/** Where a path of the host is for this process. */
export type HostPath = (path: string) => Promise<string>;

/** As the kernel counts (path_resolution(7)). */
const mostLinks = 40;

/**
 * Paths in a CNI configuration and of kubelet are the host's. In a container they are below /proc/PID/root of a process of the
 * host; symbolic links on the way are followed here, because the kernel would follow an absolute one from our own root.
 *
 * @param hostProcess absent: the agent's own root is the host's
 */
export function createHostPath(hostProcess: number | undefined): HostPath {
  if (hostProcess === undefined) return async (path) => path;
  return (path) => resolveBelow(`/proc/${hostProcess}/root`, path);
}

/** @throws Error for a circle of links, the system's error where a link cannot be read */
export async function resolveBelow(root: string, path: string): Promise<string> {
  const done: string[] = [];
  let rest = partsOf(path);
  for (let links = 0; rest.length > 0; ) {
    const [part = '', ...after] = rest;
    rest = after;
    if (part === '..') done.pop();
    if (part === '..' || part === '.') continue;
    const target = await linkAt([root, ...done, part].join('/'));
    if (target === undefined) {
      done.push(part);
      continue;
    }
    links += 1;
    if (links > mostLinks) throw new Error(`${path}: too many symbolic links on the host`);
    if (target.startsWith('/')) done.length = 0;
    rest = [...partsOf(target), ...rest];
  }
  return [root, ...done].join('/');
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** What a link says; `undefined` for what is none, or not there. */
async function linkAt(path: string): Promise<string | undefined> {
  try {
    return await readlink(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EINVAL' || code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
