import type { TestEvent, VmEvent } from './event.ts';
import { shellWord } from './job.ts';
import { runInVm, type VmResult, type VmRun } from './run-in-vm.ts';

export type SuiteResult = {
  readonly passed: number;
  /** At least 1 when there was trouble. */
  readonly failed: number;
  /** Why the tests' own results are not the whole truth: the machine crashed, or the suite broke off. */
  readonly trouble?: string;
  /** Absent when the machine came to no end. */
  readonly machine?: VmResult;
};

/** Runs mocha test files, named by path, in a machine and prints each test as it ends. */
export async function runSuite(
  files: readonly string[],
  run: Omit<VmRun, 'command' | 'onEvent'>,
): Promise<SuiteResult> {
  const tests: TestEvent[] = [];
  let announced: number | undefined;
  const onEvent = (event: VmEvent): void => {
    if (event.event === 'end') announced = event.tests;
    if (event.event !== 'test') return;
    tests.push(event);
    run.onOutput(testLine(event));
  };
  const command = `exec node hack/vm/guest/suite.ts ${files.map(shellWord).join(' ')}`;
  try {
    const machine = await runInVm({ ...run, command, onEvent });
    return { ...judge({ tests, announced, status: machine.status }), machine };
  } catch (error) {
    return withTrouble(tests, (error as Error).message);
  }
}

export type Told = {
  readonly tests: readonly TestEvent[];
  /** Number of tests that the suite says it ran; absent when it did not come to say so. */
  readonly announced: number | undefined;
  /** Exit status of the suite. */
  readonly status: number;
};

/** Counts the results, and objects when they contradict what the suite said at its end. */
export function judge({ tests, announced, status }: Told): SuiteResult {
  const counts = count(tests);
  if (announced === undefined)
    return withTrouble(tests, `the suite broke off after ${tests.length} tests`);
  if (announced === 0) return withTrouble(tests, 'the suite ran no test');
  if (announced !== tests.length)
    return withTrouble(tests, `${tests.length} results of ${announced} tests came through`);
  if (counts.failed > 0 !== (status !== 0))
    return withTrouble(tests, `${counts.failed} tests failed, and the suite ended with ${status}`);
  return counts;
}

function count(tests: readonly TestEvent[]): { passed: number; failed: number } {
  const failed = tests.filter(({ failure }) => failure !== undefined).length;
  return { passed: tests.length - failed, failed };
}

function withTrouble(tests: readonly TestEvent[], trouble: string): SuiteResult {
  const { passed, failed } = count(tests);
  return { passed, failed: failed + 1, trouble };
}

function testLine({ title, ms, failure }: TestEvent): string {
  if (failure === undefined) return `  ok    ${title} (${ms} ms)\n`;
  return `  FAIL  ${title} (${ms} ms)\n${failure.replaceAll(/^/gm, '        ')}\n`;
}
