import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MultiNicError } from '../../lib/errors.ts';
import { findProgram } from './find-program.ts';

/** In the state folder; its content says who holds it. */
export const lockName = 'lock';

type Options = {
  readonly stateDir: string;
  /** Who this is, for another agent that finds the folder locked. */
  readonly holder: string;
  readonly program?: string;
};

/**
 * Locks the state folder for this process, until it ends in whatever way: two agents on one journal would give addresses twice.
 * The lock is the kernel's (flock(2)), so it holds between containers with namespaces of their own, and none is left behind by a
 * kill or a reboot.
 *
 * @returns gives the folder free
 * @throws MultiNicError `CONFIG_INVALID` when another agent has the folder, naming both, or when it cannot be locked
 */
export async function lockState(options: Options): Promise<() => Promise<void>> {
  const { stateDir, holder, program = 'flock' } = options;
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const path = join(stateDir, lockName);
  const file = await open(path, 'a+', 0o600);
  try {
    if (!(await take(file.fd, program)))
      throw inUse(stateDir, (await readFile(path, 'utf8')).trim());
    await file.truncate(0);
    await file.write(`${holder}\n`);
    return () => file.close();
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** flock(1) answers with it when another process has the lock. */
const conflict = 75;

/** Node has no flock(2). A lock belongs to the open file, which a child shares: it stays when the child has ended. */
async function take(fd: number, program: string): Promise<boolean> {
  const child = spawn(findProgram(program), ['-n', '-E', String(conflict), '3'], {
    stdio: ['ignore', 'ignore', 'ignore', fd],
  });
  try {
    const [status] = (await once(child, 'exit')) as [number | null];
    if (status === 0 || status === conflict) return status === 0;
    throw new Error(`it ended with ${status}`);
  } catch (cause) {
    const message = `the state folder cannot be locked: ${program}: ${(cause as Error).message}; install util-linux`;
    throw new MultiNicError('CONFIG_INVALID', message, { cause });
  }
}

function inUse(stateDir: string, holder: string): MultiNicError {
  const other = holder === '' ? 'another node agent' : `another node agent, ${holder}`;
  const message = `the state folder ${stateDir} is in use by ${other}; stop that one first, or give this one a folder of its own (MULTINIC_STATE_DIR)`;
  return new MultiNicError('CONFIG_INVALID', message);
}
