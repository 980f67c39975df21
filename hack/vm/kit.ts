import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { repository } from './job.ts';

/** Folder of kernel, emulator and initramfs; made on first use, with progress on stderr. */
export async function fetchKit(): Promise<string> {
  const child = spawn(`${repository}/hack/vm/fetch`, { stdio: ['ignore', 'pipe', 'inherit'] });
  let path = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (path += text));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0)
    throw new Error('hack/vm/fetch could not make the machine: its messages say why');
  return path.trim();
}
