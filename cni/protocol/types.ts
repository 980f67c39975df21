/** CNI as the shim and the agent speak it: specification 1.1.0, versions 0.3.0 to 1.1.0. */

export const commands = ['ADD', 'DEL', 'CHECK', 'GC', 'STATUS', 'VERSION'] as const;
export type Command = (typeof commands)[number];

export const supportedVersions = ['0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'] as const;
export type CniVersion = (typeof supportedVersions)[number];

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export type Route = {
  readonly dst: string;
  readonly gw?: string;
  readonly mtu?: number;
  readonly advmss?: number;
  readonly priority?: number;
  readonly table?: number;
  readonly scope?: number;
};

export type Dns = {
  readonly nameservers?: readonly string[];
  readonly domain?: string;
  readonly search?: readonly string[];
  readonly options?: readonly string[];
};

/** A result in the shape of 1.1.0; `result.ts` renders it for older versions and reads those. */
export type Result = {
  readonly interfaces: readonly {
    readonly name: string;
    readonly mac?: string;
    readonly mtu?: number;
    readonly sandbox?: string;
    /** Both only since 1.1.0; kept so that a chained plugin loses nothing of its predecessor's result. */
    readonly socketPath?: string;
    readonly pciID?: string;
  }[];
  readonly ips: readonly {
    /** With prefix length, `192.168.0.1/18`. */
    readonly address: string;
    readonly gateway?: string;
    /** Index into `interfaces`. */
    readonly interface?: number;
  }[];
  readonly routes: readonly Route[];
  readonly dns: Dns;
};

/** The network configuration on stdin, read once; keys that we do not know stay in `raw`. */
export type NetConf = {
  readonly cniVersion: CniVersion;
  /** The network's name: MultiNicNetwork, NAD and pools all bear it. */
  readonly name: string;
  readonly type: string;
  readonly ipam: JsonObject;
  readonly plugin: (JsonObject & { readonly type: string }) | undefined;
  readonly subnet: string;
  readonly masterNets: readonly string[];
  readonly multiNICIPAM: boolean;
  readonly masters: readonly string[];
  readonly deviceIDs: readonly string[];
  /** `args.cni` merged with what the caller of `multi-nic` gave: how the pod narrows the selection. */
  readonly selection: {
    readonly nics?: number;
    readonly masters?: readonly string[];
    readonly target?: string;
    readonly class?: string;
  };
  readonly prevResult: Result | undefined;
  /** `cni.dev/valid-attachments`, only meaningful for GC. */
  readonly validAttachments:
    | readonly { readonly containerID: string; readonly ifName: string }[]
    | undefined;
  readonly raw: JsonObject;
};

/** One call of a plugin, valid for its command: an absent variable is the empty string. */
export type Request = {
  readonly command: Command;
  /** The plugin name that the shim was called by. */
  readonly plugin: string;
  readonly containerID: string;
  /** Path of the network namespace; empty is allowed for DEL. */
  readonly netns: string;
  readonly ifName: string;
  /** `CNI_ARGS`, parsed. */
  readonly args: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  /** What the agent itself put into the environment of the plugin that calls it back: whose turns that call holds. */
  readonly turns: readonly string[];
  readonly config: NetConf;
};

/** Error codes of the specification (section 4, "Error") and our own from 100. */
export const cniErrorCodes = {
  incompatibleVersion: 1,
  unsupportedField: 2,
  containerUnknown: 3,
  badEnvironment: 4,
  io: 5,
  decode: 6,
  badConfig: 7,
  badNetns: 8,
  tryAgain: 11,
  unavailable: 50,
  limited: 51,
  poolExhausted: 100,
  linkFailed: 101,
  delegateFailed: 102,
  checkFailed: 103,
  unknownNetwork: 104,
} as const;
