import { join } from 'node:path';

import { machineEnvironment } from '../node/environment.ts';
import { run } from '../node/run.ts';
import { tool } from '../node/tool.ts';

/** The admin's kubeconfig, and folders below `dir` instead of the user's own. */
export const helmEnv = (dir: string, kubeconfig: string): Readonly<Record<string, string>> => ({
  KUBECONFIG: kubeconfig,
  HELM_CACHE_HOME: join(dir, 'helm/cache'),
  HELM_CONFIG_HOME: join(dir, 'helm/config'),
  HELM_DATA_HOME: join(dir, 'helm/data'),
});

/** Rejects with what helm said; hooks and `--wait` may take minutes. */
export function helm(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  input?: string,
): Promise<string> {
  const options = { env: { ...machineEnvironment(), ...env }, timeoutMs: 300_000 };
  return run([tool('helm'), ...args], input === undefined ? options : { ...options, input });
}
