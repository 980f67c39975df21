import { kinds } from '../../api/group.ts';
import { finalizers } from '../../api/meta.ts';
import { reconcileIpPool } from '../ip-pool.ts';
import type { Reconciler } from '../types.ts';
import { poolIn } from './world.ts';

export const ipPoolRow: Reconciler = {
  parent: kinds.ipPool,
  finalizer: finalizers.ipPool,
  guarded: [],
  related: [],
  decide: (name, world) => {
    const pool = poolIn(world, name);
    return {
      ...(pool === undefined ? {} : { parent: pool }),
      children: [],
      desired: reconcileIpPool(),
    };
  },
};
