import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import { MultiNicError } from '../../lib/errors.ts';
import { commandLine } from '../iproute2/command-line.ts';
import type { Finished, Ip } from '../types.ts';

type Call = Parameters<Ip>[0];
type Shell = ChildProcessByStdio<Writable, Readable, Readable>;
type Options = {
  /** Milliseconds until a command is killed. */
  readonly timeoutMs?: number;
  /** Bytes of stdout and of stderr together that a command may write. */
  readonly maxBytes?: number;
  /** Workers that are kept while there is nothing to do. */
  readonly idle?: number;
  readonly program?: string;
};
type Bounds = Required<Options>;

const defaults: Bounds = { timeoutMs: 10_000, maxBytes: 2 ** 24, idle: 8, program: 'ip' };

export type IpWorkers = {
  /** See `Ip` for the contract. */
  readonly ip: Ip;
  /** Ends all workers; commands that run are killed. */
  readonly close: () => void;
};

/**
 * Runs iproute2 from small shells that stay. Node forks, and a fork copies the page tables of the whole process: 3 ms of a
 * stopped event loop at 80 MB, 8 ms at 280 MB, for a command of 1 ms. A shell forks in 0.3 ms, and the event loop goes on.
 */
export function createIpWorkers(options: Options = {}): IpWorkers {
  const bounds = { ...defaults, ...options };
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const take = (): Worker => {
    for (let found = idle.pop(); found !== undefined; found = idle.pop())
      if (found.usable()) return found;
    const made = startWorker();
    all.add(made);
    return made;
  };
  const give = (worker: Worker): void => {
    if (worker.usable() && idle.length < bounds.idle) idle.push(worker);
    else {
      worker.end();
      all.delete(worker);
    }
  };
  const ip: Ip = async (call) => {
    const worker = take();
    try {
      return await worker.run(call, bounds);
    } finally {
      give(worker);
    }
  };
  return {
    ip,
    close: () => {
      for (const worker of all) worker.end();
    },
  };
}

type Worker = {
  readonly run: (call: Call, bounds: Bounds) => Promise<Finished>;
  readonly usable: () => boolean;
  readonly end: () => void;
};

/** A shell in a process group of its own, so that a command that hangs is killed together with it. */
function startWorker(): Worker {
  const child = spawn('/bin/sh', [], {
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  let usable = true;
  child.on('exit', () => {
    usable = false;
  });
  child.stdin.on('error', () => {
    usable = false;
  });
  const end = (): void => {
    usable = false;
    killGroup(child);
  };
  const run = async (call: Call, bounds: Bounds): Promise<Finished> => {
    const mark = randomBytes(16).toString('hex');
    child.stdin.write(script(call, bounds.program, mark));
    try {
      const finished = await watch(child, { mark, bounds });
      refuseShellStatus(finished.status);
      return finished;
    } catch (error) {
      end();
      throw failed(call, bounds.program, error);
    }
  };
  return { run, usable: () => usable && child.exitCode === null, end };
}

/** The command, then the mark on both outputs: what stands before it is the command's. */
function script(call: Call, program: string, mark: string): string {
  const command = commandLine(call, program).map(quote).join(' ');
  const { batch } = call;
  const input = batch === undefined ? '</dev/null' : [`<<'${mark}'`, ...batch, mark].join('\n');
  return `${command} ${input}\nprintf '${mark}%d.' $?; printf '${mark}' >&2\n`;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

type Output = { readonly out: Buffer[]; readonly err: Buffer[] };

/** Resolves when both marks have come; rejects with the reason when they do not. */
function watch(
  child: Shell,
  { mark, bounds }: { readonly mark: string; readonly bounds: Bounds },
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const output: Output = { out: [], err: [] };
    let bytes = 0;
    const refuse = (reason: string, cause?: unknown): void => {
      stop();
      reject(new Error(reason, { cause }));
    };
    const take = (): void => {
      const finished = readFinished(output, mark);
      if (finished === undefined && bytes <= bounds.maxBytes) return;
      if (finished === undefined) return refuse(`wrote more than ${bounds.maxBytes} bytes`);
      stop();
      resolve(finished);
    };
    const into = (chunks: Buffer[]) => (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      take();
    };
    const ended = (): void => refuse('was ended by a signal');
    const broken = (error: Error): void => refuse(`cannot be run: ${error.message}`, error);
    const [onOut, onErr] = [into(output.out), into(output.err)];
    const timer = setTimeout(() => {
      refuse(`did not end within ${bounds.timeoutMs} ms and was killed`);
    }, bounds.timeoutMs);
    const stop = (): void => {
      clearTimeout(timer);
      child.stdout.off('data', onOut);
      child.stderr.off('data', onErr);
      child.off('exit', ended).off('error', broken);
    };
    child.stdout.on('data', onOut);
    child.stderr.on('data', onErr);
    child.once('exit', ended).once('error', broken);
  });
}

/** Looks at the end only, and joins the chunks once: the mark is the last thing that comes. */
function readFinished({ out, err }: Output, mark: string): Finished | undefined {
  const tail = Buffer.concat(err.slice(-2)).toString('latin1');
  if (!tail.endsWith(mark) || out.at(-1)?.at(-1) !== '.'.charCodeAt(0)) return undefined;
  const stdout = Buffer.concat(out).toString();
  const at = stdout.lastIndexOf(mark);
  if (at === -1) return undefined;
  const status = Number.parseInt(stdout.slice(at + mark.length), 10);
  const stderr = Buffer.concat(err).toString();
  return { status, stdout: stdout.slice(0, at), stderr: stderr.slice(0, -mark.length) };
}

/** POSIX shells: 126 and 127 for what cannot be run, above 128 for what a signal ended; ip and nsenter use neither but 255. */
function refuseShellStatus(status: number): void {
  if (status === 126 || status === 127) throw new Error('cannot be run: no such program');
  if (status > 128 && status < 255) throw new Error(`was ended by signal ${status - 128}`);
}

function killGroup({ pid }: Shell): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function failed(call: Call, program: string, cause: unknown): MultiNicError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const command = commandLine(call, program).join(' ');
  const message = `\`${command}\` ${reason}; check that iproute2 and util-linux are installed and that the kernel answers`;
  return new MultiNicError('COMMAND_FAILED', message, { cause });
}
