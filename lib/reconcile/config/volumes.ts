import type { Config, HostMount, PodPart } from '../../api/config-types.ts';

/** Where the node agent's image expects the host's CNI folders. */
export const pluginFolder = '/host/opt/cni/bin';
export const configFolder = '/host/etc/cni/net.d';

/** `volumes` of the pod and `volumeMounts` of its container, one for each folder. */
export type Volumes = {
  readonly volumes: readonly PodPart[];
  readonly volumeMounts: readonly PodPart[];
};

type Folder = HostMount & { readonly mount?: PodPart; readonly type?: string };

/**
 * The folders of the host that the node agent sees: those that it needs, and `spec.daemon.mounts`, of which one with the
 * podpath of a needed folder takes its place. Of two mounts with one podpath the later counts; an unusable one is left out.
 */
export function volumesOf({ spec }: Config): Volumes {
  const given = (spec.daemon.mounts ?? []).filter((mount) => mountProblem(mount) === undefined);
  const needed = neededFolders(spec.daemon).map((folder) => {
    const replaced = given.findLast(({ podpath }) => tidy(podpath) === folder.podpath);
    return replaced === undefined ? folder : { ...folder, ...replaced, podpath: folder.podpath };
  });
  const paths = new Set(needed.map(({ podpath }) => podpath));
  const further = given.filter(
    ({ podpath }, at) =>
      !paths.has(tidy(podpath)) &&
      !given.slice(at + 1).some((later) => tidy(later.podpath) === tidy(podpath)),
  );
  const folders = withNames([...needed, ...further]);
  return {
    volumes: folders.map(({ name, hostpath, type }) => ({
      name,
      hostPath: { path: hostpath, ...(type === undefined ? {} : { type }) },
    })),
    volumeMounts: folders.map(({ name, podpath, mount = {} }) => ({
      name,
      mountPath: tidy(podpath),
      ...mount,
    })),
  };
}

/** Made where it is missing: the runtime may come later than the node agent. */
function needs(name: string, podpath: string, hostpath = podpath): Folder {
  return { name, podpath, hostpath, type: 'DirectoryOrCreate' };
}

function neededFolders({ cniBinDir, cniConfDir }: Config['spec']['daemon']): readonly Folder[] {
  return [
    needs('cni-bin', pluginFolder, cniBinDir ?? '/opt/cni/bin'),
    needs('cni-conf', configFolder, cniConfDir ?? '/etc/cni/net.d'),
    needs('state', '/var/lib/multi-nic'),
    needs('run', '/run/multi-nic'),
    // Namespaces are mounted there after the pod was started.
    { ...needs('netns', '/run/netns'), mount: { mountPropagation: 'HostToContainer' } },
    { ...needs('devices', '/var/lib/kubelet/device-plugins'), mount: { readOnly: true } },
  ];
}

/** Why a mount cannot be part of a pod; what is stored may be older than the rule that says so. */
export function mountProblem({ podpath, hostpath }: HostMount): string | undefined {
  if (!podpath.startsWith('/') || !hostpath.startsWith('/')) return 'a path is not absolute';
  if (tidy(podpath) === '/') return 'podpath is the root of the container';
  if (podpath.includes(':')) return 'podpath has a colon';
  return hostpath.split('/').includes('..') ? 'hostpath has a part ".."' : undefined;
}

function tidy(path: string): string {
  return `/${path
    .split('/')
    .filter((part) => part !== '')
    .join('/')}`;
}

const longestName = 63;

/** Names of volumes are labels (RFC 1123) and unique in a pod, upstream's are any text. */
function withNames(folders: readonly Folder[]): readonly Folder[] {
  const taken = new Set<string>();
  return folders.map((folder) => {
    const base = labelOf(folder.name);
    let name = base;
    for (let number = 2; taken.has(name); number += 1) {
      name = `${base.slice(0, longestName - 4)}-${number}`;
    }
    taken.add(name);
    return { ...folder, name };
  });
}

function labelOf(text: string): string {
  const label = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestName)
    .replace(/^-|-$/g, '');
  return label === '' ? 'mount' : label;
}
