import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { newWorld } from '../../node/world.ts';
import { randomCgroup } from '../cgroups.ts';
import { down, takeDown } from './down.ts';
import * as kept from './state.ts';
import { status } from './use.ts';

/** Starts the cluster and stays until it is Ready; the cluster stays. */
export async function up(args: readonly string[]): Promise<number> {
  const options = { nodes: { type: 'string' }, nics: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const size = [count('nodes', values.nodes ?? '2'), count('nics', values.nics ?? '4')] as const;
  const state = await launch(size);
  const interrupted = (): void => void takeDown(state).finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const started = await follow(state, (text) => process.stdout.write(text));
  process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  if (started) return status();
  await takeDown(state);
  console.error('the cluster did not start, see above');
  return 1;
}

function count(name: string, text: string): string {
  if (/^[1-9]\d{0,2}$/.test(text)) return text;
  throw new Error(`--${name} ${text}: a number from 1 on is needed`);
}

async function refuseSecond(): Promise<void> {
  const state = kept.readState();
  if (state === undefined) return;
  if (kept.alive(state)) throw new Error('a cluster runs already: npm run cluster -- down');
  console.log('the last cluster died: removing what it left');
  await down();
}

const keeper = fileURLToPath(new URL('keep.ts', import.meta.url));

/**
 * A cluster that is about to start, to be waited for by `follow` and ended by `takeDown`.
 *
 * @param size numbers of nodes and of NICs per node
 * @throws when one runs already
 */
export async function launch(size: readonly [string, string]): Promise<kept.State> {
  await refuseSecond();
  mkdirSync(kept.stateDir, { recursive: true });
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-cluster-'));
  const cgroup = randomCgroup();
  const log = openSync(kept.logFile, 'a');
  const [file, ...args] = [...newWorld, process.execPath, keeper, dir, cgroup, ...size] as const;
  const child = spawn(file, args, { stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  await once(child, 'spawn');
  child.unref();
  const pid = child.pid ?? 0;
  const state = { pid, startTime: kept.startTimeOf(pid), dir, cgroup };
  kept.writeState(state);
  return state;
}

/** Until it is ready (true) or gone (false). @param print gets what the cluster says of itself, in pieces */
export async function follow(state: kept.State, print: (text: string) => void): Promise<boolean> {
  let printed = 0;
  for (;;) {
    const [ready, gone] = [existsSync(kept.readyFile), !kept.alive(state)];
    const text = readFileSync(kept.logFile, 'utf8');
    if (text.length > printed) print(text.slice(printed));
    printed = text.length;
    if (ready || gone) return ready && !gone;
    await delay(50);
  }
}
