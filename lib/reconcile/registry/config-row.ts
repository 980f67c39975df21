import { kinds } from '../../api/group.ts';
import { finalizers } from '../../api/meta.ts';
import { ownDaemonSets, reconcileConfig } from '../config.ts';
import type { Reconciler } from '../types.ts';
import { configIn, daemonSetIn, differs, states } from './world.ts';

/** @param namespace the operator's own, where its DaemonSets lie */
export function configRow(namespace: string): Reconciler {
  return {
    parent: kinds.config,
    finalizer: finalizers.config,
    guarded: [],
    related: [
      {
        kind: kinds.daemonSet,
        namespace,
        keys: (change, world) =>
          differs(change, ({ metadata, spec, status }) => [metadata, spec, status])
            ? states(change)
                .slice(0, 1)
                .map(({ metadata }) => metadata.name)
                .filter((name) => configIn(world, name) !== undefined)
            : [],
      },
    ],
    decide: (name, world) => {
      const observed = {
        config: configIn(world, name),
        now: world.now,
        namespace,
        daemonSet: daemonSetIn(world, namespace, name),
      };
      const { config } = observed;
      return {
        ...(config === undefined ? {} : { parent: config }),
        children: ownDaemonSets(observed),
        desired: reconcileConfig(observed),
      };
    },
  };
}
