import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { lanes } from './lanes/index.ts';
import type { Counts, Lane } from './lanes/types.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function wanted(names: readonly string[]): readonly Lane[] {
  const unknown = names.filter((name) => !lanes.some((lane) => lane.name === name));
  if (unknown.length === 0) {
    return names.length === 0 ? lanes : lanes.filter(({ name }) => names.includes(name));
  }
  const available = lanes.map(({ name }) => name).join(', ');
  throw new Error(`no lane ${unknown.join(', ')} (available: ${available})`);
}

/** A lane that cannot run here is loud, and in CI it is a failure: nothing may be skipped there unseen. */
async function runLane(lane: Lane): Promise<Counts> {
  console.log(`\n==== lane ${lane.name}`);
  const missing = lane.missing();
  if (missing === undefined) return lane.run();
  console.log(`!!!! lane ${lane.name} DID NOT RUN: ${missing}`);
  return { passed: 0, failed: process.env['CI'] === 'true' ? 1 : 0 };
}

async function runLanes(chosen: readonly Lane[]): Promise<boolean> {
  const summary: string[] = [];
  const failures: string[] = [];
  const total = { passed: 0, failed: 0 };
  for (const lane of chosen) {
    const from = performance.now();
    const { passed, failed, failures: which = [] } = await runLane(lane);
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    summary.push(`${lane.name}: ${passed} passed, ${failed} failed`);
    failures.push(...which.map((line) => `FAILED ${lane.name}: ${line}`));
    console.log(`${summary.at(-1)} (${seconds} s)`);
    total.passed += passed;
    total.failed += failed;
  }
  // Whoever sees only the end of a long log finds there what failed.
  console.log(`\n${[...failures, ...summary].join('\n')}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0;
}

process.chdir(root);
const names = process.argv.slice(2);
const chosen = wanted(names);
if (chosen.some(({ ground }) => ground) && process.env['MULTINIC_TOOLS'] === undefined) {
  // hack/test sets up and comes back here.
  process.exitCode = spawnSync('hack/test', names, { stdio: 'inherit' }).status ?? 1;
} else {
  process.exitCode = (await runLanes(chosen)) ? 0 : 1;
}
