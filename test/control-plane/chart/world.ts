import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { controllerUsers } from '../../../hack/cluster/controllers.ts';
import { kubectl } from '../../../hack/control-plane/crds.ts';
import { type ControlPlane, startControlPlane } from '../../../hack/control-plane/start.ts';
import { run } from '../../../hack/node/run.ts';
import { tool } from '../../../hack/node/tool.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import { type Api, createApi } from '../crds/api.ts';

const top = fileURLToPath(new URL('../../../', import.meta.url));
export const chart = join(top, 'chart');
export const namespace = 'multi-nic-operator';
export const release = 'multi-nic-operator';

/** Names of the presets below chart/ci. */
export const presets: readonly string[] = readdirSync(join(chart, 'ci'))
  .map((file) => file.replace('-values.yaml', ''))
  .sort();

export const presetFile = (preset: string): string =>
  `--values=${join(chart, 'ci', `${preset}-values.yaml`)}`;

export type ChartWorld = {
  readonly dir: string;
  readonly controlPlane: ControlPlane;
  readonly api: Api;
  readonly kubectl: (args: readonly string[], input?: string) => Promise<string>;
  readonly helm: (args: readonly string[]) => Promise<string>;
  /** `helm upgrade --install` of the release, with a registry; `from` is another chart than the tree's. */
  readonly install: (settings?: readonly string[], from?: string) => Promise<string>;
  /** Without its Job: nothing runs Jobs here. */
  readonly uninstall: () => Promise<string>;
  /** Path of a kubeconfig with a token that the API server made for a ServiceAccount, bound to a pod where one is given. */
  readonly kubeconfigOf: (account: string, pod?: string) => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** A control plane without any CRD of ours. @param joined whether a controller manager will join, see `controllers` */
export async function startChartWorld(joined = false): Promise<ChartWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-chart-'));
  const users = joined ? controllerUsers : [];
  const controlPlane = await startControlPlane({ dir, joined, users, log: () => {} });
  const { kubeconfig } = controlPlane;
  const api = createApi(kubeconfig);
  // A discovery cache of another test's server would be believed.
  const env = {
    ...process.env,
    KUBECONFIG: kubeconfig,
    KUBECACHEDIR: join(dir, 'cache'),
    HOME: dir,
  };
  const helm: ChartWorld['helm'] = (args) => run([tool('helm'), ...args], { env });
  const ask: ChartWorld['kubectl'] = (args, input) => kubectl(kubeconfig, args, input);
  const inNamespace = `--namespace=${namespace}`;
  return {
    dir,
    controlPlane,
    api,
    kubectl: ask,
    helm,
    install: (settings = [], from = chart) =>
      helm([
        'upgrade',
        '--install',
        release,
        from,
        inNamespace,
        '--create-namespace',
        '--set=image.registry=localhost',
        ...settings,
      ]),
    uninstall: () => helm(['uninstall', release, inNamespace, '--no-hooks']),
    kubeconfigOf: async (account, pod) => {
      const bound =
        pod === undefined ? [] : ['--bound-object-kind=Pod', `--bound-object-name=${pod}`];
      const token = await ask(['create', 'token', account, inNamespace, ...bound]);
      const config = JSON.parse(await ask(['config', 'view', '--raw', '--output=json']));
      config.users[0].user = { token: token.trim() };
      const path = join(dir, `${account}-${pod ?? 'unbound'}.kubeconfig`);
      writeFileSync(path, JSON.stringify(config));
      return path;
    },
    stop: async () => {
      api.close();
      await controlPlane.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What `helm template` makes of the chart, without a cluster. */
export async function render(settings: readonly string[] = []): Promise<string> {
  const where = [`--namespace=${namespace}`, '--set=image.registry=localhost'];
  return run([tool('helm'), 'template', release, chart, ...where, ...settings]);
}

export function objectsOf(manifest: string): readonly KubeObject[] {
  return parseAllDocuments(manifest)
    .map((document) => document.toJS() as KubeObject | null)
    .filter((object): object is KubeObject => object !== null);
}

/** `Kind name`, sorted. */
export function namesOf(objects: readonly KubeObject[]): readonly string[] {
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).toSorted();
}
