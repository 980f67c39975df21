import type { JsonObject } from '../../../cni/protocol/types.ts';
import { createLog } from '../../../lib/log.ts';
import { createContext } from '../../../node-agent/attach/context.ts';
import type { Context, Delegate, HostLink, Verbs } from '../../../node-agent/attach/types.ts';
import { createVerbs } from '../../../node-agent/attach/verbs.ts';
import { createDelegate } from '../../../node-agent/host/delegate.ts';
import { entropy } from '../../../node-agent/host/entropy.ts';
import { type JournalFile, openJournal } from '../../../node-agent/host/journal-file.ts';
import { createNetnsIdentity } from '../../../node-agent/host/netns.ts';
import { createCallScope } from '../../../node-agent/host/call-scope.ts';
import { createLedger } from '../../../node-agent/journal/ledger.ts';
import { createLinksOf } from '../../../node-agent/meta/host/links-of.ts';
import { parseConfFolder } from '../../../node-agent/meta/plan/conf-folder.ts';
import { createPlanner } from '../../../node-agent/meta/plan/planner.ts';
import { createMember } from '../../../node-agent/meta/run/own.ts';
import { createMetaVerbs } from '../../../node-agent/meta/run/verbs.ts';
import type { MetaEffects, NetworkStatus } from '../../../node-agent/meta/types.ts';
import type { Plugins } from '../../../node-agent/server/types.ts';
import type { Ip } from '../../../node-agent/types.ts';
import { knownOf } from '../../node-agent/attach/fixture.ts';

/** What a host has that outlives its agent. */
type Place = {
  readonly path: string;
  readonly masters: readonly string[];
  readonly links: ReadonlyMap<string, HostLink>;
  /** The conf folder. */
  readonly files: ReadonlyMap<string, JsonObject>;
  /** By `namespace/name`: configurations of NetworkAttachmentDefinitions; what has `plugin` and `args` is a Network. */
  readonly objects: ReadonlyMap<string, JsonObject>;
  readonly ip: Ip;
};

export type AgentChange = {
  /** Stands between the agent and the plugins. */
  readonly execute?: (real: Delegate) => Delegate;
};

export type Agent = {
  readonly context: Context;
  readonly verbs: Verbs;
  readonly journal: JournalFile;
  readonly logged: string[];
  readonly published: NetworkStatus[][];
  readonly stop: () => Promise<void>;
};

/** An agent with a meta plugin on the journal of this host, as after a start. */
export async function startMetaAgent(place: Place, change: AgentChange): Promise<Agent> {
  const logged: string[] = [];
  const published: NetworkStatus[][] = [];
  const log = createLog(
    (line) => logged.push(line),
    () => new Date(0),
    'debug',
  );
  const journal = await openJournal({ path: place.path, log });
  const real = createDelegate({ timeoutMs: 10_000 });
  const execute = change.execute?.(real) ?? real;
  const served: { plugins: Plugins } = { plugins: {} };
  const metaNames = ['multi-nic-meta'];
  const context = createContext({
    ip: place.ip,
    journal,
    ledger: createLedger(journal.records),
    known: () => knownOf(place.masters),
    links: () => place.links,
    scope: createCallScope(),
    netnsIdentity: createNetnsIdentity(),
    delegate: execute,
    member: createMember({ plugins: () => served.plugins, metaNames, execute }),
    entropy,
    log,
  });
  served.plugins = createVerbs(context);
  const effects = effectsOf(place, (status) => void published.push([...status]));
  const verbs = createMetaVerbs({ context, effects, planner: createPlanner(effects) });
  const stop = async (): Promise<void> => {
    real.close();
    await journal.close();
  };
  return { context, verbs, journal, logged, published, stop };
}

function effectsOf(
  { files, objects, ip }: Place,
  publish: (status: readonly NetworkStatus[]) => void,
): MetaEffects {
  return {
    readLists: (folder = '/etc/cni/net.d') => {
      const texts = [...files].map(([name, conf]) => ({ name, text: JSON.stringify(conf) }));
      return Promise.resolve(parseConfFolder(folder, texts));
    },
    findNetwork: (kind, namespace, name) => {
      const object = objects.get(`${namespace}/${name}`);
      if (object === undefined) return undefined;
      const { plugin, args } = object;
      const early = typeof plugin === 'string' && typeof args === 'string';
      if (early !== (kind === 'Network')) return undefined;
      if (early) return { kind: 'Network', namespace, name, plugin, args };
      const config = JSON.stringify(object);
      return { kind: 'NetworkAttachmentDefinition', namespace, name, config };
    },
    findPod: () => Promise.reject(new Error('unexpected look for a pod')),
    devicesOf: () => Promise.resolve(new Map()),
    publishStatus: (_pod, status) => publish(status),
    waitForFile: () => Promise.resolve(),
    linksOf: createLinksOf(ip),
  };
}
