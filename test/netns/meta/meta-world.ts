import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject, Request, Result } from '../../../cni/protocol/types.ts';
import { builtShim } from '../../../hack/node/shim.ts';
import { createIpWorkers } from '../../../node-agent/host/ip-workers.ts';
import { commands } from '../../../node-agent/iproute2/commands.ts';
import { parseLinks } from '../../../node-agent/iproute2/parse.ts';
import type { LinkRow } from '../../../node-agent/iproute2/types.ts';
import { requestOf, signal } from '../../node-agent/attach/fixture.ts';
import { type Agent, type AgentChange, startMetaAgent } from './meta-agent.ts';

const workers = createIpWorkers({ shim: builtShim, timeoutMs: 60_000 });
const ipHere = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8' });

type Call = {
  /** `k8s.v1.cni.cncf.io/networks` */
  readonly networks?: string;
  /** Further keys of the meta configuration. */
  readonly conf?: JsonObject;
  readonly runtimeConfig?: JsonObject;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly netns?: string;
};

/**
 * A host with the NICs `mm1` and `mm2`, the reference plugins, and a conf folder whose primary network is a bridge with
 * host-local, 10.1.0.0/24. `objects` are the cluster's NetworkAttachmentDefinitions in namespace `default`.
 */
export async function createMetaWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'meta-'));
  const held = join(folder, 'held');
  const path = join(folder, 'journal');
  const tools =
    process.env['MULTINIC_TOOLS'] ?? execFileSync('hack/tools/build', { encoding: 'utf8' }).trim();
  const masters = ['mm1', 'mm2'];
  for (const master of masters) {
    ipHere('link', 'add', master, 'type', 'ifb');
    ipHere('link', 'set', master, 'up');
  }
  const pods = new Set<string>();
  const agents: Agent[] = [];
  const objects = new Map<string, JsonObject>();
  const files = new Map<string, JsonObject>();
  const links = await observed();

  const setUp = (): void => {
    mkdirSync(held, { recursive: true });
    objects.clear();
    files.clear();
    files.set('10-primary.conflist', primaryOf(hostLocal('10.1.0.0/24')));
  };
  const hostLocal = (subnet: string): JsonObject => ({ type: 'host-local', dataDir: held, subnet });
  setUp();

  const startAgent = async (change: AgentChange = {}): Promise<Agent> => {
    const place = { path, masters, links, files, objects, ip: workers.ip };
    const agent = await startMetaAgent(place, change);
    agents.push(agent);
    return agent;
  };

  const addPod = (name: string): string => {
    ipHere('netns', 'add', name);
    ipHere('-n', name, 'link', 'set', 'lo', 'up');
    pods.add(name);
    return `/run/netns/${name}`;
  };
  const removePod = (name: string): void => {
    ipHere('netns', 'del', name);
    pods.delete(name);
  };
  const linksIn = async (pod: string): Promise<LinkRow[]> => {
    const netns = `/run/netns/${pod}`;
    const rows = parseLinks(commands.links, await workers.ip({ netns, args: commands.links }));
    return rows.filter(({ loopback }) => !loopback);
  };
  /** `net1 10.9.0.2/24 fd05::7/64`, global addresses only. */
  const addressesIn = async (pod: string): Promise<string[]> =>
    (await linksIn(pod)).map(({ name, addresses }) =>
      [
        name,
        ...addresses
          .filter(({ scope }) => scope === 'global')
          .map(({ address, length }) => `${address}/${length}`),
      ].join(' '),
    );
  const request = (
    command: Parameters<typeof requestOf>[0],
    pod: string,
    of: Call = {},
  ): Request => {
    const annotations = {
      ...(of.networks === undefined ? {} : { 'k8s.v1.cni.cncf.io/networks': of.networks }),
      ...of.annotations,
    };
    const runtimeConfig = { 'io.kubernetes.cri.pod-annotations': annotations, ...of.runtimeConfig };
    return requestOf(command, {
      containerID: pod,
      plugin: 'multi-nic-meta',
      ifName: 'eth0',
      netns: of.netns ?? `/run/netns/${pod}`,
      path: [tools, folder],
      args: {
        IgnoreUnknown: '1',
        K8S_POD_NAMESPACE: 'default',
        K8S_POD_NAME: pod,
        K8S_POD_INFRA_CONTAINER_ID: pod,
        K8S_POD_UID: `uid-${pod}`,
      },
      conf: {
        cniVersion: '1.1.0',
        name: 'multi-nic-meta',
        type: 'multi-nic-meta',
        runtimeConfig,
        ...of.conf,
      },
    });
  };
  const add = ({ verbs }: Agent, pod: string, of: Call = {}): Promise<Result> =>
    verbs.add(request('ADD', pod, of), signal);
  const del = ({ verbs }: Agent, pod: string, of: Call = {}): Promise<void> =>
    verbs.del(request('DEL', pod, of));

  /** Addresses that host-local holds: `mvhl/10.9.0.2`. */
  const leases = (): string[] =>
    readdirSync(held, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\/[\d.]+$/.test(name))
      .toSorted();

  /** What is left after a test that should have left nothing, but for the bridges that the plugin keeps. */
  const leaks = async (): Promise<string[]> => {
    const inPods = await Promise.all(
      [...pods].map(async (pod) => (await linksIn(pod)).map(({ name }) => `${pod}: ${name}`)),
    );
    const onHost = [...(await observed()).keys()].filter(
      (name) => !links.has(name) && !name.startsWith('br-'),
    );
    const stored = agents.flatMap(({ context }) =>
      context.ledger
        .entries()
        .map(({ attachment: { key, plugin } }) => `record ${plugin} ${key.containerID}`),
    );
    return [...inPods.flat(), ...onHost, ...stored, ...leases()];
  };

  const stopAgents = async (): Promise<void> => {
    await Promise.all(agents.splice(0).map(({ stop }) => stop()));
  };
  const reset = async (): Promise<void> => {
    await stopAgents();
    for (const pod of pods) removePod(pod);
    for (const name of (await observed()).keys())
      if (name.startsWith('br-')) ipHere('link', 'del', name);
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    setUp();
  };
  const destroy = async (): Promise<void> => {
    await reset();
    for (const master of masters) ipHere('link', 'del', master);
    workers.close();
    rmSync(folder, { recursive: true });
  };
  const state = { folder, objects, files, hostLocal };
  const inside = { addPod, removePod, linksIn, addressesIn };
  const calls = { request, add, del, leases, leaks };
  return { ...state, ...inside, ...calls, startAgent, stopAgents, reset, destroy, ip: workers.ip };
}

export type MetaWorld = Awaited<ReturnType<typeof createMetaWorld>>;

async function observed() {
  const rows = parseLinks(commands.links, await workers.ip({ args: commands.links }));
  return new Map(rows.map(({ name, mac, mtu, up }) => [name, { name, mac, mtu, up }]));
}

/** The cluster's own network: a bridge whose default route is the pod's. */
function primaryOf(ipam: JsonObject): JsonObject {
  return {
    cniVersion: '1.0.0',
    name: 'primary',
    plugins: [{ type: 'bridge', bridge: 'br-primary', isDefaultGateway: true, ipam }],
  };
}

/** A macvlan on `mm1`. */
export function macvlanConf(ipam: JsonObject, more: JsonObject = {}): JsonObject {
  return { cniVersion: '1.0.0', type: 'macvlan', master: 'mm1', ipam, ...more };
}
