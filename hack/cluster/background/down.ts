import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { removeCgroups } from '../cgroups.ts';
import { childrenOf } from '../inside.ts';
import { alive, readState, removeState, type State } from './state.ts';

/** Ends the cluster in the background; 0 also when there is none. */
export async function down(): Promise<number> {
  const state = readState();
  if (state === undefined) {
    console.log('no cluster runs');
    return 0;
  }
  await takeDown(state);
  console.log('taken down');
  return 0;
}

/** Politely, and after a minute without asking; removes all the same what a cluster that died could not. */
export async function takeDown(state: State): Promise<void> {
  const [shell] = alive(state) ? childrenOf(state.pid) : [];
  const [keeper] = shell === undefined ? [] : childrenOf(shell);
  if (keeper !== undefined) process.kill(keeper, 'SIGTERM');
  if (!(await gone(state, 60_000))) {
    console.log('it does not end: killing it');
    process.kill(state.pid, 'SIGKILL');
    await gone(state, 10_000);
  }
  await removeCgroups(state.cgroup);
  rmSync(state.dir, { recursive: true, force: true });
  removeState();
}

async function gone(state: State, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (alive(state)) {
    if (performance.now() > deadline) return false;
    await delay(50);
  }
  return true;
}
