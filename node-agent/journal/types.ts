import type { JsonObject, Result, Route } from '../../cni/protocol/types.ts';
import type { AttachedNetwork } from '../meta/types.ts';

/**
 * Identity of an attachment: CNI 1.1 section 2, with the network because older callers key by it, and with the plugin: a pod's
 * networks are attached by several of ours, and a tenant chooses the names of networks, so two may agree in all else.
 */
export type AttachmentKey = {
  readonly plugin: string;
  readonly containerID: string;
  readonly ifName: string;
  readonly network: string;
};

export type AttachedLink = {
  readonly name: string;
  readonly master: string;
  readonly kind: 'ipvlan' | 'macvlan';
  readonly mode: string;
  readonly mac: string;
  readonly mtu?: number;
};

/** An address taken from one of our pools. `index` counts from the first address of the pool's podCIDR. */
export type Reservation = {
  readonly pool: string;
  readonly index: number;
  readonly address: string;
  readonly master: string;
};

/** A route that we added inside the pod; more than one hop makes it a multipath route. */
export type PodRoute = Omit<Route, 'gw'> & {
  readonly hops: readonly { readonly via?: string; readonly dev: string }[];
};

/** A plugin that we executed and whose DEL is owed: everything that DEL needs, without API server or NAD. */
export type DelegateCall = {
  readonly plugin: string;
  readonly ifName: string;
  readonly config: JsonObject;
};

/** All that DEL, CHECK, GC and a repeated ADD need to know of one attachment. */
export type Attachment = {
  readonly key: AttachmentKey;
  /** `multi-nic`: links and addresses; `multi-nic-ipam`: addresses only. */
  readonly plugin: string;
  /** `identity` tells the namespace itself (boot, device, inode): a path may be reused by another sandbox. */
  readonly netns: { readonly path: string; readonly identity: string };
  readonly pod: { readonly namespace: string; readonly name: string; readonly uid: string };
  /** Link group of this attachment inside its netns; one `ip link del group` undoes it. */
  readonly group: number;
  readonly links: readonly AttachedLink[];
  readonly reservations: readonly Reservation[];
  readonly routes?: readonly PodRoute[];
  readonly delegates: readonly DelegateCall[];
  /** Digest of the request, so that a repeated ADD is told from a different one under the same key. */
  readonly digest?: string;
  readonly cniArgs: string;
  readonly cniPath: readonly string[];
  readonly result: Result;
  /** The networks of a pod that a meta plugin attached, in order; then links, reservations and delegates are empty. */
  readonly meta?: readonly AttachedNetwork[];
};

/**
 * One line of the journal. `add` is durable before the kernel is touched, `done` after; `del` frees. A second `add` of a key
 * replaces the first: what a delegate answered is only known after it was announced. `results` has what each network of
 * `meta` answered, the first being the pod's; they need no sync of their own, since what a power cut takes of them has lost
 * its namespaces too.
 */
export type JournalRecord =
  | { readonly op: 'add'; readonly attachment: Attachment }
  | { readonly op: 'done'; readonly key: AttachmentKey; readonly results?: readonly Result[] }
  | { readonly op: 'del'; readonly key: AttachmentKey };
