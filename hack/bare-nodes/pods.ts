import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { machineEnvironment } from '../node/environment.ts';
import { run } from '../node/run.ts';
import type { Pod } from '../node/plan.ts';

export type Address = { readonly link: string; readonly address: string };
export type AttachedPod = Pod & { readonly addresses: readonly Address[] };

export type Runtime = {
  /** libcni's own `cnitool`. */
  readonly cnitool: string;
  readonly confDir: string;
  readonly binDir: (node: string) => string;
  readonly socket: (node: string) => string;
};

type CniResult = {
  readonly interfaces?: readonly { readonly name: string }[];
  readonly ips?: readonly { readonly address: string; readonly interface?: number }[];
};

/** Writes the NAD's config where cnitool reads it, as a runtime without Multus would have it. */
export function writeConf(confDir: string, name: string, config: string): void {
  mkdirSync(confDir, { recursive: true });
  writeFileSync(join(confDir, `${name}.conf`), config);
}

/** Like a kubelet, it tries again when the answer is "try again" (CNI code 11): an agent may just have started. */
export async function attach(runtime: Runtime, network: string, pod: Pod): Promise<AttachedPod> {
  const result = JSON.parse(await patient(() => cni(runtime, 'add', network, pod))) as CniResult;
  const addresses = (result.ips ?? []).map(({ address, interface: index }) => ({
    link: result.interfaces?.[index ?? 0]?.name ?? '',
    address: address.split('/')[0] ?? '',
  }));
  return { ...pod, addresses };
}

const patienceMs = 15_000;

async function patient<T>(call: () => Promise<T>): Promise<T> {
  const started = performance.now();
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const later = /try again|does not answer on its socket/.test(String(error));
      if (!later || performance.now() - started > patienceMs) throw error;
      await delay(500);
    }
  }
}

export async function detach(runtime: Runtime, network: string, pod: Pod): Promise<void> {
  await cni(runtime, 'del', network, pod);
}

function cni(runtime: Runtime, verb: string, network: string, pod: Pod): Promise<string> {
  return run([runtime.cnitool, verb, network, pod.netns], {
    env: {
      ...machineEnvironment(),
      CNI_PATH: runtime.binDir(pod.node),
      NETCONFPATH: runtime.confDir,
      CNI_IFNAME: 'net1',
      CNI_ARGS: `IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=${pod.name}`,
      MULTINIC_SOCKET: runtime.socket(pod.node),
    },
  });
}
