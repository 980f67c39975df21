import { writeSync } from 'node:fs';
import { config } from 'chai';
import Mocha, { type Hook, type Test } from 'mocha';
import type { VmEvent } from '../event.ts';

/** Opened by the start script: the machine's port "events". */
const eventsDescriptor = 3;

function tell(event: VmEvent): void {
  writeSync(eventsDescriptor, `${JSON.stringify(event)}\n`);
}

config.truncateThreshold = 0;

/** Everything takes about ten times as long as outside: the machine is emulated. */
const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, forbidOnly: true, forbidPending: true });
mocha.reporter(Mocha.reporters.Base);
for (const file of process.argv.slice(2)) mocha.addFile(file);
await mocha.loadFilesAsync();

let tests = 0;
/** A hook that failed is reported like a test that failed. */
function report(test: Test | Hook, failure?: string): void {
  tests += 1;
  const ms = test.duration ?? 0;
  tell({ event: 'test', title: test.fullTitle(), ms, ...(failure !== undefined && { failure }) });
}

const runner = mocha.run((failures) => process.exit(Math.min(failures, 100)));
runner.on('pass', (test) => report(test));
runner.on('fail', (test, error: Error) => report(test, error.stack ?? String(error)));
runner.on('end', () => tell({ event: 'end', tests }));
