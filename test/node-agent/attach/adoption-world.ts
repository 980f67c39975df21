import { type Cidr } from '../../../lib/net/cidr.ts';
import { addressAt } from '../../../lib/net/pool.ts';
import type { IPPool, PoolAllocation } from '../../../lib/api/types.ts';
import { type AdoptionEffects, createAdoption } from '../../../node-agent/attach/adoption.ts';
import type { Note } from '../../../node-agent/attach/adoption-notes.ts';
import type { Ip, Known } from '../../../node-agent/types.ts';
import { createLedger } from '../../../node-agent/journal/ledger.ts';
import type { JournalRecord } from '../../../node-agent/journal/types.ts';
import { knownOf } from './fixture.ts';
import { createAgent } from './kernel-less-agent.ts';

/** A node as adoption sees it: pools, namespaces with addresses, and the pods of the API server. */
export function createHost(masters: readonly string[] = ['eth1', 'eth2']) {
  const base = knownOf(masters);
  const host = {
    masters,
    known: base as Known | undefined,
    /** Namespace by path: its identity, and the addresses of its links. */
    namespaces: new Map<string, { identity: string; links: Map<string, string> }>(),
    /** `namespace/name` of the pods that live on this node; `undefined` while the API server does not answer. */
    pods: new Set<string>() as Set<string> | undefined,
    /** Paths that `ip` fails for. */
    broken: new Set<string>(),
    now: 0,
    looks: 0,
    deleted: [] as string[],
  };
  const list = (master: string, allocations: readonly PoolAllocation[], journal?: string): void => {
    const known = host.known ?? base;
    const pools = known.pools.map((pool): IPPool => {
      if (pool.spec.interfaceName !== master) return pool;
      const status = journal === undefined ? pool.status : { ...pool.status, journal };
      return {
        ...pool,
        spec: { ...pool.spec, allocations },
        ...(status === undefined ? {} : { status }),
      };
    });
    host.known = { ...known, pools };
  };
  const addNamespace = (name: string, addresses: Readonly<Record<string, string>>): string => {
    const path = `/run/netns/${name}`;
    host.namespaces.set(path, {
      identity: `boot/${name}`,
      links: new Map(Object.entries(addresses)),
    });
    return path;
  };
  const ip: Ip = ({ args = [], netns = '' }) => {
    const found = host.namespaces.get(netns);
    const broken = host.broken.has(netns);
    if (found === undefined || broken)
      return Promise.resolve({ status: 1, stdout: '', stderr: broken ? 'EIO' : 'no namespace' });
    if (args[0] === 'link') {
      const name = args.at(-1) ?? '';
      host.deleted.push(name);
      found.links.delete(name);
      return Promise.resolve({ status: 0, stdout: '', stderr: '' });
    }
    host.looks += 1;
    return Promise.resolve({ status: 0, stdout: JSON.stringify(rowsOf(found.links)), stderr: '' });
  };
  return { host, list, addNamespace, ip };
}

function rowsOf(links: ReadonlyMap<string, string>): readonly object[] {
  return [...links].map(([ifname, local], index) => ({
    ifindex: index + 2,
    ifname,
    flags: ['UP', 'LOWER_UP'],
    mtu: 1500,
    address: '02:00:00:00:00:01',
    linkinfo: { info_kind: ifname.startsWith('vf') ? undefined : 'macvlan' },
    addr_info: [{ family: 'inet', local, prefixlen: 18, scope: 'global' }],
  }));
}

type World = ReturnType<typeof createHost>;

/** An agent on that host; `records` is what its journal holds, `adopted` whether that one is known to be whole. */
export function startOn(
  { host, ip }: World,
  of: {
    readonly records?: readonly JournalRecord[];
    readonly adopted?: boolean;
    readonly origin?: AdoptionEffects['journal']['origin'];
    readonly identity?: string;
  } = {},
) {
  const notes: Note[] = [];
  const state = { adopted: of.adopted ?? false };
  const agent = createAgent({
    ip,
    ledger: createLedger(of.records ?? []),
    known: () => host.known,
    netnsIdentity: (path) => Promise.resolve(host.namespaces.get(path)?.identity),
    pendingAdoption: () => adoption.pending(),
  });
  const adoption = createAdoption({
    context: agent.context,
    journal: {
      path: '/state/journal',
      identity: of.identity ?? 'mine',
      origin: of.origin ?? { kind: of.records === undefined ? 'begun' : 'found' },
      adopted: () => state.adopted,
      confirmAdopted: () => {
        state.adopted = true;
        return Promise.resolve();
      },
    },
    namespaces: () =>
      Promise.resolve([...host.namespaces].map(([path, { identity }]) => ({ path, identity }))),
    podLives: ({ namespace, name }) =>
      host.pods === undefined
        ? Promise.reject(new Error('the API server does not answer'))
        : Promise.resolve(host.pods.has(`${namespace}/${name}`)),
    tell: (note) => notes.push(note),
    now: () => host.now,
  });
  return { agent, adoption, notes };
}

export type Started = ReturnType<typeof startOn>;

export const entry = (pod: string, index: number, pool = 0) => ({
  pod,
  namespace: 'default',
  index,
  address: addressAt({ cidr: `10.${pool}.0.0/26` as Cidr }, index),
});

export const held = ({ agent }: Started, pool = 'net-eth1'): number[] => [
  ...agent.context.ledger.used(pool),
];
