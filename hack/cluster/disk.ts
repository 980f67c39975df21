import { copyFileSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../node/run.ts';
import { tool } from '../node/tool.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Plugins that a node has from the start, as distributions of Kubernetes install them. */
const plugins = words(`
  bridge host-device ipvlan loopback macvlan ptp host-local static bandwidth portmap sbr tuning`);

const folders = words(`
  dev etc/cni/net.d etc/kubernetes/manifests home mnt opt/cni/bin opt/node/bin proc root run sys
  tmp var/lib/cni var/lib/containerd var/lib/kubelet var/lib/multi-nic var/log var/tmp`);

/** What programs of this machine look up in /etc; a name that is not there is left out. */
const fromThisMachine = words(`
  alternatives group ld.so.cache ld.so.conf ld.so.conf.d nsswitch.conf os-release passwd protocols
  services ssl`);

/** The disk of a node that was never booted: folders, /etc, the reference plugins. Read `boot` beside it. */
export async function makeDisk(disk: string, name: string, init: string): Promise<void> {
  for (const folder of folders) mkdirSync(join(disk, folder), { recursive: true });
  const write = (path: string, text: string): void => writeFileSync(join(disk, path), text);
  await run(['sh', '-c', copies, 'sh', join(disk, 'etc'), ...fromThisMachine]);
  write('etc/hostname', `${name}\n`);
  write('etc/hosts', `127.0.0.1 localhost\n::1 localhost\n`);
  write('etc/machine-id', `${Buffer.from(name.padEnd(16, '.')).toString('hex').slice(0, 32)}\n`);
  // No name server: nothing here leaves this machine.
  write('etc/resolv.conf', '');
  symlinkSync('/run', join(disk, 'var/run'));
  copyFileSync(init, join(disk, 'opt/node/init'));
  for (const plugin of plugins) share(tool(plugin), join(disk, 'opt/cni/bin', plugin));
}

const copies =
  'target=$1; shift; cd /etc; for name; do [ ! -e "$name" ] || cp -a "$name" "$target"; done';

/** A second name where the file system allows one, for the plugins are 50 MiB per node. */
function share(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    copyFileSync(from, to);
  }
}
