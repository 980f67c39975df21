import { writeFileSync } from 'node:fs';

import Mocha from 'mocha';

import { type Report, reportVariable } from './mocha.ts';

/** In one line: a failed property also tells its seed, and in its cause which law it broke. */
function reasonOf(error: unknown): string {
  const first = String(error).split('\n', 1)[0] ?? '';
  const seed = /\bseed: -?\d+/.exec(String(error))?.[0];
  const cause = error instanceof Error && error.cause !== undefined ? reasonOf(error.cause) : '';
  return [first, seed, cause].filter((part) => part).join('; ');
}

/** For people what the spec reporter prints; for the lane the numbers, in the file that it named. */
class SpecAndReport extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env[reportVariable];
    if (file === undefined) throw new Error(`${reportVariable} does not name the report's file`);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes } = this.stats;
      const failures = this.failures.map((test) => `${test.fullTitle()}: ${reasonOf(test.err)}`);
      writeFileSync(file, JSON.stringify({ passes, failures } satisfies Report));
    });
  }
}

// mocha loads reporters by require(), for which this name stands for the module itself.
export { SpecAndReport as 'module.exports' };
