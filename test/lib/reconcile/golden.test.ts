import type { KubeObject } from '../../../lib/api/types.ts';
import { createRegistry } from '../../../lib/reconcile/index.ts';
import { goldenTests } from './golden.ts';
import { keyOf, worldOf } from './cluster.ts';

/** The first document is the parent, or with `metadata.annotations.absent` only its name. */
const decide = (kind: string) => (objects: readonly KubeObject[]) => {
  const [parent] = objects as [KubeObject];
  const absent = parent.metadata.annotations?.['absent'] === 'true';
  const reconciler = createRegistry({ maxHostsPerSlice: 4 }).find(
    (row) => row.parent.kind === kind,
  );
  const world = worldOf(absent ? objects.slice(1) : objects);
  const { desired, children } = reconciler?.decide(parent.metadata.name, world) ?? {};
  const wanted = new Set(desired?.children.map(identity));
  return {
    ...desired,
    removed: children?.filter((one) => !wanted.has(identity(one))).map(identity),
  };
};
const identity = (object: KubeObject): string => `${object.kind} ${keyOf(object)}`;

describe('the decision on a network', () => {
  goldenTests('network', decide('MultiNicNetwork'));
});

describe('the decision on a slice', () => {
  goldenTests('cidr', decide('CIDR'));
});

describe('the decision on a host interface', () => {
  goldenTests('host-interface', decide('HostInterface'));
});

describe('the decision on a Config', () => {
  goldenTests('config', decide('Config'));
});
