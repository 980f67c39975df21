import { closeSync, constants, openSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Log } from '../../lib/log.ts';
import { messageOf } from '../attach/failure.ts';
import { findProgram } from './find-program.ts';
import type { Bounds, Shell } from './shell-worker.ts';
import { createWorkers, type Workers } from './workers.ts';

/** Where delegates are executed. */
export type Place = {
  readonly workers: Workers;
  /** Where the root of the place is seen from here; empty when it is ours. */
  readonly root: string;
  /** Put before the path of a program. */
  readonly prefix: readonly string[];
  readonly close: () => void;
};

type Options = Bounds & { readonly log?: Log; readonly busybox?: string };

const idle = 8;
/** What a shell exports on its own, which no plugin asked for. */
const unexport = 'unset PWD OLDPWD SHLVL';
/** Plugins call iptables and the like by name, wherever this agent's own programs are. */
const hostPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** @param prefix put before the path of each program */
export function ownPlace(
  bounds: Bounds,
  { root = '', prefix = [] }: Partial<Pick<Place, 'root' | 'prefix'>> = {},
): Place {
  const env = { PATH: root === '' ? process.env['PATH'] : hostPath };
  const shell: Shell = { command: ['/bin/sh'], env, prepare: unexport };
  const workers = createWorkers({ ...bounds, idle, shell });
  return { workers, root, prefix, close: workers.close };
}

/**
 * The mount namespace of a process; the network namespace stays ours. Hosts without a shell (Talos, Bottlerocket) are served
 * too: the workers are our image's busybox, which must be static, taken along as an open folder: nsenter changes the root, and what is
 * open stays open. Where that fails each plugin is executed by an nsenter of its own.
 *
 * @param pid as seen in our /proc, and its namespaces must be reachable: CAP_SYS_ADMIN, CAP_SYS_CHROOT, CAP_SYS_PTRACE
 */
export async function placeOf(pid: number, options: Options): Promise<Place> {
  const enter = [findProgram('nsenter'), `--target=${pid}`, '--mount', '--'] as const;
  const root = `/proc/${pid}/root`;
  try {
    return await workersIn(enter, root, options);
  } catch (error) {
    options.log?.warn(
      'no workers in the mount namespace of the host: delegates are executed by nsenter, which takes longer',
      { pid, reason: messageOf(error) },
    );
    return ownPlace(options, { root, prefix: enter });
  }
}

async function workersIn(
  enter: readonly [string, ...string[]],
  root: string,
  { timeoutMs, maxBytes, busybox = '/bin/busybox' }: Options,
): Promise<Place> {
  const folder = openSync(dirname(busybox), constants.O_RDONLY | constants.O_DIRECTORY);
  const shell: Shell = {
    command: [...enter, `/proc/self/fd/3/${basename(busybox)}`, 'sh'],
    env: { PATH: hostPath },
    files: [folder],
    prepare: `exec 3<&-; ${unexport}`,
  };
  const workers = createWorkers({ timeoutMs, maxBytes, idle, shell });
  const close = (): void => {
    workers.close();
    closeSync(folder);
  };
  try {
    await workers.run({ command: ':' });
  } catch (error) {
    close();
    throw error;
  }
  return { workers, root, prefix: [], close };
}
