import { join } from 'node:path';
import type { Log } from '../../lib/log.ts';
import { collect } from '../attach/collect.ts';
import { createContext } from '../attach/context.ts';
import { createVerbs } from '../attach/verbs.ts';
import type { AgentConfig } from '../config.ts';
import { createLedger, type Ledger } from '../journal/ledger.ts';
import type { View } from '../loops/view.ts';
import { createHandler } from '../server/handler.ts';
import { startDeadline } from './deadline.ts';
import { createDelegate } from './delegate.ts';
import { entropy } from './entropy.ts';
import { installShim } from './install.ts';
import { createIpWorkers } from './ip-workers.ts';
import { type JournalFile, openJournal } from './journal-file.ts';
import { createNetnsIdentity } from './netns.ts';
import { type CniSocket, serveSocket } from './socket.ts';

export type Attachments = {
  readonly ledger: Ledger;
  /** Undoes what is over; what could not be undone now is told and tried again by the next call. */
  readonly collect: () => Promise<void>;
  /** Takes calls from now on: the socket first, so that a new shim finds its agent. */
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

/** Everything between the CNI socket and the pods. @throws MultiNicError `JOURNAL_UNUSABLE` */
export async function openAttachments(options: Options): Promise<Attachments> {
  const { config, log } = options;
  const journal = await openJournal({ path: join(config.stateDir, 'journal'), log });
  const ledger = createLedger(journal.records);
  const workers = createIpWorkers();
  const context = createContext({ ...effectsOf(options, journal), ledger, ip: workers.ip });
  const plugins = createVerbs(context);
  const handle = createHandler({ plugins, log, startDeadline, now: () => performance.now() });
  let socket: CniSocket | undefined;
  return {
    ledger,
    collect: async () => {
      const { problems } = await collect(context);
      if (problems.length > 0) throw new AggregateError(problems, 'some attachments stay for now');
    },
    serve: async () => {
      socket = await serveSocket({ path: config.socket, handle, log });
      const names = Object.keys(plugins);
      const written = await installShim({ source: config.shim, directory: config.binDir, names });
      log.info('serving', { socket: config.socket, installed: written });
    },
    close: async () => {
      await socket?.close();
      workers.close();
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
    delegate: createDelegate(),
    entropy,
    log,
  };
}
