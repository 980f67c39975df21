import type { HostInterface, HostNic, IPPool, MultiNicNetwork } from '../../../lib/api/types.ts';
import type { Simulated } from './simulated.ts';

/** One thing that happens to a cluster; the numbers pick from whatever is there. */
export type Step = {
  readonly what: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
};

const nets = [1, 2, 3, 4, 5].map((at) => `10.${at}.0.0/24`);
const names = Array.from({ length: 9 }, (_, at) => `host-${at}`);
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

export function makeNetwork(
  edit: Partial<Record<'subnet' | 'ipam', string>> = {},
): MultiNicNetwork {
  return {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'MultiNicNetwork',
    metadata: {
      name: 'net',
      uid: 'u-net',
      generation: 1,
      creationTimestamp: '2026-11-01T00:00:00Z',
    },
    spec: {
      subnet: edit.subnet ?? '192.168.0.0/16',
      ipam: edit.ipam ?? ipam(),
      multiNICIPAM: true,
      plugin: { cniVersion: '0.3.0', type: 'ipvlan' },
    },
  };
}

function ipam(change: object = {}): string {
  return JSON.stringify({
    type: 'multi-nic-ipam',
    hostBlock: 4,
    interfaceBlock: 2,
    vlanMode: 'l3',
    ...change,
  });
}

function makeNics(a: number, b: number): readonly HostNic[] {
  const count = 1 + (a % 3);
  return Array.from({ length: count }, (_, at) => ({
    interfaceName: `eth${1 + at}`,
    netAddress: pick(nets, b + at * (1 + (a % 2))),
    hostIP: pick(nets, b + at * (1 + (a % 2))).replace('.0/24', `.${1 + ((a * 7 + b + at) % 200)}`),
  }));
}

function makeHost(name: string, interfaces: readonly HostNic[]): HostInterface {
  return {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'HostInterface',
    metadata: { name },
    spec: { hostName: name, interfaces },
  };
}

type Act = (cluster: Simulated, step: Step) => void;

const changeNic =
  (change: (nic: HostNic, step: Step) => HostNic): Act =>
  (cluster, step) => {
    const hosts = cluster.hosts().filter(({ spec }) => spec.interfaces.length > 0);
    if (hosts.length === 0) return;
    const host = pick(hosts, step.a);
    const chosen = step.b % host.spec.interfaces.length;
    const interfaces = host.spec.interfaces.map((nic, at) =>
      at === chosen ? change(nic, step) : nic,
    );
    cluster.put({ ...host, spec: { ...host.spec, interfaces } });
  };

/** Two links of one host never have the same name. */
const rename: Act = (cluster, step) =>
  changeNic((nic, { b, c }) => ({ ...nic, interfaceName: `ens${b}x${c}` }))(cluster, step);

const changeNetwork =
  (change: (spec: MultiNicNetwork['spec'], step: Step) => Partial<MultiNicNetwork['spec']>): Act =>
  (cluster, step) => {
    const network = cluster.network();
    const generation = (network.metadata.generation ?? 0) + 1;
    const spec = { ...network.spec, ...change(network.spec, step) };
    cluster.put({ ...network, metadata: { ...network.metadata, generation }, spec });
  };

const changePool =
  (change: (pool: IPPool, step: Step) => IPPool['spec']['allocations']): Act =>
  (cluster, step) => {
    const pools = cluster.pools();
    if (pools.length === 0) return;
    const pool = pick(pools, step.a);
    cluster.put({ ...pool, spec: { ...pool.spec, allocations: change(pool, step) } });
  };

/** The host that joins in a step. */
export const hostOf = ({ c }: Step): string => pick(names, c);

const join: Act = (cluster, step) => {
  const { a, b } = step;
  const name = hostOf(step);
  cluster.put({ apiVersion: 'v1', kind: 'Node', metadata: { name } });
  if (!cluster.all('HostInterface').some(({ metadata }) => metadata.name === name)) {
    cluster.put(makeHost(name, makeNics(a, b)));
  }
};

const attach = changePool((pool, { b }) => {
  const base = (pool.spec.podCIDR.split('/')[0] as string).split('.');
  const index = 1 + (b % 6);
  const address = [...base.slice(0, 3), Number(base[3]) + index].join('.');
  return [{ pod: `pod-${b % 50}`, namespace: 'default', index, address }];
});

/** What can happen, the likely twice. */
export const acts: readonly { readonly name: string; readonly act: Act }[] = [
  { name: 'join', act: join },
  { name: 'join', act: join },
  {
    name: 'node leaves',
    act: (cluster, { a }) => cluster.drop(`Node ${pick(names, a)}`),
  },
  {
    name: 'host interface vanishes',
    act: (cluster, { a }) => cluster.drop(`HostInterface ${pick(names, a)}`),
  },
  {
    name: 'reappears with other NICs',
    act: (cluster, { a, b, c }) => {
      if (cluster.all('Node').some(({ metadata }) => metadata.name === pick(names, c))) {
        cluster.put(makeHost(pick(names, c), makeNics(a, b)));
      }
    },
  },
  {
    name: 'address changes',
    act: changeNic((nic, { c }) =>
      nic.netAddress === undefined
        ? nic
        : { ...nic, hostIP: nic.netAddress.replace('.0/24', `.${1 + (c % 250)}`) },
    ),
  },
  { name: 'down', act: changeNic((nic) => ({ ...nic, linkState: 'down' })) },
  { name: 'up', act: changeNic((nic) => ({ ...nic, linkState: 'up' })) },
  { name: 'address is lost', act: changeNic(({ interfaceName }) => ({ interfaceName })) },
  {
    name: 'address is back',
    act: changeNic((nic, { c }) =>
      nic.netAddress === undefined
        ? { ...nic, netAddress: pick(nets, c), hostIP: pick(nets, c).replace('.0/24', '.9') }
        : nic,
    ),
  },
  { name: 'renamed', act: rename },
  { name: 'attach', act: attach },
  { name: 'attach', act: attach },
  { name: 'detach', act: changePool(() => []) },
  {
    name: 'masterNets',
    act: changeNetwork((_spec, { a, b }) => ({
      masterNets: a % 3 === 0 ? [] : nets.filter((_, at) => ((a >> at) & 1) === 1 || at === b % 5),
    })),
  },
  {
    name: 'excludes',
    act: changeNetwork((_spec, { a, b }) => ({
      ipam: ipam({ excludeCIDRs: a % 4 === 0 ? [] : [`192.168.${b % 256}.0/${20 + (a % 9)}`] }),
    })),
  },
  {
    name: 'host block',
    act: changeNetwork((_spec, { a }) => ({ ipam: ipam({ hostBlock: 2 + (a % 4) }) })),
  },
  {
    name: 'subnet',
    act: changeNetwork((_spec, { a }) => ({
      subnet: pick(['192.168.0.0/16', '172.16.0.0/14', ''], a),
    })),
  },
  { name: 'nonsense', act: changeNetwork(() => ({ ipam: '{' })) },
  { name: 'sense', act: changeNetwork(() => ({ ipam: ipam() })) },
  {
    name: 'slice deleted by hand',
    act: (cluster, { a }) => {
      const cidrs = cluster.all('CIDR');
      if (cidrs.length > 0) cluster.drop(`CIDR ${pick(cidrs, a).metadata.name}`);
    },
  },
  {
    name: 'idle pool deleted by hand',
    act: (cluster, { a }) => {
      const pools = cluster.pools().filter(({ spec }) => spec.allocations.length === 0);
      if (pools.length > 0) cluster.drop(`IPPool ${pick(pools, a).metadata.name}`);
    },
  },
];
