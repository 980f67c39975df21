import { type Kind, kinds } from '../../api/group.ts';
import { finalizers } from '../../api/meta.ts';
import { defaultConfigName } from '../../api/node-agent.ts';
import type { Config } from '../../api/config-types.ts';
import type { CIDR, HostInterface, IPPool } from '../../api/types.ts';
import { placementOf } from '../config/placement.ts';
import { reconcileNetwork } from '../network.ts';
import type { NetworkObserved } from '../network/observed.ts';
import { addressesOfApiServer, addressesOfNode } from '../network/reserved.ts';
import { isOurNad } from '../nads.ts';
import type { Change, Decision, Reconciler, Related, World } from '../types.ts';
import {
  cidrsIn,
  configIn,
  differs,
  hostInterfacesIn,
  nadsIn,
  networkIn,
  networksIn,
  nodeNamesIn,
  poolsIn,
  ranEmpty,
  states,
  waitsForRelease,
} from './world.ts';

export type NetworkRowOptions = {
  /** (host, NIC) records in one CIDR object at most. Default 80. */
  readonly maxHostsPerSlice?: number;
};

export function networkRow({ maxHostsPerSlice }: NetworkRowOptions): Reconciler {
  const limit = maxHostsPerSlice === undefined ? {} : { sliceLimit: maxHostsPerSlice };
  return {
    parent: kinds.network,
    finalizer: finalizers.network,
    guarded: [kinds.cidr],
    related,
    decide: (name, world) => {
      const observed = { ...observeNetwork(name, world), ...limit };
      return withParent(observed, reconcileNetwork(observed));
    },
  };
}

function observeNetwork(name: string, world: World): NetworkObserved {
  const cidrs = cidrsIn(world);
  return {
    network: networkIn(world, name),
    now: world.now,
    networks: networksIn(world),
    hostInterfaces: hostInterfacesIn(world),
    nodes: nodeNamesIn(world),
    nodeObjects: world.list(kinds.node),
    serviceCidrs: world.list(kinds.serviceCidr),
    apiServer: [...world.list(kinds.service), ...world.list(kinds.endpointSlice)],
    namespaces: world.list(kinds.namespace),
    cidrs: cidrs.filter(({ spec }) => spec.config.name === name),
    foreignCidrs: cidrs.filter(({ spec }) => spec.config.name !== name),
    pools: poolsIn(world).filter(({ spec }) => spec.netAttachDef === name),
    nads: nadsIn(world).filter(({ metadata }) => metadata.name === name),
    config: configIn(world, defaultConfigName),
  };
}

/** NADs of a network that is gone are left to the garbage collector: without its UID nothing says whose they are. */
function withParent(observed: NetworkObserved, desired: Decision['desired']): Decision {
  const { network, cidrs, nads } = observed;
  if (network === undefined) return { children: cidrs, desired };
  const ours = nads.filter((nad) => isOurNad(nad, network));
  return { parent: network, children: [...cidrs, ...ours], desired };
}

const related: readonly Related[] = [
  {
    // Another network may take or give up a subnet or a name.
    kind: kinds.network,
    keys: (change, world) =>
      differs(change, ({ spec, metadata }) => [spec, metadata.deletionTimestamp])
        ? allNetworks(world)
        : [],
  },
  { kind: kinds.cidr, keys: ofCidr },
  { kind: kinds.hostInterface, keys: ofHostInterface },
  {
    // Nodes report their health all the time; what matters is that they are there, which addresses they need and whether
    // agents run on them.
    kind: kinds.node,
    keys: (change, world) =>
      differs(change, (node) => [addressesOfNode(node), placementOf(node)])
        ? allNetworks(world)
        : [],
  },
  { kind: kinds.serviceCidr, optional: true, keys: (_change, world) => allNetworks(world) },
  ofApiServer(kinds.service),
  ofApiServer(kinds.endpointSlice),
  {
    kind: kinds.namespace,
    keys: (change, world) =>
      differs(change, ({ status, metadata }) => [
        (status as { phase?: string } | undefined)?.phase,
        metadata.deletionTimestamp,
      ])
        ? allNetworks(world)
        : [],
  },
  {
    kind: kinds.nad,
    keys: (change, world) =>
      states(change)
        .slice(0, 1)
        .flatMap(({ metadata }) => existing(metadata.name, world)),
  },
  { kind: kinds.ipPool, keys: ofPool },
  {
    kind: kinds.config,
    keys: ofConfig,
  },
];

/** The API server makes both itself, and renews their other fields. */
function ofApiServer(kind: Kind): Related {
  return {
    kind,
    namespace: 'default',
    fieldSelector: 'metadata.name=kubernetes',
    optional: true,
    keys: (change, world) => (differs(change, addressesOfApiServer) ? allNetworks(world) : []),
  };
}

/** Nodes come and go in its status all the time: what matters is in the NetworkAttachmentDefinitions, or where agents run. */
function ofConfig(change: Change, world: World): readonly string[] {
  const configs = change as Change<Config>;
  const named = states(configs).some(({ metadata }) => metadata.name === defaultConfigName);
  const matters = differs(configs, ({ spec: { cniType, daemon } }) => [
    cniType,
    daemon.port,
    daemon.nodeSelector,
    daemon.affinity,
    daemon.tolerations,
  ]);
  return named && matters ? allNetworks(world) : [];
}

function allNetworks(world: World): readonly string[] {
  return networksIn(world).map(({ metadata }) => metadata.name);
}

function existing(name: string, world: World): readonly string[] {
  return networkIn(world, name) === undefined ? [] : [name];
}

/** The network that the slice belongs to, even one that is gone, and the one whose name it has. */
function ofCidr(change: Change, world: World): readonly string[] {
  if (!differs(change, ({ spec, metadata }) => [spec, metadata])) return [];
  const slices = states(change as Change<CIDR>);
  const named = slices.flatMap(({ metadata }) => existing(metadata.name, world));
  return [...new Set([...slices.map(({ spec }) => spec.config.name), ...named])];
}

/** What the host has matters to all networks, what its agent says of one network to that one. */
function ofHostInterface(change: Change, world: World): readonly string[] {
  const hosts = change as Change<HostInterface>;
  if (differs(hosts, ({ spec }) => spec)) return allNetworks(world);
  if (differs(hosts, ({ status }) => status?.notOffered)) return allNetworks(world);
  const said = states(hosts).map(({ status }) => status?.networks ?? []);
  const [before = [], after = []] = said;
  const changed = [...before, ...after].filter(({ name }) => {
    const of = (list: typeof before) => JSON.stringify(list.find((one) => one.name === name));
    return of(before) !== of(after);
  });
  return [...new Set(changed.flatMap(({ name }) => existing(name, world)))];
}

function ofPool(change: Change, world: World): readonly string[] {
  const pools = change as Change<IPPool>;
  const [pool] = states(pools);
  if (pool === undefined || change.before === undefined) return [];
  const { netAttachDef } = pool.spec;
  const released = ranEmpty(pools) && waitsForRelease(pool, world);
  return released || change.after === undefined ? existing(netAttachDef, world) : [];
}
