import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Result } from '../../cni/protocol/types.ts';
import { builtShim } from '../../hack/node/shim.ts';
import { createLog } from '../../lib/log.ts';
import { createContext } from '../../node-agent/attach/context.ts';
import type { Context, Effects, HostLink, Verbs } from '../../node-agent/attach/types.ts';
import { createVerbs } from '../../node-agent/attach/verbs.ts';
import { createDelegate } from '../../node-agent/host/delegate.ts';
import { entropy } from '../../node-agent/host/entropy.ts';
import { createIpWorkers } from '../../node-agent/host/ip-workers.ts';
import { type JournalFile, openJournal } from '../../node-agent/host/journal-file.ts';
import { createNetnsIdentity } from '../../node-agent/host/netns.ts';
import { commands } from '../../node-agent/iproute2/commands.ts';
import { parseLinks } from '../../node-agent/iproute2/parse.ts';
import type { LinkRow } from '../../node-agent/iproute2/types.ts';
import { createCallScope } from '../../node-agent/host/call-scope.ts';
import { createLedger } from '../../node-agent/journal/ledger.ts';
import type { Finished, Ip } from '../../node-agent/types.ts';
import { knownOf, nics, none, poolName, requestOf, signal } from '../node-agent/attach/fixture.ts';

/** A busy machine may hold the kernel's network lock for seconds; the deadline is not what is under test. */
const workers = createIpWorkers({ shim: builtShim, timeoutMs: 60_000 });
const realIp = workers.ip;

const ipHere = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8' });

export type Agent = {
  readonly context: Context;
  readonly verbs: Readonly<Record<'multi-nic' | 'multi-nic-ipam', Verbs>>;
  readonly journal: JournalFile;
  readonly logged: string[];
};

const netnsOf = (process: number | string): string => readlinkSync(`/proc/${process}/ns/net`);

/** A process in the pod, which keeps its namespace when its name is gone. */
export async function holdPod(name: string): Promise<{ readonly end: () => Promise<void> }> {
  const child = spawn('ip', ['netns', 'exec', name, 'sleep', '60'], { stdio: 'ignore' });
  // oxlint-disable-next-line no-await-in-loop -- polls
  while (netnsOf(child.pid ?? 'self') === netnsOf('self')) await delay(5);
  return {
    end: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A host with `nics` NICs, `at1` and so on, in this network namespace; pods are further namespaces. */
export async function createAttachWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'attach-'));
  const path = join(folder, 'journal');
  const masters = Array.from({ length: nics }, (_, index) => `at${index + 1}`);
  for (const master of masters) {
    ipHere('link', 'add', master, 'type', 'ifb');
    ipHere('link', 'set', master, 'up');
  }
  const pods = new Set<string>();
  const agents: Agent[] = [];
  const netnsIdentity = createNetnsIdentity();

  const observed = async (): Promise<Map<string, HostLink>> => {
    const rows = parseLinks(commands.links, await realIp({ args: commands.links }));
    return new Map(rows.map(({ name, mac, mtu, up }) => [name, { name, mac, mtu, up }]));
  };
  const links = await observed();

  /** An agent on the journal of this host, as after a start; `change` replaces effects by worse ones. */
  const startAgent = async (change: Partial<Effects> = {}): Promise<Agent> => {
    const logged: string[] = [];
    const log = createLog(
      (line) => logged.push(line),
      () => new Date(0),
      'debug',
    );
    const journal = await openJournal({ path, log });
    const context = createContext({
      ip: realIp,
      journal,
      ledger: createLedger(journal.records),
      known: () => knownOf(masters),
      links: () => links,
      scope: createCallScope(),
      netnsIdentity,
      delegate: createDelegate({ timeoutMs: 5_000 }),
      entropy,
      log,
      ...change,
    });
    const agent = { context, verbs: createVerbs(context), journal, logged };
    agents.push(agent);
    return agent;
  };

  const addPod = (name: string): string => {
    ipHere('netns', 'add', name);
    pods.add(name);
    return `/run/netns/${name}`;
  };
  const removePod = (name: string): void => {
    ipHere('netns', 'del', name);
    pods.delete(name);
  };
  const linksOf = async (netns: string): Promise<LinkRow[]> => {
    const rows = parseLinks(commands.links, await realIp({ netns, args: commands.links }));
    return rows.filter(({ loopback }) => !loopback);
  };

  /** What is left after a test that should have left nothing: links in pods and host, records, addresses. */
  const leaks = async (): Promise<string[]> => {
    const inPods = await Promise.all(
      [...pods].map(async (pod) =>
        (await linksOf(`/run/netns/${pod}`)).map(({ name }) => `${pod}: ${name}`),
      ),
    );
    const onHost = [...(await observed()).keys()].filter((name) => !links.has(name));
    const stored = agents.flatMap(({ context }) => [
      ...context.ledger.entries().map(({ attachment }) => `record ${attachment.key.containerID}`),
      ...masters.flatMap((master) =>
        [...context.ledger.used(poolName(master))].map((index) => `${master}#${index}`),
      ),
      ...context.writer.owed().map(({ op }) => `owed ${op}`),
    ]);
    return [...inPods.flat(), ...onHost, ...stored];
  };

  const stopAgents = async (): Promise<void> => {
    await Promise.all(agents.splice(0).map(({ journal }) => journal.close()));
  };
  const reset = async (): Promise<void> => {
    await stopAgents();
    for (const pod of pods) removePod(pod);
    rmSync(path, { force: true });
  };
  const destroy = async (): Promise<void> => {
    await reset();
    for (const master of masters) ipHere('link', 'del', master);
    workers.close();
    rmSync(folder, { recursive: true });
  };
  return {
    masters,
    links,
    path,
    startAgent,
    stopAgents,
    addPod,
    removePod,
    linksOf,
    leaks,
    reset,
    destroy,
    ip: realIp,
  };
}

export type AttachWorld = Awaited<ReturnType<typeof createAttachWorld>>;

/** The real `ip`, but what `change` answers instead. */
export function ipBut(change: (call: Parameters<Ip>[0]) => ReturnType<Ip> | undefined): Ip {
  return (call) => change(call) ?? realIp(call);
}

type Call = Parameters<typeof requestOf>[1];

export const add = (agent: Agent, of: Call): Promise<Result> =>
  agent.verbs['multi-nic'].add(requestOf('ADD', of), signal);
export const del = (agent: Agent, of: Call): Promise<void> =>
  agent.verbs['multi-nic'].del(requestOf('DEL', of));
export const check = (agent: Agent, containerID: string): Promise<void> =>
  agent.verbs['multi-nic'].check(requestOf('CHECK', { containerID }));

/** Addresses in use, by NIC. */
export const usage = (agent: Agent): number[] =>
  none.map((_, index) => agent.context.ledger.used(poolName(`at${index + 1}`)).size);

/** An answer of `ip` that the real one would not give. */
export const said = (status: number, stderr: string): Promise<Finished> =>
  Promise.resolve({ status, stdout: '', stderr });
