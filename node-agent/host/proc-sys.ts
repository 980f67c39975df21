import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Log } from '../../lib/log.ts';
import { findProgram } from './find-program.ts';

const folder = '/proc/sys';
/** One that every kernel has; a folder there is writable for nobody. */
const anySetting = `${folder}/net/ipv4/conf/all/arp_notify`;

/**
 * Makes /proc/sys writable where a container runtime mounted it read-only, as all do for containers that are not privileged.
 * Only the mount of this container changes. Without it links of pods work, but do not announce their addresses; the log says so.
 */
export async function openProcSys({ log }: { readonly log: Log }): Promise<void> {
  if (await isWritable()) return;
  try {
    const [program, ...args] = mountCommand();
    await promisify(execFile)(program, args, { timeout: 5_000 });
  } catch (error) {
    log.warn(
      'cannot make /proc/sys writable: kernel settings of pods stay as they are; give the container CAP_SYS_ADMIN and no AppArmor profile that denies mount',
      { error },
    );
  }
}

const isWritable = (): Promise<boolean> =>
  access(anySetting, constants.W_OK).then(
    () => true,
    () => false,
  );

/** The image has no mount but busybox'. */
function mountCommand(): readonly [string, ...string[]] {
  const options = ['-o', 'remount,bind,rw', folder];
  const mount = findProgram('mount');
  return mount === 'mount' ? ['/bin/busybox', 'mount', ...options] : [mount, ...options];
}
