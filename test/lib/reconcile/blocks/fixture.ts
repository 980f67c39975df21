import type { CidrEntry, HostInterface, HostNic, IPPool } from '../../../../lib/api/types.ts';
import { type Cidr, parseCidr } from '../../../../lib/net/cidr.ts';
import { planBlocks } from '../../../../lib/reconcile/blocks/plan.ts';
import type { BlockConfig, BlockInput, BlockPlan } from '../../../../lib/reconcile/blocks/types.ts';
import { frozen } from '../frozen.ts';

export const cidr = (text: string): Cidr => parseCidr(text) as Cidr;

/** `eth1=10.242.0.5/24`; `eth1=10.242.0.5/24 down`; `eth1` alone has no address. */
export function nic(text: string): HostNic {
  const [address = '', state] = text.split(' ');
  const [interfaceName = '', at] = address.split('=');
  if (at === undefined) return { interfaceName };
  const hostIP = at.split('/')[0] as string;
  const linkState = state === 'down' ? { linkState: 'down' as const } : {};
  return { interfaceName, netAddress: cidr(at), hostIP, ...linkState };
}

export function host(name: string, ...nics: readonly string[]): HostInterface {
  return {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'HostInterface',
    metadata: { name },
    spec: { hostName: name, interfaces: nics.map(nic) },
  };
}

/** The pool of a block, with as many allocations as said. */
export function pool(
  network: string,
  [hostName, interfaceName, vlanCIDR, podCIDR]: readonly [string, string, string, string],
  allocations = 0,
): IPPool {
  const taken = Array.from({ length: allocations }, (_, at) => ({
    pod: `pod-${at + 1}`,
    namespace: 'default',
    index: at + 1,
    address: `${podCIDR.split('/')[0]?.replace(/\d+$/, '')}${at + 1}`,
  }));
  return {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'IPPool',
    metadata: { name: `${network}-${podCIDR.replace('/', '-')}` },
    spec: {
      podCIDR,
      vlanCIDR,
      netAttachDef: network,
      hostName,
      interfaceName,
      excludes: [],
      allocations: taken,
    },
  };
}

export const config: BlockConfig = {
  network: 'net',
  subnet: cidr('192.168.0.0/16'),
  masterNets: undefined,
  interfaceBlock: 2,
  hostBlock: 8,
  excludes: [],
  vlanMode: 'l3',
};

export type Given = Partial<Omit<BlockInput, 'config'>> & {
  readonly config?: Partial<BlockConfig>;
};

/** Plans over frozen inputs. Nodes are those of the hosts unless said. */
export function plan(given: Given): BlockPlan {
  const hosts = given.hosts ?? [];
  return planBlocks(
    frozen({
      config: { ...config, ...given.config },
      hosts,
      nodes: given.nodes ?? new Set(hosts.map(({ metadata }) => metadata.name)),
      previous: given.previous ?? [],
      pools: given.pools ?? [],
    }),
  );
}

/** `0 10.242.0.0/24 192.168.0.0/18: h0/eth1 0 192.168.0.0/26` */
export function show(entries: readonly CidrEntry[]): string[] {
  return entries.map(({ interfaceIndex, netAddress, vlanCIDR, hosts }) => {
    const shown = hosts.map(
      (one) => `${one.hostName}/${one.interfaceName} ${one.hostIndex} ${one.podCIDR}`,
    );
    return `${interfaceIndex} ${netAddress} ${vlanCIDR}: ${shown.join(', ')}`;
  });
}

export const reasons = (made: BlockPlan): string[] => made.findings.map(({ reason }) => reason);

/** Joins the hosts in order, a pass each, so that the order of names does not matter. */
export function join(hosts: readonly HostInterface[], given: Given): BlockPlan {
  return hosts.reduce(
    (made, _, at) => plan({ ...given, hosts: hosts.slice(0, at + 1), previous: made.entries }),
    plan(given),
  );
}
