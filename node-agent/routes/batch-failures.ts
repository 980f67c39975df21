import { renderStep } from '../iproute2/render.ts';
import type { Step } from '../iproute2/types.ts';
import type { Finished } from '../types.ts';

/** A step that the kernel refused: `ip <command>` is what a person can try. */
export type StepFailure = {
  readonly step: Step;
  readonly command: string;
  readonly reason: string;
};

export type BatchFailures = {
  readonly failures: readonly StepFailure[];
  /** Why iproute2 gave the batch up in the middle; it does not say where. */
  readonly givenUp?: string;
};

const failedLine = /^Command failed -:(\d+)$/;
/** What `del` answers for something that is gone already: a route; a nexthop or rule; a table; a route's nexthop. */
const gone =
  /No such process|No such file or directory|FIB table does not exist|Nexthop id does not exist/;

/**
 * Reads the end of a batch that kept going: stderr has a reason, then the line that it belongs to. On a word that it cannot
 * read (a link that vanished since) iproute2 ends at once and names no line.
 */
export function batchFailures(steps: readonly Step[], { status, stderr }: Finished): BatchFailures {
  if (status === 0) return { failures: [] };
  const failures: StepFailure[] = [];
  let reasons: string[] = [];
  let named = 0;
  for (const text of stderr.split('\n')) {
    const step = steps[Number(failedLine.exec(text)?.[1]) - 1];
    if (step === undefined) reasons.push(text.trim());
    else {
      named += 1;
      failures.push({ step, command: renderStep(step), reason: sentence(reasons) });
      reasons = [];
    }
  }
  const rest = sentence(reasons);
  const real = failures.filter(({ step, reason }) => step.verb !== 'del' || !gone.test(reason));
  if (named > 0 && rest === '') return { failures: real };
  return { failures: real, givenUp: rest || `exit status ${status}` };
}

function sentence(reasons: readonly string[]): string {
  return reasons.filter((text) => text !== '').join('; ');
}
