import { chmod, lstat, mkdir, readdir, rename, unlink } from 'node:fs/promises';
import { connect, type Server } from 'node:net';
import { basename, dirname } from 'node:path';
import { MultiNicError } from '../../lib/errors.ts';
import { statOf, unlinkIfThere } from './present.ts';

/** `sun_path` less its NUL; the kernel would cut a longer path silently. */
const longestPath = 107;

/**
 * Makes `server` listen at `path` under permissions that are the guard of the socket: connect(2) needs search permission on
 * the directory (0700) and write permission on the socket (0600), so the kernel refuses every peer but our own user.
 * The socket appears under its final name only when it is ready, in place of one that a dead agent left.
 * @throws MultiNicError `CONFIG_INVALID` when the path cannot be made safe, or a living agent serves it
 * @returns removes the socket, unless another has taken its place
 */
export async function listenAt(server: Server, path: string): Promise<() => Promise<void>> {
  const temporary = `${path}.new`;
  if (Buffer.byteLength(temporary) > longestPath)
    throw invalid(path, `is longer than ${longestPath - 4} bytes`, 'choose a shorter one');
  await closeDirectory(dirname(path), [basename(path), basename(temporary)]);
  await refuseLiving(path);
  await unlinkIfThere(temporary);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path: temporary, backlog: 511 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  await chmod(temporary, 0o600);
  await rename(temporary, path);
  const { dev, ino } = await lstat(path);
  return async () => {
    const found = await statOf(path);
    if (found?.dev === dev && found.ino === ino) await unlink(path);
  };
}

/** Only a directory that holds nothing but our socket is closed to others: /run or /tmp is not ours to close. */
async function closeDirectory(path: string, ours: readonly string[]): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await lstat(path);
  if (!found.isDirectory()) throw invalid(path, 'is no directory', 'remove it');
  if (found.uid !== process.geteuid?.())
    throw invalid(path, `belongs to user ${found.uid}`, 'give the socket a directory of its own');
  if ((found.mode & 0o777) === 0o700) return;
  const foreign = (await readdir(path)).filter((name) => !ours.includes(name));
  if (foreign.length > 0)
    throw invalid(
      path,
      `is open to other users and holds ${foreign.slice(0, 3).join(', ')}`,
      'give the socket a directory of its own',
    );
  await chmod(path, 0o700);
}

async function refuseLiving(path: string): Promise<void> {
  const found = await statOf(path);
  if (found === undefined) return;
  if (!found.isSocket()) throw invalid(path, 'exists and is no socket', 'remove it');
  if (await answers(path))
    throw invalid(path, 'is served by another node agent', 'stop that one first');
}

/** ECONNREFUSED is what the kernel says of a socket that nobody listens on any more. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(false);
      else if (error.code === 'EAGAIN') resolve(true);
      else reject(error);
    });
  });
}

function invalid(path: string, reason: string, remedy: string): MultiNicError {
  return new MultiNicError('CONFIG_INVALID', `socket: ${path} ${reason}; ${remedy}`);
}
