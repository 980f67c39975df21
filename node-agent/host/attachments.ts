import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../lib/log.ts';
import { type Adoption, type AdoptionEffects, createAdoption } from '../attach/adoption.ts';
import type { Note } from '../attach/adoption-notes.ts';
import { createCollector } from '../attach/collector.ts';
import { noCall } from '../attach/call.ts';
import { createContext } from '../attach/context.ts';
import type { Context, Effects } from '../attach/types.ts';
import { createVerbs } from '../attach/verbs.ts';
import type { AgentConfig } from '../config.ts';
import type { OnUnreadable } from '../iproute2/rows.ts';
import { createLedger, type Ledger } from '../journal/ledger.ts';
import type { View } from '../loops/view.ts';
import type { DeviceInfo } from '../meta/host/device-info.ts';
import { createHostEffects } from '../meta/host/effects.ts';
import type { HostPath } from '../meta/host/host-paths.ts';
import { createPlanner } from '../meta/plan/planner.ts';
import { createMember } from '../meta/run/own.ts';
import { createMetaVerbs } from '../meta/run/verbs.ts';
import { possibleNames } from '../meta/settings.ts';
import { type PodStatus, statusesOf } from '../meta/statuses.ts';
import type { MetaEffects } from '../meta/types.ts';
import { createHandler, type Handler } from '../server/handler.ts';
import type { Plugins } from '../server/types.ts';
import { createCallScope } from './call-scope.ts';
import { startDeadline } from './deadline.ts';
import { createDelegate } from './delegate.ts';
import { entropy } from './entropy.ts';
import { installShim } from './install.ts';
import { createIpWorkers } from './ip-workers.ts';
import { type JournalFile, openJournal } from './journal-file.ts';
import { createNamespaces } from './namespaces.ts';
import { createNetnsIdentity } from './netns.ts';
import { openProcSys } from './proc-sys.ts';
import { serveSocket } from './socket.ts';
import { lockState } from './state-lock.ts';

const now = (): number => performance.now();

export type Attachments = {
  readonly ledger: Ledger;
  /**
   * Holds what pools and namespaces have and the journal does not know; nothing when there is nothing to find out.
   * @returns in how many ms to look again
   */
  readonly adopt: () => Promise<number | undefined>;
  /** The journal's identity once it holds all that pods have. */
  readonly journalIdentity: () => string | undefined;
  /** Undoes what is over; what could not be undone now is told and tried again by the next call. */
  readonly collect: () => Promise<void>;
  /** What the network-status annotations of the pods shall say. */
  readonly statuses: () => Promise<readonly PodStatus[]>;
  /** Whether a meta plugin has attached something that is not undone. */
  readonly usesMeta: () => boolean;
  /** Calls that have not ended long after their deadline, a line for each: this process no longer does its work. */
  readonly overdue: () => readonly string[];
  /**
   * Answers calls from now on, and installs the shim under the name of each plugin but the meta plugin's: whether that one is
   * called is the conf folder's matter.
   */
  readonly serve: () => Promise<void>;
  /** Takes no more calls and lets those that run end. */
  readonly close: () => Promise<void>;
};

type Options = {
  readonly config: AgentConfig;
  readonly log: Log;
  readonly view: View;
  /** What networks by annotation need of the API server and the conf folders. */
  readonly meta: MetaFromOutside;
  readonly hostPath: HostPath;
  /** Told of a row of iproute2 that cannot be read. */
  readonly onUnreadable: OnUnreadable;
  readonly podLives: AdoptionEffects['podLives'];
  /** Makes an Event of what a person must know. */
  readonly tell: (note: Note) => void;
  /** Something was attached or freed. */
  readonly onChange: () => void;
};

type MetaFromOutside = Pick<
  MetaEffects,
  | 'readLists'
  | 'findNetwork'
  | 'networksListed'
  | 'primaryOnly'
  | 'findPod'
  | 'publishStatus'
  | 'warnPod'
>;

/**
 * Everything between the CNI socket and the pods. Socket and state folder come first: who has both is the one agent that
 * writes the journal that is opened then. A call that comes before `serve` waits for it.
 *
 * @throws MultiNicError `CONFIG_INVALID` when another agent lives here, `JOURNAL_UNUSABLE`
 */
