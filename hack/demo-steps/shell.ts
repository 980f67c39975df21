import { spawn } from 'node:child_process';
import { once } from 'node:events';

import {
  type Argv,
  helmLine,
  kubectlLine,
  nodeLine,
  type Running,
} from '../cluster/background/command-lines.ts';
import { run } from '../node/run.ts';
import type { Narrator } from './narrator.ts';

/** A person's shell on the demo's cluster. */
export type Shell = {
  /** Types a command, and shows it and what it prints. Rejects when it fails. */
  readonly type: (program: 'kubectl' | 'helm', ...args: readonly string[]) => Promise<void>;
  /** Asks without showing it. */
  readonly kubectl: (...args: readonly string[]) => Promise<string>;
  readonly onNode: (node: string, script: string) => Promise<string>;
};

export function createShell(cluster: Running, { say, show }: Narrator): Shell {
  const lines = { kubectl: kubectlLine, helm: helmLine };
  return {
    type: async (program, ...args) => {
      const typed = [program, ...args.map(quoted)].join(' ');
      say(`$ ${typed}`);
      const { status, said } = await ended(lines[program](cluster, args));
      show(readable(said));
      if (status !== 0) throw new Error(`${typed}: ended with ${String(status)}, see above`);
    },
    kubectl: (...args) => run(kubectlLine(cluster, args)),
    onNode: (node, script) => run(nodeLine(cluster, node, ['sh', '-c', script])),
  };
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`);

type Ended = { readonly status: number | null; readonly said: string };

/** What it wrote on stdout and stderr in the order in which it came, as on a screen. */
async function ended([file, ...args]: Argv): Promise<Ended> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, said };
}

/** helm passes on what a hook's Job says as one line of its own log, with the line ends escaped. */
function readable(text: string): string {
  return text.replaceAll(/^level=INFO msg=("(?:[^"\\]|\\.)*")$/gm, (_, message: string) =>
    String(JSON.parse(message)),
  );
}
