import type { Config } from '../../../lib/api/config-types.ts';
import { annotations } from '../../../lib/api/meta.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import { daemonSetOf } from '../../../lib/reconcile/config/daemon-set.ts';
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
  const world = worldOf((absent ? objects.slice(1) : objects).map((one) => applied(one, parent)));
  const { desired, children } = reconciler?.decide(parent.metadata.name, world) ?? {};
  const wanted = new Set(desired?.children.map(identity));
  // A function is no part of what is compared: it has tests of its own.
  const { whenRefused: _, ...said } = desired ?? {};
  return {
    ...said,
    removed: children?.filter((one) => !wanted.has(identity(one))).map(identity),
  };
};

/** A DaemonSet as the operator applied it last says "as asked" for its digest, which every change of the pod changes. */
function applied(object: KubeObject, parent: KubeObject): KubeObject {
  const key = annotations.applied;
  if (object.metadata.annotations?.[key] !== 'as asked') return object;
  const { namespace = '' } = object.metadata;
  const digest = daemonSetOf(parent as Config, namespace).metadata.annotations?.[key] ?? '';
  const metadata = {
    ...object.metadata,
    annotations: { ...object.metadata.annotations, [key]: digest },
  };
  return { ...object, metadata };
}

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