export async function openAttachments(options: Options): Promise<Attachments> {
  const { config, log, podLives, tell, onUnreadable } = options;
  const ready = Promise.withResolvers<Handler>();
  const handle: Handler = async (payload) => (await ready.promise)(payload);
  const socket = await serveSocket({ path: config.socket, handle, log });
  const holder = `${hostname()} with socket ${config.socket}`;
  const unlock = await lockState({ stateDir: config.stateDir, holder });
  const path = join(config.stateDir, 'journal');
  const journal = await openJournal({ path, log });
  const ledger = createLedger(journal.records);
  await openProcSys({ log });
  const scope = createCallScope();
  const workers = createIpWorkers({ shim: config.shim, scope, onUnreadable });
  const delegate = createDelegate({ hostProcess: config.hostProcess, log, scope });
  const effects = { ...options.meta, ...createHostEffects(workers.ip, options.hostPath) };
  const pendingAdoption = (): string | undefined => adoption.pending();
  const shared = { ...effectsOf(options, journal), ledger, ip: workers.ip, delegate, scope };
  const { context, own, plugins } = createPlugins(
    { ...shared, pendingAdoption },
    effects,
    config.meta,
  );
  const namespaces = createNamespaces(context);
  const found = { path, ...journal };
  const adoption = createAdoption({ context, journal: found, namespaces, podLives, tell, now });
  const serving = createHandler({ plugins, log, scope, startDeadline, now });
  return {
    ledger,
    ...lookingAfter(context, adoption),
    statuses: () => statusesOf(ledger, effects),
    usesMeta: () => ledger.entries().some(({ attachment }) => attachment.meta !== undefined),
    overdue: serving.overdue,
    serve: async () => {
      ready.resolve(serving);
      await install(options, Object.keys(own));
    },
    close: async () => {
      await socket.close();
      workers.close();
      delegate.close();
      await journal.close();
      await unlock();
    },
  };
}

async function install({ config, log }: Options, names: readonly string[]): Promise<void> {
  const { shim: source, binDir: directory, socket } = config;
  const installed = await installShim({ source, directory, names, log });
  log.info('serving', { socket, installed });
}

function lookingAfter(
  context: Context,
  adoption: Adoption,
): Pick<Attachments, 'adopt' | 'journalIdentity' | 'collect'> {
  const collector = createCollector(context);
  return {
    // A call may have woken the passes that ask for these: they hold none of that call's turns.
    adopt: async () => {
      await context.scope.run(noCall, adoption.round);
      return adoption.againMs();
    },
    journalIdentity: adoption.identity,
    collect: async () => {
      const { problems, stuck } = await context.scope.run(noCall, collector);
      const others = problems.filter((problem) => !stuck.some(({ error }) => error === problem));
      if (others.length > 0) throw new AggregateError(others, 'some attachments stay for now');
    },
  };
}

/**
 * All that this agent serves, `own` without the meta plugin. That one answers under every name that an attachment may have been
 * made by, whatever is installed now.
 */
function createPlugins(
  shared: Effects,
  effects: MetaEffects & DeviceInfo,
  { maxNetworks }: AgentConfig['meta'],
) {
  const context = createContext({
    ...shared,
    member: createMember({
      plugins: () => own,
      metaNames: possibleNames,
      execute: shared.delegate,
    }),
    removeDeviceInfo: effects.removeDeviceInfo,
  });
  const own: Plugins = createVerbs(context);
  const verbs = createMetaVerbs({ context, effects, planner: createPlanner(effects, maxNetworks) });
  const meta = possibleNames.map((name) => [name, verbs] as const);
  const plugins: Plugins = { ...own, ...Object.fromEntries(meta) };
  return { context, own, plugins };
}

function effectsOf({ view, log, onChange }: Options, journal: JournalFile) {
  const append: JournalFile['append'] = async (records, written) => {
    await journal.append(records, written);
    onChange();
  };
  return {
    journal: { append, probe: journal.probe },
    known: view.known,
    links: view.links,
    netnsIdentity: createNetnsIdentity(),
    entropy,
    log,
  };
}
