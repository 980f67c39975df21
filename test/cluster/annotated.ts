import type { JsonObject } from '../../cni/protocol/types.ts';
import { type Installed, installed } from '../support/installed.ts';
import { openRoom, type Room } from './pods.ts';
import { until } from './until.ts';

export const networksKey = 'k8s.v1.cni.cncf.io/networks';
export const statusKey = 'k8s.v1.cni.cncf.io/network-status';

/** What a reader of Multus parses of a pod's network-status. */
export type Status = {
  readonly name: string;
  readonly interface: string;
  readonly ips?: readonly string[];
  readonly mac?: string;
  readonly default?: boolean;
  readonly gateway?: readonly string[];
};

/** The network selection annotation, in its JSON form. */
export function asking(...elements: readonly object[]): Readonly<Record<string, string>> {
  return { [networksKey]: JSON.stringify(elements) };
}

/** A room whose pods name networks that a test makes. */
export type AnnotatedRoom = Room & {
  readonly installed: Installed;
  /** NetworkAttachmentDefinitions with these configurations, by name. */
  readonly addNetworks: (
    configs: Readonly<Record<string, JsonObject>>,
    otherNamespace?: string,
  ) => Promise<void>;
  /** `net1 10.9.0.2/24` of every link but lo; global addresses only. */
  readonly linksOf: (pod: string) => Promise<readonly string[]>;
  readonly defaultRoutes: (pod: string) => Promise<string>;
  /** Waits for the annotation. */
  readonly statusOf: (pod: string) => Promise<readonly Status[]>;
};

/** Call it in a `before` that allows 240 s, and `remove` in an `after`. */
export async function openAnnotatedRoom(namespace: string): Promise<AnnotatedRoom> {
  const world = await installed();
  const room = await openRoom(namespace);
  const { exec, read } = room;
  return {
    ...room,
    installed: world,
    addNetworks: async (configs, otherNamespace = namespace) => {
      const items = Object.entries(configs).map(([name, config]) => nad(name, config));
      const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
      await room.cluster.kubectl([`--namespace=${otherNamespace}`, 'apply', '-f', '-'], text);
    },
    linksOf: async (pod) => parseLinks(await exec(pod, 'ip', '-j', 'address', 'show')),
    defaultRoutes: async (pod) => (await exec(pod, 'ip', 'route', 'show', 'default')).trim(),
    statusOf: async (pod) => {
      const text = await until(`the network-status of ${pod}`, async () => {
        const found = await read(pod, statusPath);
        return found === '' ? undefined : found;
      });
      return JSON.parse(text) as readonly Status[];
    },
  };
}

/** For kubectl's jsonpath, without braces. */
const statusPath = '.metadata.annotations.k8s\\.v1\\.cni\\.cncf\\.io/network-status';

function nad(name: string, config: JsonObject): unknown {
  return {
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { name },
    spec: { config: JSON.stringify(config) },
  };
}

type Shown = {
  readonly ifname?: string;
  readonly addr_info?: readonly {
    readonly scope: string;
    readonly local: string;
    readonly prefixlen: number;
  }[];
};

function parseLinks(json: string): readonly string[] {
  const shown = JSON.parse(json) as readonly Shown[];
  return shown.flatMap(({ ifname = '', addr_info = [] }) => {
    const global = addr_info.filter(({ scope }) => scope === 'global');
    const addresses = global.map(({ local, prefixlen }) => `${local}/${prefixlen}`);
    return ifname === 'lo' || ifname === '' ? [] : [[ifname, ...addresses].join(' ')];
  });
}

/** A macvlan on the first NIC, of version 1.0.0. */
export function macvlan(ipam: JsonObject, more: JsonObject = {}): JsonObject {
  return { cniVersion: '1.0.0', type: 'macvlan', master: 'eth1', mode: 'bridge', ipam, ...more };
}

export function hostLocal(subnet: string): JsonObject {
  return { type: 'host-local', ranges: [[{ subnet }]] };
}
