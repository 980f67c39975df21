import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

export async function attach(runtime: Runtime, network: string, pod: Pod): Promise<AttachedPod> {
  const result = JSON.parse(await cni(runtime, 'add', network, pod)) as CniResult;
  const addresses = (result.ips ?? []).map(({ address, interface: index }) => ({
    link: result.interfaces?.[index ?? 0]?.name ?? '',
    address: address.split('/')[0] ?? '',
  }));
  return { ...pod, addresses };
}

export async function detach(runtime: Runtime, network: string, pod: Pod): Promise<void> {
  await cni(runtime, 'del', network, pod);
}

function cni(runtime: Runtime, verb: string, network: string, pod: Pod): Promise<string> {
  return run([runtime.cnitool, verb, network, pod.netns], {
    env: {
      ...process.env,
      CNI_PATH: runtime.binDir(pod.node),
      NETCONFPATH: runtime.confDir,
      CNI_IFNAME: 'net1',
      CNI_ARGS: `IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=${pod.name}`,
      MULTINIC_SOCKET: runtime.socket(pod.node),
    },
  });
}
