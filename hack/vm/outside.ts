import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { managementAddress } from '../node/plan.ts';
import { repository } from './job.ts';
import { fetchKit } from './kit.ts';

const marker = 'MULTINIC_VM_OUTSIDE';

/** Whether this process is the one that `restartOutside` started. */
export const isOutside = (): boolean => process.env[marker] === 'yes';

// A shell is the first process because that one inherits orphans and must reap them.
const script = `
ip link set lo up
ip address add ${managementAddress}/32 dev lo
"$@"
exit $?`;

/**
 * Runs this program again, with the same arguments, in network and PID namespaces of its own: the servers for the machine
 * listen on no network of this host, may bear the nodes' management address, and end with the lane whatever happens.
 * What needs the network is fetched before. Resolves to the exit status, 1 when `signal` ended it.
 */
export async function restartOutside(signal: AbortSignal): Promise<number> {
  await fetchKit();
  const folder = await mkdtemp(`${tmpdir()}/multinic-vm-`);
  const own = { [marker]: 'yes', MULTINIC_TOOLS: tools(), TMPDIR: folder };
  const unshare = 'unshare --net --pid --fork --kill-child --mount-proc -- sh -ec'.split(' ');
  const self = [process.execPath, ...process.argv.slice(1)];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...unshare, script, 'sh', ...self], {
    stdio: 'inherit',
    env: { ...process.env, ...own },
  });
  signal.addEventListener('abort', () => child.kill('SIGKILL'));
  const [status] = (await once(child, 'close')) as [number | null];
  // What was killed with the namespace may write for a moment longer.
  await rm(folder, { recursive: true, maxRetries: 10 });
  return status ?? 1;
}

function tools(): string {
  const build = `${repository}/hack/tools/build`;
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  return process.env['MULTINIC_TOOLS'] ?? execFileSync(build, { stdio, encoding: 'utf8' }).trim();
}
