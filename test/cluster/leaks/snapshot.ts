import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { run } from '../../../hack/node/run.ts';

/** What a cluster could leave behind, each as text that a failed test shows. */
export type Snapshot = {
  readonly links: readonly string[];
  readonly addresses: readonly string[];
  readonly routes: readonly string[];
  readonly namespaces: readonly string[];
  readonly mounts: readonly string[];
  /** All of this PID namespace but the one that asks and what it asks with. */
  readonly processes: readonly string[];
  readonly cgroups: readonly string[];
  /** The temporary files. */
  readonly files: readonly string[];
  /** Settings of the machine that a kubelet likes to change, and one of this network namespace. */
  readonly tunables: readonly string[];
};

const tunables = [
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
];

/** @param cgroup the cluster's folder in the hierarchies; others have theirs beside it */
export async function snapshot(cgroup: string): Promise<Snapshot> {
  return {
    links: await lines(['ip', '-brief', 'link']),
    addresses: await lines(['ip', '-brief', 'address']),
    routes: await lines(['ip', 'route', 'show', 'table', 'all']),
    namespaces: readdirSync('/run/netns'),
    mounts: readFileSync('/proc/self/mounts', 'utf8').trim().split('\n'),
    processes: processes(),
    cgroups: await lines(['find', '/sys/fs/cgroup', '-maxdepth', '2', '-name', cgroup]),
    files: readdirSync(tmpdir()),
    tunables: tunables.map((name) => `${name} ${readFileSync(`/proc/sys/${name}`, 'utf8').trim()}`),
  };
}

async function lines(argv: readonly [string, ...string[]]): Promise<string[]> {
  const text = await run(argv);
  return text.split('\n').filter((line) => line !== '');
}

function processes(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim());
}
