import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { JsonObject } from '../../../cni/protocol/types.ts';
import { type Program, startProgram } from '../../../hack/node/program.ts';
import { builtShim } from '../../../hack/node/shim.ts';
import { tool } from '../../../hack/node/tool.ts';
import { ownFile } from '../../../node-agent/meta/conf/own-conf.ts';

const run = promisify(execFile);
const root = new URL('../../../', import.meta.url).pathname;

/** What tells the agent where the API server is: nobody is there. */
const nobodyThere = {
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'away',
  contexts: [{ name: 'away', context: { cluster: 'away', user: 'nobody' } }],
  clusters: [{ name: 'away', cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ name: 'nobody', user: { token: 'x' } }],
};

type Called = { readonly status: number; readonly answer: JsonObject | undefined };

/**
 * A node without an API server: the real agent as a process, called by libcni's cnitool over the real shim. It knows
 * `networks` (configurations by name, in namespace `default`) from its last run.
 */
export async function createMetaNode(of: {
  readonly primary: (folder: string) => JsonObject;
  readonly networks: (folder: string) => Readonly<Record<string, JsonObject>>;
}) {
  const dir = mkdtempSync(join(tmpdir(), 'meta-node-'));
  const [bin, conf, state] = ['bin', 'conf', 'state'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [bin, conf, state]) mkdirSync(folder);
  for (const name of ['bridge', 'macvlan', 'host-local', 'portmap', 'tuning'])
    symlinkSync(tool(name), join(bin, name));
  writeFileSync(join(dir, 'kubeconfig'), JSON.stringify(nobodyThere));
  writeFileSync(join(conf, '10-primary.conflist'), JSON.stringify(of.primary(dir)));
  const objects = Object.entries(of.networks(dir)).map(([name, config]) => ({
    kind: 'NetworkAttachmentDefinition',
    namespace: 'default',
    name,
    config: JSON.stringify(config),
  }));
  writeFileSync(join(state, 'networks.json'), JSON.stringify(objects));
  const socket = join(dir, 'agent.sock');

  const isServing = (): boolean =>
    existsSync(join(conf, ownFile)) && existsSync(join(bin, 'multi-nic-meta'));
  /** Resolves when it serves, or when it has come as far as `ready` says of what it printed. */
  const startAgent = async (ready: (printed: string) => boolean = isServing): Promise<Program> => {
    const program = await startProgram({
      argv: ['node', join(root, 'node-agent/main.ts')],
      env: {
        KUBECONFIG: join(dir, 'kubeconfig'),
        K8S_NODENAME: 'node',
        HEALTH_PORT: '0',
        MULTINIC_SOCKET: socket,
        MULTINIC_STATE_DIR: state,
        MULTINIC_SHIM: builtShim,
        CNI_BIN_DIR: bin,
        CNI_CONF_DIR: conf,
      },
      logFile: join(dir, 'agent.log'),
    });
    await until(
      () => ready(program.tail()),
      () => program.tail(),
    );
    return program;
  };

  /** As a runtime calls it for a pod with this annotation; the pod's name is that of its namespace. */
  const call = async (
    verb: 'add' | 'check' | 'del',
    pod: string,
    networks = '',
  ): Promise<Called> => {
    const annotations = { 'k8s.v1.cni.cncf.io/networks': networks };
    const env = {
      PATH: process.env['PATH'],
      CNI_PATH: bin,
      NETCONFPATH: conf,
      CNI_IFNAME: 'eth0',
      CNI_ARGS: `IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=${pod};K8S_POD_UID=${pod}`,
      CAP_ARGS: JSON.stringify({ 'io.kubernetes.cri.pod-annotations': annotations }),
      MULTINIC_SOCKET: socket,
    };
    const argv = [verb, 'multi-nic-meta', `/run/netns/${pod}`];
    try {
      const { stdout } = await run(tool('cnitool'), argv, { env });
      return { status: 0, answer: stdout === '' ? undefined : (JSON.parse(stdout) as JsonObject) };
    } catch (error) {
      const { code, stderr } = error as { code: number; stderr: string };
      return { status: code, answer: { said: stderr } };
    }
  };

  /** A plugin of one's own: a line of `sh` that has the environment of CNI. */
  const addPlugin = (name: string, line: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const destroy = (): void => rmSync(dir, { recursive: true });
  return { dir, startAgent, call, addPlugin, destroy };
}

/** Waits up to 15 s. @throws with what `evidence` gives */
export async function until(holds: () => boolean, evidence: () => string): Promise<void> {
  const end = performance.now() + 15_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`it did not happen in 15 s:\n${evidence()}`);
    await delay(20);
  }
}
