import { type Installed, installed } from '../support/installed.ts';
import { networksKey } from './annotated.ts';
import { openRoom, type PodSpec, type Room } from './pods.ts';

/** A room whose pods may name the network of `installed()`. */
export type NicRoom = Room & {
  readonly installed: Installed;
  /** The pod with the network's annotation: it gets `nics`. */
  readonly attached: (pod: PodSpec) => PodSpec;
};

/** Links of an attached pod, one per NIC of its node, in the NICs' order. */
export const nics = ['net1-0', 'net1-1', 'net1-2', 'net1-3'] as const;

/** Call it in a `before` that allows 240 s, and `remove` in an `after`. */
export async function openNicRoom(namespace: string): Promise<NicRoom> {
  const world = await installed();
  const room = await openRoom(namespace);
  const nad = `net-attach-def/${world.network}`;
  await room.kubectl(['wait', '--for=create', nad, '--timeout=30s']);
  const annotations = { [networksKey]: world.network };
  return { ...room, installed: world, attached: (pod) => ({ annotations, ...pod }) };
}
