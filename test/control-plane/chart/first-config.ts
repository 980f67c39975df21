import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../hack/node/run.ts';
import { type ChartWorld, namespace } from './world.ts';

const main = new URL('../../../lib/main.ts', import.meta.url).pathname;

/** What the kubelet would do of the Job multi-nic-first-config: its program, arguments, file and rights. @returns its log */
export async function runFirstConfig(world: ChartWorld): Promise<string> {
  const get = (what: string, path: string): Promise<string> =>
    world.kubectl(['get', what, `--namespace=${namespace}`, `--output=jsonpath=${path}`]);
  const container = '.spec.template.spec.containers[0]';
  const args = await get('job/multi-nic-first-config', `{${container}.args}`);
  const [command, path, owner] = JSON.parse(args) as [string, string, string];
  const mounted = await get(
    'job/multi-nic-first-config',
    `{${container}.volumeMounts[0].mountPath}`,
  );
  const file = join(world.dir, path.slice(mounted.length + 1));
  writeFileSync(file, await get('configmap/multi-nic-first-config', '{.data.config\\.json}'));
  const KUBECONFIG = await world.kubeconfigOf('multi-nic-first-config');
  const env = { ...process.env, KUBECONFIG };
  return run([process.execPath, main, command, file, owner], { env });
}
