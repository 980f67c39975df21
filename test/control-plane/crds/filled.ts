import type {
  CIDR,
  HostInterface,
  IPPool,
  KubeObject,
  MultiNicNetwork,
} from '../../../lib/api/types.ts';
import type { Config } from '../../../lib/api/config-types.ts';
import { upstream } from './manifests.ts';

export type Filled = {
  readonly object: KubeObject;
  readonly short: string;
  /** Header and line of `kubectl get`, and what `-o wide` adds to each. */
  readonly want: readonly [string, string];
  readonly more: readonly [string, string];
};

const time = '2026-01-01T00:00:00Z';
const [guide] = upstream('guide-network') as [MultiNicNetwork];
const stored = (kind: string): KubeObject =>
  upstream('objects').find((object) => object.kind === kind) as KubeObject;
const rename = <T extends KubeObject>(object: T): T => ({
  ...object,
  metadata: { name: `filled-${object.kind.toLowerCase()}` },
});

const network: MultiNicNetwork = {
  ...rename(guide),
  spec: { ...guide.spec, masterNets: ['10.244.0.0/16'] },
  status: {
    computeResults: [{ netAddress: '10.244.0.0/16', numOfHosts: 3 }],
    discovery: { existDaemon: 3, infoAvailable: 3, cidrProcessed: 3 },
    configStatus: 'Success',
    routeStatus: 'Success',
    message: '',
    lastSyncTime: time,
    conditions: [
      { type: 'Stalled', status: 'False', reason: 'No', message: 'no', lastTransitionTime: time },
      {
        type: 'Ready',
        status: 'True',
        reason: 'AllHosts',
        message: '3 hosts are ready',
        lastTransitionTime: time,
      },
    ],
  },
};

const cidr: CIDR = {
  ...rename(stored('CIDR') as CIDR),
  status: { slices: 1, hosts: 2, blocks: 2 },
};

const hostInterface: HostInterface = {
  ...rename(stored('HostInterface') as HostInterface),
  metadata: { name: 'filled-hostinterface', labels: { 'multi-nic-unmanaged': 'true' } },
  status: {
    interfaces: 2,
    up: 1,
    networks: [
      { name: 'good', routes: 'Ready' },
      { name: 'bad', routes: 'Failed', message: 'table 4242 is not ours' },
    ],
  },
};

const pool: IPPool = {
  ...rename(stored('IPPool') as IPPool),
  status: { total: 57, used: 2, free: 55 },
};

const config: Config = {
  ...rename(stored('Config') as Config),
  status: {
    observedGeneration: 1,
    image: 'localhost/agent:1',
    nodes: '3/3',
    desiredNodes: 3,
    readyNodes: 3,
    updatedNodes: 2,
    lastUpdateTime: time,
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'Ready',
        message: '3 nodes are ready',
        lastTransitionTime: time,
      },
    ],
  },
};

/** An object of each kind as a running cluster has it, and its line. */
export const filled: readonly Filled[] = [
  {
    object: network,
    short: 'mnn',
    want: [
      'NAME | SUBNET | PLUGIN | STRATEGY | HOSTS | ROUTES | READY | REASON | AGE',
      'filled-multinicnetwork | 192.168.0.0/16 | ipvlan | none | 3 | Success | True | AllHosts | AGE',
    ],
    more: [' | MASTER NETS | MESSAGE', ' | ["10.244.0.0/16"] | 3 hosts are ready'],
  },
  {
    object: cidr,
    short: 'mncidr',
    want: [
      'NAME | NETWORK | TYPE | SUBNET | HOSTS | BLOCKS | AGE',
      'filled-cidr | multinic-ipvlanl3 | ipvlan | 192.168.0.0/16 | 2 | 2 | AGE',
    ],
    more: [' | SLICES | VLAN MODE | INTERFACE BITS | HOST BITS', ' | 1 | l3 | 2 | 8'],
  },
  {
    object: hostInterface,
    short: 'hif',
    want: [
      'NAME | INTERFACES | UP | FIRST | LAST | FAILED NETWORK | UNMANAGED | AGE',
      'filled-hostinterface | 2 | 1 | eth1 | tenant-vlan.100 | bad | true | AGE',
    ],
    more: [
      ' | FIRST ADDRESS | LAST ADDRESS | MESSAGE',
      ' | 10.244.0.168 | 10.0.0.168 | table 4242 is not ours',
    ],
  },
  {
    object: pool,
    short: 'mnpool',
    want: [
      'NAME | NETWORK | HOST | INTERFACE | PODCIDR | USED | FREE | AGE',
      'filled-ippool | multinic-ipvlanl3 | node-2 | eth1 | 192.168.0.128/26 | 2 | 55 | AGE',
    ],
    more: [' | TOTAL | EXCLUDES', ' | 57 | ["192.168.0.128/30","192.168.0.140"]'],
  },
  {
    object: config,
    short: 'mnconfig',
    want: [
      'NAME | READY | REASON | NODES | IMAGE | AGE',
      'filled-config | True | Ready | 3/3 | ghcr.io/foundation-model-stack/multi-nic-cni-daemon:v1.3.2 | AGE',
    ],
    more: [
      ' | UPDATED | CNI | PORT | LOG LEVEL | MESSAGE | NODE SELECTOR',
      ' | 2 | multi-nic | 11000 | 4 | 3 nodes are ready | {"network":"fast"}',
    ],
  },
  {
    object: rename(stored('DeviceClass')),
    short: 'mndc',
    want: [
      'NAME | FIRST VENDOR | ITS PRODUCTS | AGE',
      'filled-deviceclass | 15b3 | ["1019","101d"] | AGE',
    ],
    more: ['', ''],
  },
];
