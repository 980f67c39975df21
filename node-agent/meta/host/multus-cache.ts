import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unlinkIfThere } from '../../host/present.ts';
import type { MetaEffects } from '../types.ts';
import type { HostPath } from './host-paths.ts';

/** Multus' `cniDir`; libcni keeps its files in the folder `results` of it, and Multus a list of its own beside. */
const cniDir = '/var/lib/cni/multus';

/** `MetaEffects.multusCache`. */
export function createMultusCache(hostPath: HostPath): NonNullable<MetaEffects['multusCache']> {
  return {
    read: async (containerID) => {
      const folder = await hostPath(join(cniDir, 'results'));
      const names = (await namesIn(folder)).filter((name) => name.includes(`-${containerID}-`));
      return Promise.all(
        names.map(async (name) => ({
          path: join(cniDir, 'results', name),
          content: await readFile(join(folder, name), 'utf8'),
        })),
      );
    },
    forget: async (path) => unlinkIfThere(await hostPath(path)),
    forgetSandbox: async (containerID) => unlinkIfThere(await hostPath(join(cniDir, containerID))),
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
