import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import type { Finished } from '../types.ts';
import { killGroup } from './kill-group.ts';
import { createMarkedOutput } from './marked-output.ts';

/** A shell that takes commands from its stdin, and how it is started. */
export type Shell = {
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Open files that it finds from descriptor 3 on. */
  readonly files?: readonly number[];
  /** What it runs first; prints nothing. */
  readonly prepare?: string;
};

/** What a shell does once. `command` is shell text: see `quote`. */
export type Task = {
  readonly command: string;
  /** Its stdin, to which a newline is added; without it there is nothing to read. */
  readonly input?: string;
};

export type Bounds = {
  /** Milliseconds until a command is killed. */
  readonly timeoutMs: number;
  /** Bytes of stdout and of stderr together that a command may write. */
  readonly maxBytes: number;
};

export type RunBounds = Bounds & { readonly signal?: AbortSignal | undefined };

export type Worker = {
  /** Rejects with an Error whose message goes on after the command's name: "did not end within …". The worker is dead then. */
  readonly run: (task: Task, bounds: RunBounds) => Promise<Finished>;
  readonly usable: () => boolean;
  /** Lets the shell end; what it runs is killed with all its children. */
  readonly end: () => void;
};

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** The word as the shell gives it to a program, whatever is in it but NUL, which no argument can hold. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A shell in a process group of its own, so that a command that hangs is killed together with it. */
export function startWorker(shell: Shell): Worker {
  const child = start(shell);
  let usable = true;
  let busy = false;
  child.on('exit', () => {
    usable = false;
  });
  child.stdin.on('error', () => {
    usable = false;
  });
  const end = (): void => {
    usable = false;
    if (busy) killGroup(child);
    else child.stdin.end();
  };
  const run = async (task: Task, bounds: RunBounds): Promise<Finished> => {
    if (bounds.signal?.aborted === true)
      throw new Error('was not run, because the deadline of its call passed');
    const mark = randomBytes(16).toString('hex');
    busy = true;
    child.stdin.write(script(task, mark));
    try {
      return await watch(child, { mark, bounds });
    } catch (error) {
      end();
      throw error;
    } finally {
      busy = false;
    }
  };
  return { run, usable: () => usable && child.exitCode === null, end };
}

/** It does not keep this process alive: a call that runs has a timer, and a shell whose stdin is closed ends. */
function start({ command, env, files = [], prepare }: Shell): Child {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    env,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe', ...files],
    detached: true,
  }) as Child;
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr])
    (stream as Partial<{ unref: () => void }>).unref?.();
  // Without a listener an error of the start would end this process; whoever runs something hears of it too.
  child.on('error', () => child.stdin.destroy());
  if (prepare !== undefined) child.stdin.write(`${prepare}\n`);
  return child;
}

/** The command, then the mark on both outputs: what stands before it is the command's. Nobody can guess it, so no input ends early. */
function script({ command, input }: Task, mark: string): string {
  const stdin = input === undefined ? '</dev/null' : `<<'${mark}'\n${input}\n${mark}`;
  return `${command} ${stdin}\nprintf '${mark}%d.' $?; printf '${mark}' >&2\n`;
}

/** Resolves when both marks have come; rejects with the reason when they do not. */
function watch(
  child: Child,
  { mark, bounds }: { readonly mark: string; readonly bounds: RunBounds },
): Promise<Finished> {
  const output = createMarkedOutput(mark);
  return new Promise((resolve, reject) => {
    const refuse = (reason: string, cause?: unknown): void => {
      stop();
      reject(new Error(reason, { cause }));
    };
    const into = (stream: 'out' | 'err') => (chunk: Buffer) => {
      const finished = output.add(stream, chunk);
      if (finished !== undefined) {
        stop();
        resolve(finished);
      } else if (output.bytes() > bounds.maxBytes)
        refuse(`printed too much: it wrote more than ${bounds.maxBytes} bytes`);
    };
    const listeners = listen(child, {
      out: into('out'),
      err: into('err'),
      // One that ends by itself could not start: what it said comes before its outputs are closed.
      exit: (_status, signal) => signal !== null && refuse('was ended by a signal'),
      close: () => refuse(`ended too early: ${output.errors()}`),
      error: (error) => refuse(`cannot be run: ${error.message}`, error),
    });
    const timer = setTimeout(() => {
      refuse(`did not end within ${bounds.timeoutMs} ms and was killed`);
    }, bounds.timeoutMs);
    const aborted = (): void => refuse('was killed, because the deadline of its call passed');
    bounds.signal?.addEventListener('abort', aborted);
    const stop = (): void => {
      clearTimeout(timer);
      listeners.remove();
      bounds.signal?.removeEventListener('abort', aborted);
    };
  });
}

type Listeners = {
  readonly out: (chunk: Buffer) => void;
  readonly err: (chunk: Buffer) => void;
  readonly exit: (status: number | null, signal: string | null) => void;
  readonly close: () => void;
  readonly error: (error: Error) => void;
};

function listen(child: Child, { out, err, exit, close, error }: Listeners) {
  child.stdout.on('data', out);
  child.stderr.on('data', err);
  child.once('exit', exit).once('close', close).once('error', error);
  const remove = (): void => {
    child.stdout.off('data', out);
    child.stderr.off('data', err);
    child.off('exit', exit).off('close', close).off('error', error);
  };
  return { remove };
}
