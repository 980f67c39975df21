import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../hack/node/run.ts';
import { type ChartWorld, namespace } from './world.ts';

const main = new URL('../../../lib/main.ts', import.meta.url).pathname;

/** What the kubelet would do of a Job that makes the Config: its program, arguments, file and rights. @returns its log */
export async function runConfigJob(world: ChartWorld, job: string): Promise<string> {
  const get = (what: string, path: string): Promise<string> =>
    world.kubectl(['get', what, `--namespace=${namespace}`, `--output=jsonpath=${path}`]);
  const pod = '.spec.template.spec';
  const args = await get(`job/${job}`, `{${pod}.containers[0].args}`);
  const [command, path, ...rest] = JSON.parse(args) as [string, string, ...string[]];
  const mounted = await get(`job/${job}`, `{${pod}.containers[0].volumeMounts[0].mountPath}`);
  const map = await get(`job/${job}`, `{${pod}.volumes[0].configMap.name}`);
  const file = join(world.dir, path.slice(mounted.length + 1));
  writeFileSync(file, await get(`configmap/${map}`, '{.data.config\\.json}'));
  const account = await get(`job/${job}`, `{${pod}.serviceAccountName}`);
  const env = { ...process.env, KUBECONFIG: await world.kubeconfigOf(account) };
  return run([process.execPath, main, command, file, ...rest], { env });
}
