import { join } from 'node:path';
import type { Log } from '../../lib/log.ts';
import { collect } from '../attach/collect.ts';
import { createContext } from '../attach/context.ts';
import { createVerbs } from '../attach/verbs.ts';
import type { AgentConfig } from '../config.ts';
import { createLedger, type Ledger } from '../journal/ledger.ts';
import type { View } from '../loops/view.ts';
import { createHandler, type Handler } from '../server/handler.ts';
import { startDeadline } from './deadline.ts';
import { createDelegate } from './delegate.ts';
import { entropy } from './entropy.ts';
import { installShim } from './install.ts';
import { createIpWorkers } from './ip-workers.ts';
import { type JournalFile, openJournal } from './journal-file.ts';
import { createNetnsIdentity } from './netns.ts';
import { openProcSys } from './proc-sys.ts';
import { serveSocket } from './socket.ts';

const now = (): number => performance.now();

export type Attachments = {
  readonly ledger: Ledger;
  /** Undoes what is over; what could not be undone now is told and tried again by the next call. */
  readonly collect: () => Promise<void>;
  /** Answers calls from now on, and installs the shim under the name of each plugin. */
  readonly serve: () => Promise<void>;
  /** Takes no more calls and lets those that run end. */
  readonly close: () => Promise<void>;
};

type Options = {
  readonly config: AgentConfig;
  readonly log: Log;
  readonly view: View;
  /** Something was attached or freed. */
  readonly onChange: () => void;
};

/**
 * Everything between the CNI socket and the pods. The socket comes first: who has it is this node's one agent, so nobody
 * else writes the journal that is opened then. A call that comes before `serve` waits for it.
 *
 * @throws MultiNicError `CONFIG_INVALID` when another agent lives here, `JOURNAL_UNUSABLE`
 */
export async function openAttachments(options: Options): Promise<Attachments> {
  const { config, log } = options;
  const ready = Promise.withResolvers<Handler>();
  const handle: Handler = async (payload) => (await ready.promise)(payload);
  const socket = await serveSocket({ path: config.socket, handle, log });
  const journal = await openJournal({ path: join(config.stateDir, 'journal'), log });
  const ledger = createLedger(journal.records);
  await openProcSys({ log });
  const workers = createIpWorkers();
  const delegate = createDelegate({ hostProcess: config.hostProcess, log });
  const context = createContext({
    ...effectsOf(options, journal),
    ledger,
    ip: workers.ip,
    delegate,
  });
  const plugins = createVerbs(context);
  return {
    ledger,
    collect: async () => {
      const { problems } = await collect(context);
      if (problems.length > 0) throw new AggregateError(problems, 'some attachments stay for now');
    },
    serve: async () => {
      ready.resolve(createHandler({ plugins, log, startDeadline, now }));
      const names = Object.keys(plugins);
      const written = await installShim({ source: config.shim, directory: config.binDir, names });
      log.info('serving', { socket: config.socket, installed: written });
    },
    close: async () => {
      await socket.close();
      workers.close();
      delegate.close();
      await journal.close();
    },
  };
}

function effectsOf({ view, log, onChange }: Options, journal: JournalFile) {
  const append: JournalFile['append'] = async (records) => {
    await journal.append(records);
    onChange();
  };
  return {
    journal: { problem: journal.problem, append },
    known: view.known,
    links: view.links,
    netnsIdentity: createNetnsIdentity(),
    entropy,
    log,
  };
}
