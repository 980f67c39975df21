import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

type Netns = { readonly path: string; readonly identity: string };

type Options = {
  readonly netnsIdentity: (path: string) => Promise<string | undefined>;
  /** Where runtimes and `ip netns` keep namespaces under a name. */
  readonly named?: string;
  readonly proc?: string;
};

/**
 * The network namespaces of this host but the agent's own, each once: those that have a name, which are the pods', and those
 * that only a process holds. In a container the latter takes the host's PID namespace.
 */
export function createNamespaces(options: Options): () => Promise<readonly Netns[]> {
  const { netnsIdentity, named = '/run/netns', proc = '/proc' } = options;
  return async () => {
    const own = await netnsIdentity(join(proc, 'self/ns/net'));
    const found = new Map<string, string>();
    const paths = [...list(named).map((name) => join(named, name)), ...held(proc)];
    for (const path of paths) {
      const identity = await netnsIdentity(path).catch(() => undefined);
      if (identity !== undefined && identity !== own && !found.has(identity))
        found.set(identity, path);
    }
    return [...found].map(([identity, path]) => ({ path, identity }));
  };
}

/** One process for each namespace; a process that ends meanwhile holds none. */
function held(proc: string): readonly string[] {
  const first = new Map<string, string>();
  for (const pid of list(proc).filter((name) => /^\d+$/.test(name))) {
    const path = join(proc, pid, 'ns/net');
    const target = targetOf(path);
    if (target !== undefined && !first.has(target)) first.set(target, path);
  }
  return [...first.values()];
}

function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
