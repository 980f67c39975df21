import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Cgroups are the machine's, where other clusters may have theirs. */
export const randomCgroup = (): string => `multi-nic-${randomBytes(4).toString('hex')}`;

const mountPoint = '/sys/fs/cgroup';

/** The roots of all hierarchies: one with cgroup v2, one per controller with v1. */
function hierarchies(): string[] {
  if (existsSync(join(mountPoint, 'cgroup.controllers'))) return [mountPoint];
  return readdirSync(mountPoint)
    .map((name) => join(mountPoint, name))
    .filter((folder) => existsSync(join(folder, 'cgroup.procs')));
}

/**
 * Makes `path` in every hierarchy, usable by a kubelet as its root: two kubelets under one root remove each other's pods.
 * `<path>/system` is made for the programs of the node itself, as every real machine has such a folder beside its pods'.
 */
export function makeCgroups(path: string): void {
  const [cluster = '', ...below] = `${path}/${system}`.split('/');
  for (const root of hierarchies()) {
    const top = makeBelow(root, cluster);
    weigh(top);
    below.reduce((folder, part) => makeBelow(folder, part), top);
  }
}

const system = 'system';

/** Puts a process of the node whose folder is `path` beside the node's pods. */
export function enterCgroups(path: string, pid: number): void {
  for (const root of hierarchies())
    writeFileSync(join(root, path, system, 'cgroup.procs'), String(pid));
}

/**
 * A folder weighs as much as one process at the root does, and this one has machines in it. Were the nodes' programs at the
 * root and their pods alone in here, pods would hardly get the CPU on a busy machine, which is so on no real one.
 */
function weigh(folder: string): void {
  for (const [file, weight] of [
    ['cpu.shares', 16 * 1024],
    ['cpu.weight', 16 * 100],
  ] as const) {
    const path = join(folder, file);
    if (existsSync(path)) writeFileSync(path, String(weight));
  }
}

// What a folder of a cpuset must have before a process may enter it (v1), and what a child gets of its parent (v2).
function makeBelow(parent: string, name: string): string {
  const folder = join(parent, name);
  if (existsSync(join(parent, 'cgroup.subtree_control'))) delegate(parent);
  mkdirSync(folder, { recursive: true });
  for (const file of ['cpuset.cpus', 'cpuset.mems']) {
    const own = join(folder, file);
    const inherited = existsSync(own) && existsSync(join(folder, 'cgroup.clone_children'));
    if (inherited && readFileSync(own, 'utf8').trim() === '') {
      writeFileSync(own, readFileSync(join(parent, file), 'utf8'));
    }
  }
  return folder;
}

function delegate(folder: string): void {
  const names = readFileSync(join(folder, 'cgroup.controllers'), 'utf8').trim();
  const all = names === '' ? [] : names.split(' ').map((controller) => `+${controller}`);
  writeFileSync(join(folder, 'cgroup.subtree_control'), all.join(' '));
}

/** Removes `path` and what is below it from every hierarchy. What was in there is dead, but may still be on its way out. */
export async function removeCgroups(path: string): Promise<void> {
  const folders = hierarchies().map((root) => join(root, path));
  const deadline = performance.now() + 10_000;
  for (;;) {
    const busy = folders.filter((folder) => !removed(folder));
    if (busy.length === 0) return;
    if (performance.now() > deadline) throw new Error(`still in use: ${busy.join(', ')}`);
    await delay(20);
  }
}

/** Depth first, as rmdir wants it. */
function removed(folder: string): boolean {
  if (!existsSync(folder)) return true;
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  if (!below.map(({ name }) => removed(join(folder, name))).every(Boolean)) return false;
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EBUSY') return false;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}
