import { type ChildProcess, spawn } from 'node:child_process';

import { MultiNicError } from '../../lib/errors.ts';
import type { Finished, Ip } from '../types.ts';

type Call = Parameters<Ip>[0];
type Options = {
  /** Milliseconds until the command is killed. */
  readonly timeoutMs?: number;
  /** Bytes of stdout and of stderr that are kept; 40,000 routes are 5 MB. */
  readonly maxBytes?: number;
  readonly program?: string;
};
type Bounds = Required<Options>;

const defaults: Bounds = { timeoutMs: 10_000, maxBytes: 256 * 2 ** 20, program: 'ip' };

/** Runs iproute2; see `Ip` for the contract. */
export const ip: Ip = createIp();

/**
 * A namespace path goes to nsenter, not to `ip -n`: that one takes names under /run/netns only, and makes a mount
 * namespace with a new sysfs for each call.
 */
export function createIp(options: Options = {}): Ip {
  const bounds = { ...defaults, ...options };
  return (call) =>
    new Promise<Finished>((resolve, reject) => {
      const [program, ...args] = commandLine(call, bounds.program) as [string, ...string[]];
      const child = spawn(program, args, {
        env: { PATH: process.env['PATH'], LC_ALL: 'C' },
        stdio: [call.batch === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      });
      const fail = (reason: string, cause?: unknown): void =>
        reject(failed([program, ...args], reason, cause));
      watch(child, { bounds, resolve, fail });
      child.stdin?.end(`${(call.batch ?? []).join('\n')}\n`);
    });
}

function commandLine({ args = [], batch, netns, keepGoing }: Call, program: string): string[] {
  const enter = netns === undefined ? [] : ['nsenter', `--net=${netns}`, '--'];
  const force = keepGoing === true ? ['-force'] : [];
  return [...enter, program, ...(batch === undefined ? args : [...force, '-batch', '-'])];
}

type Outcome = {
  readonly bounds: Bounds;
  readonly resolve: (finished: Finished) => void;
  readonly fail: (reason: string, cause?: unknown) => void;
};

/** Settles once: by the end of the child, or by the first bound that it breaks. */
function watch(child: ChildProcess, { bounds, resolve, fail }: Outcome): void {
  const stop = (reason: string): void => {
    child.kill('SIGKILL');
    fail(reason);
  };
  const timer = setTimeout(() => {
    stop(`did not end within ${bounds.timeoutMs} ms and was killed`);
  }, bounds.timeoutMs);
  const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  for (const name of ['stdout', 'stderr'] as const) {
    let bytes = 0;
    child[name]?.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bounds.maxBytes) stop(`wrote more than ${bounds.maxBytes} bytes to ${name}`);
      else output[name].push(chunk);
    });
  }
  // A batch that stops at a failing line leaves the rest unread: that is EPIPE here, and the exit status tells it.
  child.stdin?.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') stop(`could not be written to: ${error.message}`);
  });
  child.on('error', (error) => {
    clearTimeout(timer);
    fail(`cannot be run: ${error.message}`, error);
  });
  child.on('close', (status, signal) => {
    clearTimeout(timer);
    if (status === null) fail(`was ended by ${signal ?? 'a signal'}`);
    else resolve({ status, stdout: text(output.stdout), stderr: text(output.stderr) });
  });
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString();
}

function failed(command: readonly string[], reason: string, cause: unknown): MultiNicError {
  const message = `\`${command.join(' ')}\` ${reason}; check that iproute2 and util-linux are installed and that the kernel answers`;
  return new MultiNicError('COMMAND_FAILED', message, cause === undefined ? {} : { cause });
}
