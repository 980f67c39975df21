import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { imageNamed } from '../images/table.ts';
import { type Program, startProgram } from '../node/program.ts';
import { ipBatch } from '../node/run.ts';
import { builtShim } from '../node/shim.ts';
import { execPlugin } from './exec.ts';
import { benchNamespace, benchNode, netConf, networkObject, snapshot } from './snapshot.ts';

export const nics = 8;
const root = new URL('../../', import.meta.url).pathname;

/** One host with 8 NICs in this namespace, and an agent on it that knows one network from its snapshot. */
export type BenchWorld = {
  readonly agent: Program;
  readonly dir: string;
  /** Sandboxes: paths of network namespaces. */
  readonly pods: readonly string[];
  readonly shim: string;
  /** The environment of a call of the shim. */
  readonly env: (command: string, netns: string) => Record<string, string>;
  readonly stop: () => Promise<void>;
};

export type WorldOptions = {
  /** Of a server that has the network; without one the agent lives from its snapshot. */
  readonly kubeconfig?: string;
  /** Text of the primary network's conflist; with it the agent serves networks by annotation. */
  readonly primary?: string;
  /** Further settings of the agent. */
  readonly env?: Readonly<Record<string, string>>;
};

export async function startWorld(
  podCount: number,
  options: WorldOptions = {},
): Promise<BenchWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-bench-'));
  await ipBatch(nicLines());
  const names = Array.from({ length: podCount }, (_, index) => `bench-pod-${index}`);
  await ipBatch(names.map((name) => `netns add ${name}`));
  const socket = join(dir, 'run/agent.sock');
  const agent = await startProgram(agentSpec(dir, socket, options));
  const env = (command: string, netns: string): Record<string, string> => ({
    CNI_COMMAND: command,
    CNI_CONTAINERID: netns.split('/').at(-1) ?? '',
    CNI_NETNS: netns,
    CNI_IFNAME: 'net1',
    CNI_PATH: join(dir, 'bin'),
    CNI_ARGS: `IgnoreUnknown=1;K8S_POD_NAMESPACE=${benchNamespace};K8S_POD_NAME=${netns.split('/').at(-1)}`,
    MULTINIC_SOCKET: socket,
  });
  const installed = join(dir, 'bin/multi-nic');
  await serving(agent, installed, env);
  const stop = async (): Promise<void> => {
    await agent.stop();
    await ipBatch(names.map((name) => `netns del ${name}`));
    await ipBatch(Array.from({ length: nics }, (_, index) => `link del eth${index + 1}`));
    rmSync(dir, { recursive: true });
  };
  const pods = names.map((name) => `/run/netns/${name}`);
  return { agent, dir, pods, shim: installed, env, stop };
}

function nicLines(): string[] {
  return Array.from({ length: nics }, (_, index) => index + 1).flatMap((nic) => [
    `link add eth${nic} type ifb`,
    `addr add 10.242.${nic}.10/24 dev eth${nic}`,
    `link set eth${nic} up`,
  ]);
}

const image = imageNamed('multi-nic-node-agent');
const [, ...nodeFlags] = image.command.slice(0, -1);

/** The bundle that the image ships, with the settings of an image. */
function agentSpec(
  dir: string,
  socket: string,
  { kubeconfig, primary, env }: WorldOptions,
): Parameters<typeof startProgram>[0] {
  const state = join(dir, 'state');
  mkdirSync(state, { mode: 0o700 });
  for (const folder of ['bin', 'conf']) mkdirSync(join(dir, folder));
  if (primary !== undefined) writeFileSync(join(dir, 'conf/10-primary.conflist'), primary);
  if (kubeconfig === undefined) {
    writeFileSync(join(state, 'known.json'), JSON.stringify(snapshot(nics)), { mode: 0o600 });
    writeFileSync(join(state, 'networks.json'), JSON.stringify([networkObject()]), { mode: 0o600 });
    writeFileSync(join(dir, 'kubeconfig'), unreachable);
  }
  return {
    argv: ['node', ...nodeFlags, join(root, 'dist/node-agent.mjs')],
    env: {
      KUBECONFIG: kubeconfig ?? join(dir, 'kubeconfig'),
      K8S_NODENAME: benchNode,
      MULTINIC_SOCKET: socket,
      MULTINIC_STATE_DIR: state,
      CNI_BIN_DIR: join(dir, 'bin'),
      CNI_CONF_DIR: join(dir, 'conf'),
      MULTINIC_SHIM: builtShim,
      NIC_KINDS: 'physical,virtio,vf,ifb',
      HEALTH_PORT: '0',
      LOG_LEVEL: 'error',
      ...image.env,
      ...env,
    },
    logFile: join(dir, 'agent.log'),
  };
}

/** STATUS is the question a runtime asks, so it is ours; before the agent installed the shim there is nobody to ask. */
async function serving(agent: Program, installed: string, env: BenchWorld['env']): Promise<void> {
  const config = JSON.stringify({ ...JSON.parse(netConf(nics)), cniVersion: '1.1.0' });
  const asked = async (): Promise<boolean> =>
    existsSync(installed) && (await execPlugin(installed, env('STATUS', ''), config)).status === 0;
  for (let tries = 0; tries < 100; tries += 1) {
    // oxlint-disable-next-line no-await-in-loop
    if (await asked()) return;
    // oxlint-disable-next-line no-await-in-loop
    await delay(100);
  }
  throw new Error(`the agent did not serve within 10 s:\n${agent.tail()}`);
}

/** Resident memory of a process in MiB, from /proc. */
export function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

const unreachable = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'nowhere',
  contexts: [{ name: 'nowhere', context: { cluster: 'nowhere', user: 'nobody' } }],
  clusters: [{ name: 'nowhere', cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ name: 'nobody', user: {} }],
});
