import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asideName, mostAside } from './journal-open.ts';
import { unlinkIfThere } from './present.ts';
import { lockName } from './state-lock.ts';

/** All that an agent keeps in its state folder. */
const files = [lockName, 'journal', 'known.json', 'networks.json', 'uninstalling'];

type Options = {
  readonly stateDir: string;
  readonly socket: string;
  /** Where a folder of the host is for this process: in a container it is a mount point under its own path. */
  readonly hostPath: (path: string) => Promise<string>;
};

/**
 * Takes away what an agent that has ended its work leaves on the node: its journal and snapshots, and the folders of these
 * and of the socket. A folder that holds something else stays.
 */
export async function removeState({ stateDir, socket, hostPath }: Options): Promise<void> {
  for (const name of files) {
    await unlinkIfThere(join(stateDir, name));
    await unlinkIfThere(join(stateDir, `${name}.new`));
  }
  // One of these may be a directory.
  for (let count = 1; count <= mostAside; count += 1)
    await rm(asideName(join(stateDir, 'journal'), count), { recursive: true, force: true });
  for (const folder of [stateDir, dirname(socket)]) await removeEmpty(await hostPath(folder));
}

async function removeEmpty(path: string): Promise<void> {
  try {
    await rmdir(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(code)) throw error;
  }
}
