import manifest from '../../package.json' with { type: 'json' };
import type { Layer, Source } from './types.ts';

const folder = (mode = 0o755): Source => ({ kind: 'folder', mode });
const text = (...lines: string[]): Source => ({ kind: 'text', text: `${lines.join('\n')}\n` });
const link = (to: string): Source => ({ kind: 'link', to });
const file = (from: string): Source => ({ kind: 'file', from });

/** A file of this tree that is executed. */
export const program = (from: string): Source => ({ kind: 'program', from });
export const debian = (name: string): Source => ({ kind: 'debian', program: name });

/** User and group of what needs no rights. */
export const nonroot = '65532:65532';

/** What every program expects of a system. Debian 12 has one /usr: /lib and /usr/lib are the same folder. */
export const system: Layer = {
  name: 'system',
  files: {
    bin: link('usr/bin'),
    sbin: link('usr/sbin'),
    lib: link('usr/lib'),
    lib64: link('usr/lib64'),
    'usr/lib64': folder(),
    run: folder(),
    'var/run': link('../run'),
    tmp: folder(0o1777),
    'etc/nsswitch.conf': text('hosts: files dns'),
    'etc/passwd': text(
      'root:x:0:0:root:/:/sbin/nologin',
      `nonroot:x:${nonroot}:nonroot:/:/sbin/nologin`,
    ),
    'etc/group': text('root:x:0:', 'nonroot:x:65532:'),
    'usr/lib/os-release': file('/usr/lib/os-release'),
    'etc/os-release': link('../usr/lib/os-release'),
  },
};

/** The same bytes in the operator's image and the agent's: a node that runs both keeps them once. */
export const node: Layer = {
  name: 'node',
  files: {
    'usr/local/bin/node': program('dist/images/made/node'),
    // Named by version, so that a newer Node.js without its own licence does not build.
    'usr/share/doc/node/LICENSE': file(`images/licences/node-${manifest.devDependencies.node}.txt`),
  },
};

// The shell is dash: Debian's busybox, when it is the shell, runs its own `ip` in place of iproute2's.
export const shellAndIp: Layer['files'] = {
  'usr/bin/sh': debian('dash'),
  'usr/bin/busybox': debian('busybox'),
  'usr/sbin/ip': debian('ip'),
};

/** Commands of busybox under their own names. */
export const applets = (...names: string[]): Layer['files'] =>
  Object.fromEntries(names.map((name) => [`usr/bin/${name}`, link('busybox')]));

/** A bundle of ours with the licences of all that is in it. */
export const product = (bundle: string): Layer['files'] => ({
  [`usr/local/lib/multi-nic/${bundle}.mjs`]: file(`dist/${bundle}.mjs`),
  'usr/share/doc/multi-nic/LICENSE': file('LICENSE'),
  [`usr/share/doc/multi-nic/${bundle}.licences.txt`]: file(`dist/${bundle}.licences.txt`),
});
