import { kinds } from '../../api/group.ts';
import { finalizers } from '../../api/meta.ts';
import { ownDaemonSets, reconcileConfig } from '../config.ts';
import type { Reconciler, Related } from '../types.ts';
import type { FailedCreate } from '../../api/config-types.ts';
import { configIn, daemonSetIn, differs, failedCreatesIn, states } from './world.ts';

/** @param namespace the operator's own, where its DaemonSets lie */
export function configRow(namespace: string): Reconciler {
  return {
    parent: kinds.config,
    finalizer: finalizers.config,
    guarded: [],
    related: [ofDaemonSets(namespace), ofRefusedPods(namespace)],
    decide: (name, world) => {
      const observed = {
        config: configIn(world, name),
        now: world.now,
        namespace,
        daemonSet: daemonSetIn(world, namespace, name),
        failures: failedCreatesIn(world),
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

const ofDaemonSets = (namespace: string): Related => ({
  kind: kinds.daemonSet,
  namespace,
  keys: (change, world) =>
    differs(change, ({ metadata, spec, status }) => [metadata, spec, status])
      ? states(change)
          .slice(0, 1)
          .map(({ metadata }) => metadata.name)
          .filter((name) => configIn(world, name) !== undefined)
      : [],
});

/** Events of DaemonSets whose pods could not be made: one that expires says nothing new. */
const ofRefusedPods = (namespace: string): Related => ({
  kind: kinds.event,
  namespace,
  fieldSelector: 'involvedObject.kind=DaemonSet,reason=FailedCreate',
  optional: true,
  keys: ({ after }, world) => {
    const event: FailedCreate | undefined = after;
    const name = event?.involvedObject?.name ?? '';
    return configIn(world, name) === undefined ? [] : [name];
  },
});
