import { commands } from '../../node-agent/iproute2/commands.ts';
import type { Finished, Ip } from '../../node-agent/types.ts';
import { createFakeKernel, type FakeKernel } from './fake-kernel.ts';
import { Refused } from './fake-kernel-words.ts';

/** The `Ip` door to a kernel in memory, with the texts and exit statuses of iproute2 6.1. */
export type FakeIp = Ip & {
  /** The state as the commands that would make it, sorted. */
  readonly print: () => string[];
  /** Where a packet goes: `via … dev …`, or undefined when no rule's table knows. */
  readonly lookup: (source: string, destination: string) => string | undefined;
  /** How many lines changed something. */
  readonly writes: () => number;
};

type Options = {
  /** Commands that make the state to begin with. */
  readonly setup?: readonly string[];
  /** Called after each line that changed something. */
  readonly onWrite?: (ip: Pick<FakeIp, 'lookup' | 'print'>) => void;
};

export function fakeIp({ setup = [], onWrite }: Options = {}): FakeIp {
  const kernel = createFakeKernel();
  for (const line of setup) kernel.run(line);
  let writes = 0;
  const views = { print: kernel.print, lookup: kernel.lookup };
  const write = (line: string): void => {
    kernel.run(line);
    writes += 1;
    onWrite?.(views);
  };
  const ip: Ip = async ({ args, batch, netns, keepGoing }) => {
    if (netns !== undefined) throw new Error(`fake ip: has one namespace, not ${netns}`);
    if (batch !== undefined) return runBatch(batch, write, keepGoing === true);
    return answer(kernel, args ?? []);
  };
  return Object.assign(ip, { ...views, writes: () => writes });
}

function runBatch(
  lines: readonly string[],
  write: (line: string) => void,
  keepGoing: boolean,
): Finished {
  let stderr = '';
  for (const [index, line] of lines.entries()) {
    try {
      write(line);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      stderr += `${error.message}\n`;
      // iproute2 leaves at once on a word that it cannot read, whatever it was told.
      if (error.fatal) return { status: 255, stdout: '', stderr };
      stderr += `Command failed -:${index + 1}\n`;
      if (!keepGoing) break;
    }
  }
  return { status: stderr === '' ? 0 : 1, stdout: '', stderr };
}

function answer(kernel: FakeKernel, args: readonly string[]): Finished {
  const questions: Readonly<Record<string, () => unknown[]>> = {
    [commands.links.join(' ')]: kernel.links,
    [commands.routes.join(' ')]: kernel.routes,
    [commands.rules.join(' ')]: kernel.rules,
    [commands.nexthops.join(' ')]: kernel.nexthops,
  };
  const list = questions[args.join(' ')];
  if (list === undefined) throw new Error(`fake ip: unexpected ip ${args.join(' ')}`);
  return { status: 0, stdout: JSON.stringify(list()), stderr: '' };
}
