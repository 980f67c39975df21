import type { JsonObject } from '../../../../cni/protocol/types.ts';
import { MultiNicError } from '../../../../lib/errors.ts';
import { createLog } from '../../../../lib/log.ts';
import { createContext } from '../../../../node-agent/attach/context.ts';
import type { Context, Effects } from '../../../../node-agent/attach/types.ts';
import { createCallScope } from '../../../../node-agent/host/call-scope.ts';
import { createLedger } from '../../../../node-agent/journal/ledger.ts';
import type { JournalRecord } from '../../../../node-agent/journal/types.ts';
import type { Planner } from '../../../../node-agent/meta/run/types.ts';
import { createMetaVerbs } from '../../../../node-agent/meta/run/verbs.ts';
import type {
  MetaEffects,
  NetworkList,
  NetworkStatus,
  PlannedNetwork,
} from '../../../../node-agent/meta/types.ts';
import { requestOf } from '../../attach/fixture.ts';

export const plugin = 'multi-nic-meta';
export const metaConf: JsonObject = { cniVersion: '1.1.0', name: 'meta', type: plugin };

/** A request of the meta plugin for the pod's eth0. */
export const call = (
  command: Parameters<typeof requestOf>[0],
  containerID: string,
  change: JsonObject = {},
) =>
  requestOf(command, {
    containerID,
    plugin,
    ifName: 'eth0',
    conf: { ...metaConf, ...change },
    path: ['/opt/cni/bin'],
  });

/** A list with a member of each type, all at `cniVersion`. */
export const listOf = (
  name: string,
  types: readonly string[],
  change: Partial<NetworkList> = {},
): NetworkList => ({
  name,
  cniVersion: '1.1.0',
  disableCheck: false,
  disableGC: false,
  plugins: types.map((type) => ({ type })),
  ...change,
});

export const networkOf = (
  list: NetworkList,
  ifName: string,
  change: Partial<PlannedNetwork> = {},
): PlannedNetwork => ({
  name: list.name,
  ifName,
  list,
  primary: ifName === 'eth0',
  capabilityArgs: {},
  args: 'IgnoreUnknown=1',
  path: ['/opt/cni/bin'],
  withoutDefault: [],
  ...change,
});

/** eth0 by a chain of two, net1 and net2 by one plugin each. */
export const threeNetworks: readonly PlannedNetwork[] = [
  networkOf(listOf('primary', ['bridge', 'portmap']), 'eth0'),
  networkOf(listOf('blue', ['macvlan']), 'net1'),
  networkOf(listOf('red', ['ipvlan']), 'net2'),
];

const pod = { namespace: 'default', name: 'pod', uid: 'u', static: false };

/** What survives the agent: the journal's records and the namespaces. */
export function createNode() {
  const records: JournalRecord[] = [];
  const disk = { full: false, records, syncs: 0 };
  const namespaces = new Map<string, string>(
    ['a', 'b', 'c', 'd'].map((name) => [`/run/netns/${name}`, `boot/1:${name}`]),
  );
  return { disk, namespaces };
}

type Change = {
  readonly node?: ReturnType<typeof createNode>;
  readonly effects?: Partial<Effects>;
  readonly meta?: Partial<MetaEffects>;
  readonly planner?: Partial<Planner>;
  readonly networks?: readonly PlannedNetwork[];
};

/** An agent with a meta plugin on a node: without a kernel, with the plugins of `effects.delegate`. */
export function createMetaAgent(change: Change = {}) {
  const node = change.node ?? createNode();
  const { disk, namespaces } = node;
  const logged: string[] = [];
  const published: NetworkStatus[][] = [];
  const append: Effects['journal']['append'] = async (added) => {
    await Promise.resolve();
    if (disk.full) throw new MultiNicError('JOURNAL_UNUSABLE', 'no space left on device');
    disk.records.push(...added);
    if (added.some(({ op }) => op === 'add')) disk.syncs++;
  };
  const probe = async (): Promise<void> => {
    if (disk.full) throw new MultiNicError('JOURNAL_UNUSABLE', 'no space left on device');
  };
  const context: Context = createContext({
    ip: ({ args, batch }) => Promise.reject(new Error(`unexpected ip ${String(args ?? batch)}`)),
    journal: { append, probe },
    ledger: createLedger(disk.records),
    known: () => undefined,
    links: () => new Map(),
    scope: createCallScope(),
    netnsIdentity: (path) => Promise.resolve(namespaces.get(path)),
    delegate: ({ plugin: name }) => Promise.reject(new Error(`unexpected plugin ${name}`)),
    entropy: (length) => new Uint8Array(length),
    log: createLog(
      (line) => logged.push(line),
      () => new Date(0),
      'debug',
    ),
    ...change.effects,
  });
  const networks = change.networks ?? threeNetworks;
  const effects: MetaEffects = {
    readLists: () => Promise.reject(new Error('unexpected readLists')),
    findNetwork: () => undefined,
    findPod: () => Promise.reject(new Error('unexpected findPod')),
    devicesOf: () => Promise.resolve(new Map()),
    publishStatus: (_pod, status) => void published.push([...status]),
    waitForFile: () => Promise.resolve(),
    linksOf: () => Promise.resolve(new Set(['lo'])),
    ...change.meta,
  };
  const planner: Planner = {
    planPod: () => Promise.resolve({ networks, pod }),
    findPrimary: () =>
      Promise.resolve({ list: networks[0]?.list ?? listOf('none', []), path: ['/opt/cni/bin'] }),
    ...change.planner,
  };
  const verbs = createMetaVerbs({ context, effects, planner });
  return { ...verbs, context, node, logged, published };
}
