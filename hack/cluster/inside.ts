import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { nodeEnvironment, withEnvironment } from '../node/environment.ts';
import { type Program, startProgram } from '../node/program.ts';

/** The command line that runs `argv` in all namespaces of the process `pid`, with the environment of a node. */
export function inside(pid: number, argv: readonly string[]): [string, ...string[]] {
  const enter = [`--target=${pid}`, '--net', '--mount', '--pid', '--uts', '--ipc', '--wdns=/'];
  return ['nsenter', ...enter, '--', ...withEnvironment(nodeEnvironment), ...argv];
}

/** Starts a program in a node and stays its parent; its `pid` is the program's, as this process sees it. */
export async function startInside(
  init: number,
  argv: readonly string[],
  logFile: string,
): Promise<Program> {
  const wrapper = await startProgram({ argv: inside(init, argv), logFile });
  return underWrapper(wrapper);
}

/** The program that `wrapper` forked and waits for: signals go to that one, because the wrapper passes none on. */
export async function underWrapper(wrapper: Program): Promise<Program> {
  const pid = await onlyChild(wrapper);
  const signal = (name: NodeJS.Signals): void => {
    if (wrapper.running()) process.kill(pid, name);
  };
  const kill = (): Promise<number | string> => {
    signal('SIGKILL');
    return wrapper.ended;
  };
  const stop = (patienceMs = 10_000): Promise<number | string> => {
    signal('SIGTERM');
    const timer = setTimeout(() => signal('SIGKILL'), patienceMs);
    return wrapper.ended.finally(() => clearTimeout(timer));
  };
  return { ...wrapper, pid, kill, stop };
}

async function onlyChild(wrapper: Program): Promise<number> {
  const deadline = performance.now() + 10_000;
  while (wrapper.running() && performance.now() < deadline) {
    const [child] = childrenOf(wrapper.pid);
    if (child !== undefined) return child;
    await delay(5);
  }
  throw new Error(`the program did not start:\n${wrapper.tail()}`);
}

/** Pids of the processes that the main thread of `pid` forked, in order of their start. */
export function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}
