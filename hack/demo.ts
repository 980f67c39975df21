import { parseArgs } from 'node:util';

import { takeDown } from './cluster/background/down.ts';
import type { State } from './cluster/background/state.ts';
import { launch } from './cluster/background/up.ts';
import { status } from './cluster/background/use.ts';
import { cleanUp, mainJob } from './demo-steps/main-job.ts';
import { createNarrator } from './demo-steps/narrator.ts';
import { createShell } from './demo-steps/shell.ts';
import { untilReady } from './demo-steps/start.ts';
import { troubles } from './demo-steps/troubles.ts';
import { buildImages } from './images/build.ts';
import type { BuiltImage } from './images/types.ts';

const { values: flags } = parseArgs({
  options: { short: { type: 'boolean' }, keep: { type: 'boolean' }, help: { type: 'boolean' } },
});
const { short = false, keep = false, help = false } = flags;

const usage = `hack/demo [--short] [--keep]
  A cluster of real kubelets on this machine, helm upgrade --install, one network, pods that ping over every NIC, helm
  uninstall.
  --short  2 NICs per node and 1 pod on it, instead of 4 and 3
  --keep   leave cluster, chart and pods running, and say how to use them; npm run cluster -- down ends them`;

/** What shells give for a program that SIGINT ended. */
const interruptedStatus = 130;

let interrupted = false;

const narrator = createNarrator(console.log, () => performance.now());
const { say } = narrator;

if (help) console.log(usage);
// An interrupted step may still have a kubectl that waits.
else process.exit(await main().catch(failed));

function failed(error: unknown): number {
  console.error((error as Error).message);
  return 1;
}

async function main(): Promise<number> {
  say('images of operator, node agent and test pod: making what changed since the last time');
  const images = await buildImages(say);
  const signalled = untilInterrupted();
  const state = await launch(['2', short ? '2' : '4']);
  let kept = false;
  try {
    const outcome = await Promise.race([demonstrate(state, images), signalled]);
    kept = keep && outcome !== interruptedStatus;
    if (kept) await sayHowToLook();
    return outcome;
  } finally {
    if (!kept) {
      await takeDown(state);
      say('the cluster is taken down');
    }
  }
}

async function demonstrate(state: State, images: readonly BuiltImage[]): Promise<number> {
  const cluster = await untilReady(state, images, narrator);
  const shell = createShell(cluster, narrator);
  const demo = { cluster, images, replicas: short ? 1 : 3, shell, narrator };
  try {
    const answered = await mainJob(demo);
    const clean = keep || (await cleanUp(demo));
    return answered && clean ? 0 : 1;
  } catch (error) {
    // Nothing works any more in a cluster that is being taken down.
    if (interrupted) return interruptedStatus;
    console.error(`${(error as Error).message}\n${await troubles(shell)}`);
    return 1;
  }
}

async function sayHowToLook(): Promise<void> {
  say('left running; what the demo made:');
  narrator.show(`npm run cluster -- kubectl get multinic
npm run cluster -- kubectl exec deployment/on-node-1 -- ip address
npm run cluster -- kubectl describe pods --selector=multi-nic-demo`);
  await status();
}

/** Ctrl-C, or a polite kill: what was started is taken down all the same. */
function untilInterrupted(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        interrupted = true;
        resolve(interruptedStatus);
      });
    }
  });
}
