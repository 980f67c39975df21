import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type BareCluster, startCluster } from '../../../hack/bare-nodes/cluster.ts';
import {
  attach,
  type AttachedPod,
  detach,
  type Runtime,
  writeConf,
} from '../../../hack/bare-nodes/pods.ts';
import { binDirOf, socketOf, startAgent } from '../../../hack/bare-nodes/programs.ts';
import type { Node, Pod } from '../../../hack/node/fabric.ts';
import type { Program } from '../../../hack/node/program.ts';
import { tool } from '../../../hack/node/tool.ts';
import type { HostInterface, IPPool } from '../../../lib/api/types.ts';

/** Two nodes with two NICs, an operator and two agents, and what a runtime needs to call CNI on them. */
export type AgentWorld = {
  readonly cluster: BareCluster;
  readonly runtime: Runtime;
  readonly first: Node;
  readonly second: Node;
  /** Applies the network (JSON), waits until it is Ready and gives its config to the runtime. */
  readonly addNetwork: (manifest: object) => Promise<void>;
  readonly removeNetwork: (name: string) => Promise<void>;
  readonly attach: (network: string, pod: Pod) => Promise<AttachedPod>;
  readonly detach: (network: string, pod: Pod) => Promise<void>;
  readonly agent: (node: Node) => Program;
  /** Starts the node's agent again after it ended. */
  readonly restartAgent: (node: Node) => Promise<void>;
  readonly hostInterface: (node: Node) => Promise<HostInterface>;
  readonly pools: (network: string) => Promise<readonly IPPool[]>;
  readonly stop: () => Promise<void>;
};

export async function startAgentWorld(): Promise<AgentWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-agent-'));
  const cluster = await startCluster(dir, { nodes: 2, nics: 2 }, () => {});
  const [first, second] = cluster.fabric.nodes as [Node, Node];
  const { installation } = cluster;
  const agents = new Map<string, Program>();
  cluster.fabric.nodes.forEach((node, index) => {
    const program = cluster.programs[index + 1];
    if (program !== undefined) agents.set(node.name, program);
  });
  const agent = (node: Node): Program => agents.get(node.name) as Program;
  const runtime: Runtime = {
    cnitool: tool('cnitool'),
    confDir: join(dir, 'cni-conf'),
    binDir: (node) => binDirOf(installation, node),
    socket: (node) => socketOf(installation, node),
  };
  mkdirSync(runtime.confDir, { recursive: true });
  for (const { name } of cluster.fabric.nodes) {
    symlinkSync(tool('host-local'), join(binDirOf(installation, name), 'host-local'));
  }
  for (const { name } of cluster.fabric.nodes) {
    await cluster.kubectl(['wait', '--for=create', `hif/${name}`, '--timeout=30s']);
  }
  return {
    cluster,
    runtime,
    first,
    second,
    ...networksOf(cluster, runtime),
    attach: (network, pod) => attach(runtime, network, pod),
    detach: (network, pod) => detach(runtime, network, pod),
    agent,
    restartAgent: async (node) => {
      agents.set(node.name, await startAgent(installation, node));
    },
    stop: async () => {
      await Promise.all([...agents.values()].map((program) => program.stop()));
      await cluster.stop();
      rmSync(dir, { recursive: true });
    },
  };
}

function networksOf(
  { kubectl }: BareCluster,
  runtime: Runtime,
): Pick<AgentWorld, 'addNetwork' | 'removeNetwork' | 'hostInterface' | 'pools'> {
  const json = async (args: readonly string[]) =>
    JSON.parse(await kubectl([...args, '-o', 'json']));
  return {
    addNetwork: async (manifest) => {
      await kubectl(['apply', '-f', '-'], JSON.stringify(manifest));
      const { name } = (manifest as { metadata: { name: string } }).metadata;
      await kubectl(['wait', '--for=condition=Ready', `mnn/${name}`, '--timeout=30s']);
      await kubectl(['wait', '--for=create', `net-attach-def/${name}`, '--timeout=10s']);
      const nad = await json(['get', 'net-attach-def', name]);
      writeConf(runtime.confDir, name, nad.spec.config);
    },
    removeNetwork: async (name) => {
      await kubectl(['delete', 'mnn', name, '--timeout=30s']);
    },
    hostInterface: ({ name }) => json(['get', 'hif', name]),
    pools: async (network) => (await json(['get', 'mnpool', '-l', `netname=${network}`])).items,
  };
}

/** Asks until the answer is as wanted; the last answer is in the error. @returns the milliseconds it took */
export async function within<T>(
  ms: number,
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
): Promise<number> {
  const started = performance.now();
  for (;;) {
    const answer = await ask();
    const took = performance.now() - started;
    if (wanted(answer)) return took;
    if (took > ms) throw new Error(`not so within ${ms} ms: ${JSON.stringify(answer)}`);
    await delay(50);
  }
}

/** A macvlan network over all NICs, named `name`; `spec` overrides. */
export function macvlanNetwork(name: string, subnet: string, spec: object = {}): object {
  return {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'MultiNicNetwork',
    metadata: { name },
    spec: {
      subnet,
      ipam: JSON.stringify({
        type: 'multi-nic-ipam',
        hostBlock: 6,
        interfaceBlock: 2,
        vlanMode: 'l2',
      }),
      multiNICIPAM: true,
      plugin: { cniVersion: '0.3.0', type: 'macvlan', args: { mode: 'bridge' } },
      attachPolicy: { strategy: 'none' },
      namespaces: ['default'],
      ...spec,
    },
  };
}
