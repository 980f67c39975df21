import type {
  CIDR,
  HostInterface,
  IPPool,
  KubeObject,
  MultiNicNetwork,
} from '../../../lib/api/types.ts';
import { planDecision } from '../../../lib/kube/plan.ts';
import { createRegistry } from '../../../lib/reconcile/index.ts';
import type { Decision, Reconciler } from '../../../lib/reconcile/types.ts';
import { keyOf, worldOf } from './cluster.ts';
import { frozen } from './frozen.ts';

export const sliceLimit = 6;
const registry = createRegistry({ maxHostsPerSlice: sliceLimit });
const ref = (object: KubeObject): string => `${object.kind} ${keyOf(object)}`;

/** Objects in memory and the operator's reconcilers over them; applying a decision is all that it does by itself. */
export type Simulated = {
  readonly put: (object: KubeObject) => void;
  readonly drop: (reference: string) => void;
  readonly all: (kind: string) => readonly KubeObject[];
  readonly network: () => MultiNicNetwork;
  readonly cidrs: () => readonly CIDR[];
  readonly pools: () => readonly IPPool[];
  readonly hosts: () => readonly HostInterface[];
  /** Reconciles everything until nothing is left to write; how many rounds wrote something. */
  readonly settle: () => number;
};

export function simulate(): Simulated {
  const objects = new Map<string, KubeObject>();
  let serial = 0;
  const all = (kind: string): readonly KubeObject[] =>
    [...objects.values()].filter((object) => object.kind === kind);
  const put = (object: KubeObject): void => {
    serial += 1;
    const uid = object.metadata.uid ?? `uid-${serial}`;
    const metadata = { ...object.metadata, uid, resourceVersion: String(serial) };
    objects.set(ref(object), frozen(structuredClone({ ...object, metadata })));
  };
  const write = (object: KubeObject): void => {
    const seen = objects.get(ref(object));
    const spec =
      object.kind === 'IPPool'
        ? { allocations: [], ...(seen?.spec as object | undefined), ...(object.spec as object) }
        : object.spec;
    put({ ...seen, ...object, metadata: { ...seen?.metadata, ...object.metadata }, spec });
  };
  const writeStatus = (parent: KubeObject | undefined, status: KubeObject | undefined): void => {
    if (parent === undefined || status === undefined) return;
    put({ ...(objects.get(ref(parent)) as KubeObject), status: status.status });
  };
  const apply = (reconciler: Reconciler, decision: Decision): boolean => {
    const { parent, desired } = decision;
    const plan = planDecision(reconciler, decision);
    const writes = [...plan.guarded, ...plan.writes];
    for (const { object } of writes) write(object);
    for (const child of plan.removals) objects.delete(ref(child));
    writeStatus(parent, plan.status);
    if (plan.addFinalizer !== undefined) write({ ...plan.addFinalizer, spec: parent?.spec });
    if (desired.removeParent !== undefined) objects.delete(ref(parent as KubeObject));
    const changes = [plan.status, plan.addFinalizer, desired.removeParent];
    return writes.length + plan.removals.length > 0 || changes.some((one) => one !== undefined);
  };
  const round = (): boolean => {
    let wrote = false;
    for (const reconciler of registry) {
      const parents = [...objects.values()].filter(({ kind }) => kind === reconciler.parent.kind);
      const keys = new Set([
        ...parents.map(keyOf),
        ...(reconciler.parent.kind === 'CIDR' ? ['net'] : []),
      ]);
      for (const key of keys) {
        wrote = apply(reconciler, reconciler.decide(key, worldOf([...objects.values()]))) || wrote;
      }
    }
    return wrote;
  };
  return {
    put,
    drop: (reference) => objects.delete(reference),
    all,
    network: () => all('MultiNicNetwork')[0] as MultiNicNetwork,
    cidrs: () => all('CIDR') as readonly CIDR[],
    pools: () => all('IPPool') as readonly IPPool[],
    hosts: () => all('HostInterface') as readonly HostInterface[],
    settle: () => {
      for (let rounds = 0; rounds < 8; rounds += 1) {
        if (!round()) return rounds;
      }
      throw new Error('the reconcilers never stop writing');
    },
  };
}

export type Block = {
  readonly host: string;
  readonly nic: string;
  readonly net: string;
  readonly vlan: string;
  readonly pod: string;
};

export function blocksOf(cidrs: readonly CIDR[]): readonly Block[] {
  return cidrs.flatMap(({ spec }) =>
    spec.cidr.flatMap((entry) =>
      entry.hosts.map((record) => ({
        host: record.hostName,
        nic: record.interfaceName,
        net: entry.netAddress,
        vlan: entry.vlanCIDR,
        pod: record.podCIDR,
      })),
    ),
  );
}

export const isLive = ({ spec }: IPPool): boolean => spec.allocations.length > 0;
