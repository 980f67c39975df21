import { kinds } from '../../api/group.ts';
import { finalizers } from '../../api/meta.ts';
import { reconcileHostInterface } from '../host-interface.ts';
import type { Reconciler } from '../types.ts';
import { cameOrWent, hostInterfaceIn, states } from './world.ts';

export const hostInterfaceRow: Reconciler = {
  parent: kinds.hostInterface,
  finalizer: finalizers.hostInterface,
  guarded: [],
  related: [
    {
      kind: kinds.node,
      keys: (change, world) =>
        cameOrWent(change)
          ? states(change)
              .map(({ metadata }) => metadata.name)
              .filter((name) => hostInterfaceIn(world, name) !== undefined)
          : [],
    },
  ],
  decide: (name, world) => {
    const hostInterface = hostInterfaceIn(world, name);
    const desired = reconcileHostInterface({
      hostInterface,
      node: world.get(kinds.node, name) !== undefined,
    });
    return {
      ...(hostInterface === undefined ? {} : { parent: hostInterface }),
      children: [],
      desired,
    };
  },
};
