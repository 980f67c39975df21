import { MultiNicError } from '../../lib/errors.ts';
import type { CallScope } from '../attach/call.ts';
import { commandLine, type Programs } from '../iproute2/command-line.ts';
import type { OnUnreadable } from '../iproute2/rows.ts';
import type { Finished, Ip } from '../types.ts';
import { findProgram } from './find-program.ts';
import { openMemoryFile } from './memory-file.ts';
import { type Bounds, quote, type Task } from './shell-worker.ts';
import { createWorkers, type Workers } from './workers.ts';

type Call = Parameters<Ip>[0];
type Options = Partial<Bounds> & {
  /** Enters network namespaces. */
  readonly shim: string;
  /** Workers that are kept while there is nothing to do. */
  readonly idle?: number;
  /** Answers that may be large go through a file: a dump comes in thousands of pieces, and each would wake this process. */
  readonly dumps?: boolean;
  readonly program?: string;
  readonly onUnreadable?: OnUnreadable;
  /** Which call runs a command: it is killed at that call's deadline. */
  readonly scope?: Pick<CallScope, 'current'>;
};

export type IpWorkers = {
  /** See `Ip` for the contract. */
  readonly ip: Ip;
  /** Ends all workers; commands that run are killed. */
  readonly close: () => void;
};

/** Runs iproute2 from workers. */
export function createIpWorkers(options: Options): IpWorkers {
  const { timeoutMs = 10_000, maxBytes = 2 ** 24, idle = 8, dumps = false } = options;
  const programs = { ip: findProgram(options.program ?? 'ip'), shim: options.shim };
  const env = { PATH: process.env['PATH'], LC_ALL: 'C' };
  const workers = createWorkers({
    timeoutMs,
    maxBytes,
    idle,
    shell: { command: ['/bin/sh'], env },
  });
  const ip: Ip = async (call) => {
    try {
      const task = taskOf(call, programs);
      const signal = options.scope?.current().signal;
      const finished = await (dumps
        ? throughFile(workers, task, maxBytes)
        : workers.run(task, signal));
      refuseShellStatus(finished.status);
      return finished;
    } catch (error) {
      throw failed(call, programs, error);
    }
  };
  const { onUnreadable } = options;
  const door = onUnreadable === undefined ? ip : Object.assign(ip, { onUnreadable });
  return { ip: door, close: workers.close };
}

function taskOf(call: Call, programs: Programs): Task {
  const command = commandLine(call, programs).map(quote).join(' ');
  return call.batch === undefined ? { command } : { command, input: call.batch.join('\n') };
}

async function throughFile(workers: Workers, task: Task, maxBytes: number): Promise<Finished> {
  const file = openMemoryFile();
  try {
    const command = `${task.command} >/proc/${process.pid}/fd/${file.fd}`;
    const { status, stderr } = await workers.run({ ...task, command });
    if (file.size() > maxBytes) throw new Error(`wrote more than ${maxBytes} bytes`);
    return { status, stdout: file.text(), stderr };
  } finally {
    file.close();
  }
}

/**
 * POSIX shells, and the shim where it cannot execute `ip`: 126 and 127 for what cannot be run, above 128 for what a signal
 * ended. `ip` uses neither but 255.
 */
function refuseShellStatus(status: number): void {
  if (status === 126 || status === 127) throw new Error('cannot be run: no such program');
  if (status > 128 && status < 255) throw new Error(`was ended by signal ${status - 128}`);
}

function failed(call: Call, programs: Programs, cause: unknown): MultiNicError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const command = commandLine(call, programs).join(' ');
  const message = `\`${command}\` ${reason}; check that iproute2 is installed and that the kernel answers`;
  return new MultiNicError('COMMAND_FAILED', message, { cause });
}
