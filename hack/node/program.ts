import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { once } from 'node:events';

import { machineEnvironment } from './environment.ts';

export type Program = {
  readonly pid: number;
  readonly logFile: string;
  /** How it ended: an exit status, or the signal's name. */
  readonly ended: Promise<number | string>;
  readonly running: () => boolean;
  /** The last lines that it wrote. */
  readonly tail: (lines?: number) => string;
  /** SIGTERM, then SIGKILL after `patienceMs`; to that pid alone. Resolves when it is gone. */
  readonly stop: (patienceMs?: number) => Promise<number | string>;
  /** SIGKILL: what a crash looks like. */
  readonly kill: () => Promise<number | string>;
};

export type ProgramSpec = {
  readonly argv: readonly [string, ...string[]];
  /** Path of a network namespace; the program then also has a /sys of its own that shows its links. */
  readonly netns?: string;
  /** Beside `machineEnvironment`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Gets stdout and stderr, appended. */
  readonly logFile: string;
};

/** Starts a program and stays its parent; `pid` is the program's own, not a wrapper's. */
export async function startProgram(spec: ProgramSpec): Promise<Program> {
  const [file, ...args] = spec.netns === undefined ? spec.argv : enter(spec.netns, spec.argv);
  const output = openSync(spec.logFile, 'a');
  const child = spawn(file, args, {
    stdio: ['ignore', output, output],
    env: { ...machineEnvironment(), ...spec.env },
    cwd: spec.cwd,
  });
  closeSync(output);
  await once(child, 'spawn').catch((cause: unknown) => {
    throw new Error(`cannot start ${file}: is it installed and executable?`, { cause });
  });
  return watched(child, spec.logFile);
}

// Every stage replaces itself by exec, so the pid stays the child's. `ip netns exec` would do nearly the same, but takes
// names alone.
function enter(netns: string, argv: readonly string[]): [string, ...string[]] {
  const script = 'mount -t sysfs sysfs /sys && exec "$@"';
  return [
    'nsenter',
    `--net=${netns}`,
    'unshare',
    '--mount',
    '--propagation',
    'slave',
    'sh',
    '-c',
    script,
    'sh',
    ...argv,
  ];
}

function watched(child: ChildProcess, logFile: string): Program {
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (status, signal) => resolve(status ?? signal ?? 'unknown'));
  });
  const running = (): boolean => child.exitCode === null && child.signalCode === null;
  const kill = (): Promise<number | string> => {
    child.kill('SIGKILL');
    return ended;
  };
  const stop = async (patienceMs = 10_000): Promise<number | string> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    return ended.finally(() => clearTimeout(timer));
  };
  const tail = (lines = 20): string =>
    readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  return { pid: child.pid ?? 0, logFile, ended, running, tail, stop, kill };
}
