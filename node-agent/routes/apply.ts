import { renderStep } from '../iproute2/render.ts';
import type { Step } from '../iproute2/types.ts';
import type { Ip } from '../types.ts';
import { type BatchFailures, batchFailures, type StepFailure } from './batch-failures.ts';

export type Applied = {
  readonly failed: number;
  /** The first of them. */
  readonly failures: readonly StepFailure[];
  /** Why a batch ended in the middle; what followed in the plan was not tried. */
  readonly givenUp?: string;
  /** Deletions that wait for a pass in which all replacements succeed. */
  readonly held: number;
};

/** iproute2 waits for the kernel for most of a batch: from here on two at a time are faster. */
const splitFrom = 4000;
const shownFailures = 20;

/**
 * Applies the steps in their order; one that fails does not stop the others. What a failed replacement was to replace
 * still serves: rules and nexthops then stay for this pass, and routes too when it was a rule. Rejects with MultiNicError
 * `COMMAND_FAILED` when `ip` itself cannot run.
 */
export async function applySteps(ip: Ip, steps: readonly Step[]): Promise<Applied> {
  const failures: StepFailure[] = [];
  let held = 0;
  for (const stage of stagesOf(steps)) {
    const broken = new Set(
      failures.flatMap(({ step }) => (step.verb === 'del' ? [] : step.object)),
    );
    const allowed = stage.filter((step) => !isHeld(step, broken));
    held += stage.length - allowed.length;
    const results = await Promise.all(batchesOf(allowed).map((batch) => runBatch(ip, batch)));
    failures.push(...results.flatMap((result) => result.failures));
    const { givenUp } = results.find((result) => result.givenUp !== undefined) ?? {};
    if (givenUp !== undefined) return { ...summary(failures, held), givenUp };
  }
  return summary(failures, held);
}

function summary(failures: readonly StepFailure[], held: number): Applied {
  return { failed: failures.length, failures: failures.slice(0, shownFailures), held };
}

function isHeld({ verb, object }: Step, broken: ReadonlySet<Step['object']>): boolean {
  if (verb !== 'del' || broken.size === 0) return false;
  return object !== 'route' || broken.has('rule');
}

/** Neighbours of one kind depend on each other in nothing. A small plan is one batch, and one for its deletions. */
function stagesOf(steps: readonly Step[]): Step[][] {
  const stages: Step[][] = [];
  let last = '';
  for (const step of steps) {
    const { verb, object } = step;
    const kind = steps.length < splitFrom ? `${verb === 'del'}` : `${verb} ${object}`;
    if (kind !== last) stages.push([]);
    last = kind;
    stages.at(-1)?.push(step);
  }
  return stages;
}

function batchesOf(steps: readonly Step[]): (readonly Step[])[] {
  if (steps.length === 0) return [];
  if (steps.length < splitFrom) return [steps];
  const half = Math.ceil(steps.length / 2);
  return [steps.slice(0, half), steps.slice(half)];
}

async function runBatch(ip: Ip, steps: readonly Step[]): Promise<BatchFailures> {
  return batchFailures(steps, await ip({ batch: steps.map(renderStep), keepGoing: true }));
}
