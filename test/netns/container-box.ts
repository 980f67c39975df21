import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillLayers } from '../../hack/images/fill.ts';
import { makeParts } from '../../hack/images/make.ts';
import { writeEntries } from '../../hack/images/root-folder.ts';
import { imageNamed } from '../../hack/images/table.ts';

/** What the node agent's container may, and nothing else, by the number of the kernel (linux/capability.h). */
export const capabilities = {
  dac_override: 1,
  net_admin: 12,
  net_raw: 13,
  sys_chroot: 18,
  sys_ptrace: 19,
  sys_admin: 21,
} as const;

type Capability = keyof typeof capabilities;

/** The file system of an image in one folder. */
export async function layOut(image: string, folder: string): Promise<void> {
  await makeParts(() => undefined);
  for (const { entries } of await fillLayers(imageNamed(image).layers)) {
    const isNew = ({ path }: { readonly path: string }) => !existsSync(join(folder, path));
    writeEntries(
      entries.filter((entry) => entry.type !== 'folder' || isNew(entry)),
      folder,
    );
  }
}

export type Box = {
  readonly root: string;
  /** Folders of the host by where the container sees them. */
  readonly volumes: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  readonly without?: Capability;
};

export type Boxed = {
  readonly pid: number;
  readonly output: () => string;
  readonly ended: Promise<number | string>;
  readonly kill: (signal: NodeJS.Signals) => void;
};

/**
 * Starts a program as a container runtime starts the node agent's: in the network and PID namespace of the host, a root file
 * system of its own that is read-only, /proc/sys and /sys read-only, few capabilities. `pid` is the program's own.
 */
export function startBox({ root, volumes, env, argv, without }: Box): Boxed {
  const mounts = Object.entries(volumes).flatMap(([path, source]) => {
    mkdirSync(join(root, path), { recursive: true });
    return [source, join(root, path)];
  });
  for (const folder of ['proc', 'sys', 'dev']) mkdirSync(join(root, folder), { recursive: true });
  const kept = Object.keys(capabilities).filter((name) => name !== without);
  const rights = `--bounding-set=-all,${kept.map((name) => `+${name}`).join(',')}`;
  const script = ['sh', '-ec', steps, 'sh', root, String(mounts.length / 2), ...mounts, ...argv];
  const args = ['--mount', '--propagation', 'slave', '--', 'setpriv', rights, '--inh-caps=-all'];
  const child = spawn('unshare', [...args, '--', ...script], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return boxed(child);
}

// Every stage replaces itself by exec, so the pid stays the child's.
const steps = `
root=$1 count=$2; shift 2
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --bind "$root/proc/sys" "$root/proc/sys"
mount -o remount,bind,ro "$root/proc/sys"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs -o mode=755 dev "$root/dev"
mkdir "$root/dev/shm"
mount -t tmpfs -o size=64m,nosuid,nodev,noexec shm "$root/dev/shm"
: >"$root/dev/null"
mount --bind /dev/null "$root/dev/null"
while [ "$count" -gt 0 ]; do
  mount --rbind "$1" "$2"; shift 2; count=$((count - 1))
done
mount -o remount,bind,ro "$root"
cd "$root"
pivot_root . .
/bin/busybox umount -l .
cd /
exec "$@"`;

function boxed(child: ChildProcess): Boxed {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (status, signal) => resolve(status ?? signal ?? 'unknown'));
  });
  return { pid: child.pid ?? 0, output: () => text, ended, kill: (signal) => child.kill(signal) };
}

/** The effective capabilities of a process as a set of bits, hexadecimal. */
export function capabilitiesOf(pid: number): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return /^CapEff:\s*0*([0-9a-f]+)$/m.exec(status)?.[1] ?? status;
}

/** Waits up to 15 s. @throws with what the program has said */
export async function until(holds: () => boolean, { output }: Boxed): Promise<void> {
  const end = performance.now() + 15_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`it did not happen in 15 s:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function childrenOf(pid: number): readonly string[] {
  const tasks = readdirSync(`/proc/${pid}/task`);
  return tasks.flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );
}

/** The command line of a process, empty when it is gone or a zombie. */
export function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ESRCH' ? '' : String(error);
  }
}

/** For an agent that has a snapshot: nobody listens there. */
export const lonelyKubeconfig = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:9' } }],
  users: [{ name: 'u', user: { token: 't' } }],
  contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
  'current-context': 'c',
});
