import type { TestEvent, VmEvent } from './event.ts';
import { shellWord } from './job.ts';
import { runInVm, type VmResult, type VmRun } from './run-in-vm.ts';

export type SuiteResult = VmResult & { readonly passed: number; readonly failed: number };

/**
 * Runs mocha test files, named by path, in a machine and prints each test as it ends. Rejects when the machine gave no
 * complete result: no test at all, or other counts than the machine's own.
 */
export async function runSuite(
  files: readonly string[],
  run: Omit<VmRun, 'command' | 'onEvent'>,
): Promise<SuiteResult> {
  const tests: TestEvent[] = [];
  let expected: number | undefined;
  const onEvent = (event: VmEvent): void => {
    if (event.event === 'end') expected = event.tests;
    if (event.event !== 'test') return;
    tests.push(event);
    run.onOutput(testLine(event));
  };
  const command = `exec node hack/vm/guest/suite.ts ${files.map(shellWord).join(' ')}`;
  const result = await runInVm({ ...run, command, onEvent });
  const failed = tests.filter((test) => test.failure !== undefined).length;
  const objection = incomplete(tests.length, expected) ?? contradiction(failed, result.status);
  if (objection !== undefined) throw new Error(objection);
  return { ...result, passed: tests.length - failed, failed };
}

/** @param expected number of tests that the machine says it ran; absent when it did not come to say so */
export function incomplete(tests: number, expected: number | undefined): string | undefined {
  if (expected === undefined) return `the suite broke off after ${tests} tests`;
  if (expected === 0) return 'the suite ran no test';
  return tests === expected ? undefined : `${tests} results of ${expected} tests came through`;
}

function contradiction(failed: number, status: number): string | undefined {
  return failed > 0 === (status !== 0)
    ? undefined
    : `${failed} tests failed, but the suite ended with status ${status}`;
}

function testLine({ title, ms, failure }: TestEvent): string {
  if (failure === undefined) return `  ok    ${title} (${ms} ms)\n`;
  return `  FAIL  ${title} (${ms} ms)\n${failure.replaceAll(/^/gm, '        ')}\n`;
}
