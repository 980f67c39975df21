import { fileURLToPath } from 'node:url';

import { machineEnvironment } from '../node/environment.ts';
import { run } from '../node/run.ts';
import { tool } from '../node/tool.ts';

/** kubectl as the user of `kubeconfig`; rejects with what it said. `input` goes to its stdin (`-f -`). */
export function kubectl(
  kubeconfig: string,
  args: readonly string[],
  input?: string,
): Promise<string> {
  // Without a cache folder of its own it would ask the same discovery again and again, or trust another server's.
  const argv = [
    tool('kubectl'),
    `--kubeconfig=${kubeconfig}`,
    `--cache-dir=${kubeconfig}.cache`,
  ] as const;
  const env = machineEnvironment();
  return run([...argv, ...args], input === undefined ? { env } : { env, input });
}

const crds = fileURLToPath(new URL('../../crds/', import.meta.url));

/** Our CRDs, and the NetworkAttachmentDefinition's, as a user would install them; resolves when all are served. */
export async function applyCrds(kubeconfig: string, folder = crds): Promise<void> {
  const all = ['--recursive', '--filename', folder];
  await kubectl(kubeconfig, ['apply', '--server-side', ...all]);
  await kubectl(kubeconfig, ['wait', '--for=condition=Established', '--timeout=30s', ...all]);
}
