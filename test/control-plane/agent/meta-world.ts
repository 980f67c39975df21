import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { kubectl } from '../../../hack/control-plane/crds.ts';
import { type ControlPlane, startControlPlane } from '../../../hack/control-plane/start.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import { createKubeApi, type KubeWriter } from '../../../lib/kube/client.ts';
import type { Log } from '../../../lib/log.ts';

/** A control plane without any CustomResourceDefinition, and the API as node agents see it. */
export type MetaWorld = {
  readonly controlPlane: ControlPlane;
  readonly api: KubeWriter;
  readonly kubectl: (args: readonly string[], input?: object) => Promise<string>;
  /** Makes a pod of a node; a name may be used again once it was deleted. */
  readonly createPod: (name: string, nodeName: string, annotations?: object) => Promise<KubeObject>;
  readonly deletePod: (name: string) => Promise<void>;
  /** `verb resource` of the agent's requests since the mark, watches and reads too. */
  readonly requests: (mark: Awaited<ReturnType<ControlPlane['auditMark']>>) => Promise<string[]>;
  readonly said: string[];
  readonly log: Log;
  readonly stop: () => Promise<void>;
};

const user = 'node-agent-1';

export async function startMetaWorld(): Promise<MetaWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'meta-control-plane-'));
  const controlPlane = await startControlPlane({ dir, log: () => {} });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(controlPlane.kubeconfigOf(user));
  const said: string[] = [];
  const say = (message: string): void => {
    said.push(message);
  };
  const run: MetaWorld['kubectl'] = (args, input) =>
    kubectl(controlPlane.kubeconfig, args, input === undefined ? undefined : JSON.stringify(input));
  return {
    controlPlane,
    api: createKubeApi({ kubeConfig, fieldManager: 'multi-nic-node-agent' }),
    kubectl: run,
    createPod: async (name, nodeName, annotations = {}) =>
      JSON.parse(
        await run(['create', '-f', '-', '-o', 'json'], podOf(name, nodeName, annotations)),
      ),
    deletePod: async (name) => {
      await run(['delete', 'pod', name, '--force', '--grace-period=0']);
    },
    requests: async (mark) => {
      const events = await controlPlane.auditEvents(mark);
      const own = events.filter((event) => event.user === user);
      return own.map(({ verb, resource }) => `${verb} ${resource}`);
    },
    said,
    log: { debug: say, info: say, warn: say, error: say },
    stop: async () => {
      await controlPlane.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function podOf(name: string, nodeName: string, annotations: object): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', annotations },
    spec: { nodeName, containers: [{ name: 'c', image: 'none' }] },
  };
}

export function schedule(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
