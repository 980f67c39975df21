import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubectl } from '../../../hack/control-plane/crds.ts';
import { demoNetworkText } from '../../../hack/demo-steps/network.ts';
import {
  attach,
  type AttachedPod,
  detach,
  type Runtime,
  writeConf,
} from '../../../hack/bare-nodes/pods.ts';
import {
  binDirOf,
  type Installation,
  nodeObjects,
  socketOf,
  startAgent,
  startOperator,
} from '../../../hack/bare-nodes/programs.ts';
import type { Fabric } from '../../../hack/node/fabric.ts';
import { tool } from '../../../hack/node/tool.ts';
import { openApiServer } from './api-server.ts';
import { attachTwoEach } from './l3-conformance.ts';

/** The product on a fabric: the operator and an agent per node as they are shipped, cnitool as the runtime. */
export type Product = {
  /** Makes the user guide's network in this mode Ready and attaches two pods on each node. */
  readonly open: (mode: string) => Promise<readonly AttachedPod[]>;
  /** Detaches the pods and deletes the network, which must go. */
  readonly close: (mode: string, pods: readonly AttachedPod[]) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const patience = '--timeout=120s';

export async function startProduct(fabric: Fabric): Promise<Product> {
  const api = await openApiServer(fabric);
  const admin = (args: readonly string[], input?: string): Promise<string> =>
    kubectl(api.kubeconfigOf('admin'), args, input);
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-l3-'));
  await admin(['apply', '-f', '-'], nodeObjects(fabric.nodes));
  const installation: Installation = { dir, kubeconfigOf: api.kubeconfigOf, from: 'bundle' };
  const agents = fabric.nodes.map((node) => startAgent(installation, node));
  const programs = await Promise.all([startOperator(installation), ...agents]);
  const runtime: Runtime = {
    cnitool: tool('cnitool'),
    confDir: join(dir, 'cni-conf'),
    binDir: (node) => binDirOf(installation, node),
    socket: (node) => socketOf(installation, node),
  };
  return {
    open: async (mode) => {
      const network = `guide-${mode}`;
      await admin(['apply', '-f', '-'], guide(network, mode));
      const ready = ['wait', '--for=condition=Ready', `multinicnetwork/${network}`, patience];
      await admin(ready).catch((cause: unknown) => {
        const tails = programs.map((program) => `${program.logFile}\n${program.tail()}`);
        throw new Error(`${network} did not become Ready\n${tails.join('\n')}`, { cause });
      });
      const config = ['get', 'net-attach-def', network, '-o', 'jsonpath={.spec.config}'];
      writeConf(runtime.confDir, network, await admin(config));
      return attachTwoEach(fabric, (pod) => attach(runtime, network, pod), mode);
    },
    close: async (mode, pods) => {
      for (const pod of pods) await detach(runtime, `guide-${mode}`, pod);
      await admin(['delete', 'multinicnetwork', `guide-${mode}`, patience]);
    },
    stop: async () => {
      await Promise.all(programs.map((program) => program.stop()));
      await api.close();
      rmSync(dir, { recursive: true });
    },
  };
}

function guide(network: string, mode: string): string {
  return demoNetworkText()
    .replace('name: multi-nic-sample', `name: ${network}`)
    .replace('"vlanMode": "l3"', `"vlanMode": "${mode}"`)
    .replace('mode: l3', `mode: ${mode}`);
}
