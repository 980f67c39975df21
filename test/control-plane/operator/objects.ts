import { kinds, type Kind } from '../../../lib/api/group.ts';
import type {
  CIDR,
  Condition,
  IPPool,
  KubeObject,
  MultiNicNetwork,
  NetworkAttachmentDefinition,
} from '../../../lib/api/types.ts';
import type { OperatorWorld } from './world.ts';

/** A Node and what its agent says of it: `eth1` on 10.<fabric>.1.0/24, `eth2` on 10.<fabric>.2.0/24. */
export function host(name: string, number: number, { fabric = 0, nics = [1, 2] } = {}): string {
  const interfaces = nics.map((nic) => ({
    interfaceName: `eth${nic}`,
    netAddress: `10.${fabric}.${nic}.0/24`,
    hostIP: `10.${fabric}.${nic}.${number}`,
    vendor: '',
    product: '',
    pciAddress: '',
  }));
  return yaml(
    { apiVersion: 'v1', kind: 'Node', metadata: { name } },
    {
      apiVersion: 'multinic.fms.io/v1',
      kind: 'HostInterface',
      metadata: { name },
      spec: { hostName: name, interfaces },
    },
  );
}

export type NetworkOptions = {
  readonly name: string;
  readonly subnet: string;
  readonly namespaces?: readonly string[];
  readonly hostBlock?: number;
  readonly vlanMode?: 'l2' | 'l3';
  readonly masterNets?: readonly string[];
};

/** An L2 network: it is Ready without any agent. */
export function l2Network({
  name,
  subnet,
  hostBlock = 4,
  vlanMode = 'l2',
  ...rest
}: NetworkOptions): string {
  const ipam = { type: 'multi-nic-ipam', hostBlock, interfaceBlock: 2, vlanMode };
  return yaml({
    apiVersion: 'multinic.fms.io/v1',
    kind: 'MultiNicNetwork',
    metadata: { name },
    spec: {
      subnet,
      ipam: JSON.stringify(ipam),
      multiNICIPAM: true,
      plugin: { cniVersion: '0.3.0', type: 'macvlan', args: { mode: 'bridge' } },
      attachPolicy: { strategy: 'none' },
      ...rest,
    },
  });
}

/** A Config with what is required, and `daemon` laid over it. */
export function configObject(name: string, daemon: object = {}): object {
  return {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'Config',
    metadata: { name },
    spec: {
      cniType: 'multi-nic',
      ipamType: 'multi-nic-ipam',
      joinPath: '/join',
      getInterfacePath: '/interface',
      daemon: { image: 'localhost/agent:1', port: 11000, ...daemon },
    },
  };
}

/** JSON is YAML. */
export function yaml(...objects: readonly object[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}

export type Reader = {
  readonly network: (name: string) => Promise<MultiNicNetwork | undefined>;
  /** Of a network, `Ready` or another type; `True Ready`: status and reason. */
  readonly condition: (name: string, type: string) => Promise<Condition | undefined>;
  readonly nad: (
    namespace: string,
    name: string,
  ) => Promise<NetworkAttachmentDefinition | undefined>;
  /** `interfaceName@host podCIDR`, sorted; of the network's slices. */
  readonly blocks: (network: string) => Promise<readonly string[]>;
  readonly pools: (network: string) => Promise<readonly IPPool[]>;
};

export function reader({ api }: OperatorWorld): Reader {
  const get = <T>(kind: Kind, name: string, namespace?: string): Promise<T | undefined> =>
    api.get<KubeObject>(
      namespace === undefined ? { kind, name } : { kind, name, namespace },
    ) as Promise<T | undefined>;
  const network = (name: string) => get<MultiNicNetwork>(kinds.network, name);
  return {
    network,
    condition: async (name, type) =>
      (await network(name))?.status?.conditions?.find((one) => one.type === type),
    nad: (namespace, name) => get(kinds.nad, name, namespace),
    blocks: async (name) => {
      const { items } = await api.list<CIDR>(kinds.cidr);
      return items
        .filter(({ spec }) => spec.config.name === name)
        .flatMap(({ spec }) => spec.cidr.flatMap(({ hosts }) => hosts))
        .map((one) => `${one.interfaceName}@${one.hostName} ${one.podCIDR}`)
        .toSorted((a, b) => (a < b ? -1 : 1));
    },
    pools: async (name) => {
      const { items } = await api.list<IPPool>(kinds.ipPool);
      return items.filter(({ spec }) => spec.netAttachDef === name);
    },
  };
}

/** What an agent would copy of its journal: one pod with an address of the pool. */
export async function allocate(world: OperatorWorld, pool: string): Promise<void> {
  const allocations = [{ pod: 'pod-1', namespace: 'default', index: 1, address: '192.0.2.1' }];
  await setAllocations(world, pool, allocations);
}

export async function release(world: OperatorWorld, pool: string): Promise<void> {
  await setAllocations(world, pool, []);
}

async function setAllocations(
  { kubectl }: OperatorWorld,
  pool: string,
  allocations: readonly object[],
): Promise<void> {
  const patch = JSON.stringify({ spec: { allocations } });
  await kubectl(['patch', 'ippool', pool, '--type=merge', `--patch=${patch}`]);
}
