import { kinds } from '../../api/group.ts';
import type { Config, DaemonSet, FailedCreate } from '../../api/config-types.ts';
import type {
  CIDR,
  HostInterface,
  IPPool,
  KubeObject,
  MultiNicNetwork,
  NetworkAttachmentDefinition,
} from '../../api/types.ts';
import type { Change, World } from '../types.ts';

/** The kinds of a World with their types; the informers list nothing else under them. */
export const networksIn = (world: World) => world.list(kinds.network) as readonly MultiNicNetwork[];
export const cidrsIn = (world: World) => world.list(kinds.cidr) as readonly CIDR[];
export const poolsIn = (world: World) => world.list(kinds.ipPool) as readonly IPPool[];
export const hostInterfacesIn = (world: World) =>
  world.list(kinds.hostInterface) as readonly HostInterface[];
export const nadsIn = (world: World) =>
  world.list(kinds.nad) as readonly NetworkAttachmentDefinition[];

export const nodeNamesIn = (world: World): ReadonlySet<string> =>
  new Set(world.list(kinds.node).map(({ metadata }) => metadata.name));

export const networkIn = (world: World, name: string) =>
  world.get(kinds.network, name) as MultiNicNetwork | undefined;
export const cidrIn = (world: World, name: string) =>
  world.get(kinds.cidr, name) as CIDR | undefined;
export const poolIn = (world: World, name: string) =>
  world.get(kinds.ipPool, name) as IPPool | undefined;
export const hostInterfaceIn = (world: World, name: string) =>
  world.get(kinds.hostInterface, name) as HostInterface | undefined;
export const configIn = (world: World, name: string) =>
  world.get(kinds.config, name) as Config | undefined;

export const daemonSetIn = (world: World, namespace: string, name: string) =>
  world.get(kinds.daemonSet, `${namespace}/${name}`) as DaemonSet | undefined;

/** No other Events are watched. */
export const failedCreatesIn = (world: World) => world.list(kinds.event) as readonly FailedCreate[];

/** Added or deleted, not merely modified. */
export function cameOrWent({ before, after }: Change): boolean {
  return before === undefined || after === undefined;
}

/** Whether what `read` takes of the object is another than before. The API server keeps the order of fields. */
export function differs<T extends KubeObject>(
  change: Change<T>,
  read: (object: T) => unknown,
): boolean {
  const { before, after } = change;
  if (before === undefined || after === undefined) return true;
  return JSON.stringify(read(before)) !== JSON.stringify(read(after));
}

/** Both states of the object that exist. */
export function states<T extends KubeObject>({ before, after }: Change<T>): readonly T[] {
  return [before, after].filter((object): object is T => object !== undefined);
}

/** Whether the last address of a pool was released: other changes of its allocations decide nothing. */
export function ranEmpty({ before, after }: Change<IPPool>): boolean {
  return after !== undefined && held(before) > 0 && held(after) === 0;
}

function held(pool: IPPool | undefined): number {
  return (pool?.spec.allocations ?? []).length;
}

/** Whether the pool is one that only its allocations keep: its network goes, or its NIC is not there. */
export function waitsForRelease(pool: IPPool, world: World): boolean {
  const { netAttachDef, hostName, interfaceName } = pool.spec;
  const network = networkIn(world, netAttachDef);
  if (network === undefined || network.metadata.deletionTimestamp !== undefined) return true;
  const host = hostInterfaceIn(world, hostName);
  const nic = host?.spec.interfaces.find((one) => one.interfaceName === interfaceName);
  return (nic?.netAddress ?? '') === '';
}
