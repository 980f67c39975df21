import type { IPPool } from '../api/types.ts';
import type { World } from './types.ts';
import { hostInterfacesIn, nodeNamesIn, poolsIn } from './registry/world.ts';

/** Since when each host has had neither a Node nor a HostInterface while pools list pods on it; milliseconds. */
export type Departures = ReadonlyMap<string, number>;

export type DepartedPlan = {
  readonly departures: Departures;
  /** Pools of hosts that have been gone for the whole grace: free once none of their pods is there. */
  readonly due: readonly IPPool[];
};

/**
 * Which addresses may be those of nobody. Only a node's agent releases addresses, so what pods hold on a node that is gone
 * stays theirs: its sandboxes may run on after the Node object went, and the node may come back.
 *
 * @param before of the look before; a host that is back is forgotten
 * @param nowMs of a clock that is the same in each look; `graceMs` how long a host must have been gone
 */
export function planDeparted(
  world: World,
  before: Departures,
  { nowMs, graceMs }: { readonly nowMs: number; readonly graceMs: number },
): DepartedPlan {
  const nodes = nodeNamesIn(world);
  const described = new Set(hostInterfacesIn(world).map(({ metadata }) => metadata.name));
  const held = poolsIn(world).filter(
    ({ spec }) =>
      (spec.allocations ?? []).length > 0 &&
      !nodes.has(spec.hostName) &&
      !described.has(spec.hostName),
  );
  const departures = new Map(
    held.map(({ spec }) => [spec.hostName, before.get(spec.hostName) ?? nowMs]),
  );
  const due = held.filter(
    ({ spec }) => nowMs - (departures.get(spec.hostName) ?? nowMs) >= graceMs,
  );
  return { departures, due };
}

/** What a pod must look like to hold an address on `host` still. */
export function holdsAddress(pod: unknown, host: string): boolean {
  const { spec, status } = pod as {
    readonly spec?: { readonly nodeName?: string };
    readonly status?: { readonly phase?: string };
  };
  const ended = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  return spec?.nodeName === host && !ended;
}
