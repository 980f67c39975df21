import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';

import { nodeEnvironment, withEnvironment } from '../node/environment.ts';
import type { Node } from '../node/fabric.ts';
import { type Program, startProgram } from '../node/program.ts';
import { tool } from '../node/tool.ts';
import { makeCgroups, removeCgroups } from './cgroups.ts';
import { underWrapper } from './inside.ts';

const script = fileURLToPath(new URL('boot', import.meta.url));

/** The namespaces and the cgroups of a node, without what runs in them. */
export type Machine = {
  /** 0 while it is off. */
  readonly pid: () => number;
  readonly boot: () => Promise<void>;
  /** SIGKILL to the first process, with which the kernel ends all others of the node; the cgroups go, too. */
  readonly cut: () => Promise<void>;
};

export type MachineSpec = {
  readonly node: Node;
  readonly disk: string;
  /** Below the root of every hierarchy; without a slash in front. */
  readonly cgroup: string;
  readonly logFile: string;
};

// Not `ip netns exec`, which would hide the cgroups behind a new /sys. With a PID namespace a pod with hostPID finds the
// node's own namespaces at pid 1, as on a real machine.
const unshare = ['unshare', '--mount', '--pid', '--uts', '--ipc', '--fork', '--kill-child'];

export function machine({ node, disk, cgroup, logFile }: MachineSpec): Machine {
  let init: Program | undefined;
  const boot = async (): Promise<void> => {
    makeCgroups(cgroup);
    const enter = ['nsenter', `--net=${node.netns}`, ...unshare] as [string, ...string[]];
    // A pod with hostPID sees the first process, and the environment that it was started with.
    const boots = [...withEnvironment(nodeEnvironment), 'sh'];
    const argv = [...boots, script, node.name, disk, join(tool('kubelet'), '..')];
    init = await underWrapper(await startProgram({ argv: [...enter, ...argv], logFile }));
    await booted(init);
  };
  const cut = async (): Promise<void> => {
    await init?.kill();
    await removeCgroups(cgroup);
  };
  return { pid: () => (init?.running() === true ? init.pid : 0), boot, cut };
}

/** The last thing that the script does is to become the program that sleeps. */
async function booted(init: Program): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (init.running() && performance.now() < deadline) {
    if (readFileSync(`/proc/${init.pid}/comm`, 'utf8').trim() === 'init') return;
    await delay(5);
  }
  throw new Error(`a node did not boot:\n${init.tail()}`);
}
