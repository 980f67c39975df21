import type { ChildProcess } from 'node:child_process';

/** Ends a child that leads a process group, and all its children: they would go on doing what nobody expects any more. */
export function killGroup({ pid }: Pick<ChildProcess, 'pid'>): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
