import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unlinkIfThere } from './present.ts';

/**
 * Takes away what the runtime's CNI library recorded of sandboxes that came by a configuration. CRI-O looks there for the
 * configuration to call for DEL, and a pod would never end whose plugin has gone; without a record the runtime calls the
 * configuration that is first now, which is what containerd does anyway. @returns the names of the files
 *
 * @param cacheDir libcni's CacheDir, as this process sees it
 */
export async function forgetResults(
  cacheDir: string,
  confName: string,
): Promise<readonly string[]> {
  const folder = join(cacheDir, 'results');
  const names = (await namesIn(folder)).filter((name) => isOf(name, confName));
  for (const name of names) await unlinkIfThere(join(folder, name));
  return names;
}

/** `<conf>-<sandbox>-<interface>`; a sandbox is 64 hexadecimal digits for both runtimes, which no longer conf name ends like. */
function isOf(name: string, confName: string): boolean {
  return name.startsWith(`${confName}-`) && /^[0-9a-f]{64}-/.test(name.slice(confName.length + 1));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
