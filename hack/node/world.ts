import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from './run.ts';

/**
 * What a command is started by so that it may call `enterWorld`: network, mount and PID namespace of its own. All that it
 * leaves running ends with it. A shell is the first process because that one inherits orphans and must reap them, which
 * node would not.
 */
export const newWorld: readonly [string, ...string[]] = [
  'unshare',
  '--net',
  '--mount',
  '--propagation',
  'private',
  '--pid',
  '--fork',
  '--kill-child',
  '--mount-proc',
  '--',
  'sh',
  '-c',
  '"$@"; exit $?',
  'sh',
];

/**
 * Makes a fresh network and mount namespace usable, once, first thing in a process under
 * `unshare --net --mount --propagation private`: loopback up, an empty /run/netns, and a /sys that shows this
 * namespace's links with the cgroups still in place. Rejects in the machine's own namespaces, which must stay untouched.
 */
export async function enterWorld(): Promise<void> {
  await refuseUsedNamespace();
  mkdirSync('/run/netns', { recursive: true });
  const aside = mkdtempSync(join(tmpdir(), 'multi-nic-cgroup-'));
  await run(['sh', '-ec', steps, 'sh', aside]);
  rmdirSync(aside);
}

// A new network namespace has nothing but a loopback that is down; the machine's own namespace cannot look like that.
async function refuseUsedNamespace(): Promise<void> {
  const links = JSON.parse(await run(['ip', '-j', 'link'])) as {
    ifname: string;
    flags: string[];
  }[];
  const fresh = links.length === 1 && links[0]?.flags.includes('UP') === false;
  if (fresh) return;
  throw new Error(
    'this process is in a network namespace that is in use: start it with "unshare --net --mount --propagation private"',
  );
}

// /run/netns is shared, as `ip netns add` wants it, before any program of a node copies the mounts: what appears and
// disappears there later must do so for them, too.
const steps = `
ip link set lo up
mount -t tmpfs -o mode=0755 netns /run/netns
mount --make-shared /run/netns
mount --rbind /sys/fs/cgroup "$1"
mount -t sysfs sysfs /sys
mount --rbind "$1" /sys/fs/cgroup
umount --lazy "$1"
`;
