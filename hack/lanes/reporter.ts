import { writeFileSync } from 'node:fs';

import Mocha from 'mocha';

import { type Report, reportVariable } from './mocha.ts';

/** For people what the spec reporter prints; for the lane the numbers, in the file that it named. */
class SpecAndReport extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env[reportVariable];
    if (file === undefined) throw new Error(`${reportVariable} does not name the report's file`);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes } = this.stats;
      const failures = this.failures.map(
        (test) => `${test.fullTitle()}: ${String(test.err).split('\n', 1)[0]}`,
      );
      writeFileSync(file, JSON.stringify({ passes, failures } satisfies Report));
    });
  }
}

// mocha loads reporters by require(), for which this name stands for the module itself.
export { SpecAndReport as 'module.exports' };
