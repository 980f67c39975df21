import { type ChildProcess, spawn } from 'node:child_process';

import { MultiNicError } from '../../lib/errors.ts';
import { commandLine } from '../iproute2/command-line.ts';
import type { OnUnreadable } from '../iproute2/rows.ts';
import type { Finished, Ip } from '../types.ts';
import { createIpWorkers } from './ip-workers.ts';
import { type MemoryFile, openMemoryFile } from './memory-file.ts';

type Options = {
  /** Enters network namespaces. */
  readonly shim: string;
  /** Milliseconds until the command is killed; each line of a batch adds one. */
  readonly timeoutMs?: number;
  /** Bytes of stdout and of stderr that are taken; 40,000 routes are 5 MB. */
  readonly maxBytes?: number;
  readonly program?: string;
};
type Bounds = Required<Options>;

const defaults = { timeoutMs: 10_000, maxBytes: 64 * 2 ** 20, program: 'ip' };

/** A shell takes a longer batch more slowly than a new process does. */
const mostLines = 200;

/**
 * iproute2 for the passes, which look again whenever a link of any pod comes or goes: what they ask goes to workers, because
 * this process stands still while it forks. See `Ip` for the contract.
 */
export function createPassIp(shim: string, onUnreadable: OnUnreadable): Ip {
  // As many as both passes ask at once: one more would be forked, and ended, in every round of them.
  const { ip: worked } = createIpWorkers({
    shim,
    maxBytes: defaults.maxBytes,
    idle: 6,
    dumps: true,
  });
  const spawned = createIp({ shim });
  const ip: Ip = (call) => ((call.batch?.length ?? 0) > mostLines ? spawned(call) : worked(call));
  return Object.assign(ip, { onUnreadable });
}

/** A process of its own for each call. See `Ip` for the contract. */
export function createIp(options: Options): Ip {
  const bounds = { ...defaults, ...options };
  return async (call) => {
    const command = commandLine(call, { ip: bounds.program, shim: bounds.shim });
    const file = openMemoryFile();
    try {
      const { status, stderr } = await run({ command, batch: call.batch, file, bounds });
      if (file.size() > bounds.maxBytes)
        throw failed(command, `wrote more than ${bounds.maxBytes} bytes`);
      return { status, stdout: file.text(), stderr };
    } finally {
      file.close();
    }
  };
}

type Run = {
  readonly command: readonly string[];
  readonly batch: readonly string[] | undefined;
  readonly file: MemoryFile;
  readonly bounds: Bounds;
};

/**
 * stdout goes to a file: iproute2 hands a dump in thousands of small pieces, and to be woken for each of them took twice
 * as long as the dump.
 */
function run({ command, batch, file, bounds }: Run): Promise<Omit<Finished, 'stdout'>> {
  const [program, ...args] = command as readonly [string, ...string[]];
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: unknown): void => reject(failed(command, reason, cause));
    const child = spawn(program, args, {
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      stdio: [batch === undefined ? 'ignore' : 'pipe', file.fd, 'pipe'],
    });
    const stop = (reason: string): void => {
      child.kill('SIGKILL');
      fail(reason);
    };
    const timeoutMs = bounds.timeoutMs + (batch?.length ?? 0);
    const timer = setTimeout(() => {
      stop(`did not end within ${timeoutMs} ms and was killed`);
    }, timeoutMs);
    const stderr = collect(child, bounds, stop);
    child.on('error', (error) => {
      clearTimeout(timer);
      fail(`cannot be run: ${error.message}`, error);
    });
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      if (status === null) fail(`was ended by ${signal ?? 'a signal'}`);
      else resolve({ status, stderr: stderr() });
    });
    child.stdin?.end(`${(batch ?? []).join('\n')}\n`);
  });
}

function collect(child: ChildProcess, bounds: Bounds, stop: (reason: string) => void) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  child.stderr?.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bounds.maxBytes) stop(`wrote more than ${bounds.maxBytes} bytes of errors`);
    else chunks.push(chunk);
  });
  // A batch that stops at a failing line leaves the rest unread: that is EPIPE here, and the exit status tells it.
  child.stdin?.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') stop(`could not be written to: ${error.message}`);
  });
  return (): string => Buffer.concat(chunks).toString();
}

function failed(command: readonly string[], reason: string, cause?: unknown): MultiNicError {
  const message = `\`${command.join(' ')}\` ${reason}; check that iproute2 is installed and that the kernel answers`;
  return new MultiNicError('COMMAND_FAILED', message, cause === undefined ? {} : { cause });
}
