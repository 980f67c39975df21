import { parseNetConf } from '../../../cni/protocol/config.ts';
import type { Command, JsonObject, Request } from '../../../cni/protocol/types.ts';
import type { IPPool } from '../../../lib/api/types.ts';
import type { Known } from '../../../node-agent/types.ts';

export const network = 'net';
export const nics = 8;
/** No address in use on any NIC. */
export const none = Array.from({ length: nics }, () => 0);

export const poolName = (master: string): string => `${network}-${master}`;

/** Network `net` with one /26 for each NIC, in a /18. */
export function knownOf(masters: readonly string[]): Known {
  const pools = masters.map(
    (master, index): IPPool => ({
      apiVersion: 'multinic.fms.io/v1',
      kind: 'IPPool',
      metadata: { name: poolName(master) },
      spec: {
        podCIDR: `10.${index}.0.0/26`,
        vlanCIDR: `10.${index}.0.0/18`,
        netAttachDef: network,
        hostName: 'node',
        interfaceName: master,
        excludes: [],
        allocations: [],
      },
    }),
  );
  const spec = { ipam: '{}', plugin: { cniVersion: '0.3.0', type: 'macvlan' } };
  return {
    networks: [
      {
        apiVersion: 'multinic.fms.io/v1',
        kind: 'MultiNicNetwork',
        metadata: { name: network },
        spec,
      },
    ],
    pools,
    cidrs: [],
    hostInterface: {
      apiVersion: 'multinic.fms.io/v1',
      kind: 'HostInterface',
      metadata: { name: 'node' },
      spec: {
        hostName: 'node',
        interfaces: masters.map((interfaceName, index) => ({
          interfaceName,
          netAddress: `192.168.${index}.0/24`,
        })),
      },
    },
  };
}

export const macvlanConf: JsonObject = {
  cniVersion: '1.1.0',
  name: network,
  type: 'multi-nic',
  plugin: { cniVersion: '0.3.0', type: 'macvlan' },
  ipam: { type: 'multi-nic-ipam' },
  subnet: '',
  masterNets: null,
  multiNICIPAM: true,
};

/** A request as the server would parse it. */
export function requestOf(
  command: Command,
  of: {
    readonly containerID: string;
    readonly netns?: string;
    readonly conf?: JsonObject;
    readonly ifName?: string;
    readonly plugin?: string;
    readonly args?: Readonly<Record<string, string>>;
    readonly path?: readonly string[];
  },
): Request {
  const plugin = of.plugin ?? 'multi-nic';
  const raw = of.conf ?? macvlanConf;
  const strictness = command === 'DEL' || command === 'GC' ? 'forgiving' : 'strict';
  return {
    command,
    plugin,
    containerID: of.containerID,
    netns: of.netns ?? `/run/netns/${of.containerID}`,
    ifName: of.ifName ?? 'net1',
    args: of.args ?? { IgnoreUnknown: '1', K8S_POD_NAMESPACE: 'default', K8S_POD_NAME: 'pod' },
    path: of.path ?? [],
    turns: [],
    config: parseNetConf(raw, { command, plugin, strictness }),
  };
}

export const signal = new AbortController().signal;

/** The error of a call that must fail. */
export async function failureOf(run: Promise<unknown>): Promise<Error & { code: number }> {
  const outcome: unknown = await run.then(
    () => new Error('it succeeded'),
    (error: unknown) => error,
  );
  return outcome as Error & { code: number };
}
