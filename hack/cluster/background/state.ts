import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is known of the cluster in the background as soon as it is started. */
export type State = {
  /** The process that holds its namespaces, and when it started: a pid is used again. */
  readonly pid: number;
  readonly startTime: string;
  readonly dir: string;
  readonly cgroup: string;
  /** Known once the nodes are Ready. */
  readonly ready?: Ready;
};

export type Ready = {
  readonly kubeconfig: string;
  readonly helmEnv: Readonly<Record<string, string>>;
  /** `pid` as the cluster's own PID namespace counts. */
  readonly nodes: readonly { readonly name: string; readonly pid: number }[];
};

/** One cluster in the background per folder; a test names another one. */
export const stateDir = process.env['MULTINIC_CLUSTER'] ?? '/run/multi-nic-cluster';

export const logFile = join(stateDir, 'log');
const stateFile = join(stateDir, 'state.json');
export const readyFile = join(stateDir, 'ready.json');

export function writeState(state: State): void {
  writeFileSync(stateFile, JSON.stringify(state));
}

export const removeState = (): void => rmSync(stateDir, { recursive: true, force: true });

/** `undefined` when none was started, or when it was taken down. */
export function readState(): State | undefined {
  const state = read(stateFile) as State | undefined;
  const ready = read(readyFile) as Ready | undefined;
  return state === undefined || ready === undefined ? state : { ...state, ready };
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the process of that state still lives. */
export const alive = ({ pid, startTime }: State): boolean => startTimeOf(pid) === startTime;

/** In clock ticks since the machine's boot (proc(5), field 22 of stat); '' for a process that is gone or a zombie. */
export function startTimeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may have spaces in it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
