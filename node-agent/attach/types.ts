import type { Dns, JsonObject, Request, Result, Route } from '../../cni/protocol/types.ts';
import type { Log } from '../../lib/log.ts';
import type { HostLink as ObservedLink } from '../discover/types.ts';
import type { Append, Writer } from '../journal/debts.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Ip, Known } from '../types.ts';
import type { CallScope } from './call.ts';
import type { Serial } from './serial.ts';

/** A link of the host as it was last observed. */
export type HostLink = Pick<ObservedLink, 'name' | 'mac' | 'mtu' | 'up'>;

/**
 * One execution of a CNI plugin. `netns` is empty when the namespace is gone (DEL). GC and STATUS are of no container:
 * containerID, netns and ifName are empty for them and stay out of the environment (specification, section 4).
 */
export type DelegateExec = {
  readonly command: 'ADD' | 'DEL' | 'CHECK' | 'GC' | 'STATUS';
  readonly plugin: string;
  readonly containerID: string;
  readonly netns: string;
  readonly ifName: string;
  readonly args: string;
  readonly path: readonly string[];
  readonly config: JsonObject;
  /** Of the caller's deadline: a plugin of our own then stops and undoes; one that is executed ends by itself. */
  readonly signal?: AbortSignal;
};

/** The plugin's answer, `undefined` when it printed none. Rejects with the plugin's own error as a CniError. */
export type Delegate = (exec: DelegateExec) => Promise<JsonObject | undefined>;

/** All that the verbs need of the world. */
export type Effects = {
  readonly ip: Ip;
  readonly journal: {
    readonly append: Append;
    /** Rejects when an `append` of an `add` would; cheap, because it does not try each time. */
    readonly probe: () => Promise<void>;
  };
  readonly ledger: Ledger;
  /** Why no address can be given yet, `undefined` when one can; absent: always. */
  readonly pendingAdoption?: () => string | undefined;
  /** `undefined` until the API server, or the last snapshot of it, was read once. */
  readonly known: () => Known | undefined;
  readonly links: () => ReadonlyMap<string, HostLink>;
  /** What tells a network namespace from every other; `undefined` when no namespace is at `path`. */
  readonly netnsIdentity: (path: string) => Promise<string | undefined>;
  readonly delegate: Delegate;
  /** Runs a member of a pod's networks: in this process what this agent serves itself. Absent: as `delegate`. */
  readonly member?: Delegate;
  /** Removes a file of device information (CNIDeviceInfoFile); that there is none is success. */
  readonly removeDeviceInfo?: (path: string) => Promise<void>;
  /** @param length bytes */
  readonly entropy: (length: number) => Uint8Array;
  readonly scope: CallScope;
  readonly log: Log;
};

/** The effects with what all verbs of one agent share. */
export type Context = Effects & {
  readonly writer: Writer;
  readonly serial: Serial;
  readonly member: Delegate;
};

/** What a plugin name can do, as the server calls it. Failures are CniErrors; nothing of a failed ADD stays. */
export type Verbs = {
  readonly add: (request: Request, signal: AbortSignal) => Promise<Result>;
  readonly del: (request: Request) => Promise<void>;
  readonly check: (request: Request) => Promise<void>;
  readonly gc: (request: Request) => Promise<void>;
  readonly status: (request: Request) => Promise<void>;
};

export type Assigned = { readonly address: string; readonly gateway?: string };

/** What IPAM said: addresses by master, and what goes with them. `link` ties a route to one master. */
export type Addressing = {
  readonly byMaster: readonly (readonly Assigned[])[];
  readonly routes: readonly { readonly route: Route; readonly link?: number }[];
  readonly dns: Dns;
};
