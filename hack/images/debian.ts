import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { run } from '../node/run.ts';

const folders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The system's own program of that name, whatever PATH says. */
export function debianProgram(name: string): string {
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found !== undefined) return realpathSync(found);
  throw new Error(
    `${name} is not installed: . hack/setup installs what the images need, or build with images/*/Dockerfile`,
  );
}

/** Paths as the loader finds them, below /usr where /lib is a link to it; none for a static program. */
export async function sharedLibraries(program: string): Promise<readonly string[]> {
  if (!(await hasLoader(program))) return [];
  const said = await run(['sh', '-c', 'ldd "$1" 2>&1 || true', 'sh', program]);
  const lost = /(\S+) => not found/.exec(said);
  if (lost !== null) throw new Error(`${program} needs ${lost[1]}, which is not installed`);
  const paths = [...said.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => mergedUsr(path ?? ''));
  if (paths.length === 0) throw new Error(`ldd ${program}: ${said.trim()}`);
  return paths;
}

/** ldd is not asked: when it cannot start the loader, a dynamic program is "not a dynamic executable" to it. */
async function hasLoader(program: string): Promise<boolean> {
  return (await run(['readelf', '--program-headers', '--wide', program])).includes(' INTERP ');
}

function mergedUsr(path: string): string {
  return join(realpathSync(dirname(path)), basename(path));
}

/**
 * Names of the installed packages that brought these files, sorted.
 * @throws where a file is of no package: its licence is unknown then, and nobody else could make the same image
 */
export function packagesOf(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return [];
  // dpkg knows a file under the path in its package, which may lack /usr; it exits 1 for the spelling that it lacks.
  const spellings = paths.flatMap((path) => [path, path.replace(/^\/usr\//, '/')]);
  const { stdout, error } = spawnSync('dpkg', ['-S', ...spellings], { encoding: 'utf8' });
  if (error !== undefined) throw error;
  const owners = new Map(stdout.split('\n').map(ownerIn));
  return [...new Set(paths.map((path) => ownerOf(owners, path)))].sort();
}

/** `libc6:amd64: /lib/x86_64-linux-gnu/libc.so.6` */
function ownerIn(line: string): [string, string] {
  const [, name = '', path = ''] = /^([^:,\s]+)\S*: (\/.*)$/.exec(line) ?? [];
  return [path, name];
}

function ownerOf(owners: ReadonlyMap<string, string>, path: string): string {
  const owner = owners.get(path) ?? owners.get(path.replace(/^\/usr\//, '/'));
  if (owner !== undefined) return owner;
  throw new Error(`${path} is of no Debian package: install the packaged one in its place`);
}

/** All packages of this system with their versions. */
export function installedPackages(): Promise<string> {
  return run(['dpkg-query', '--show']).catch((cause: unknown) => {
    throw new Error(
      'images are made of packages of Debian 12, and dpkg does not answer: build there, or with images/*/Dockerfile',
      { cause },
    );
  });
}

/** What dpkg tells of an installed package; scanners read it in an image to know what is in there. */
export function packageStatus(name: string): Promise<string> {
  return run(['dpkg-query', '--status', name]);
}
