import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { child } from './child.ts';
import type { Counts } from './types.ts';

/** What the reporter leaves behind: how many tests passed, and a line for each that failed. */
export type Report = { readonly passes: number; readonly failures: readonly string[] };

export const reportVariable = 'MULTINIC_REPORT';

export type MochaRun = {
  readonly specs: readonly string[];
  readonly limitMs: number;
  /** Arguments of mocha beside the house's. */
  readonly extra?: readonly string[];
  /** The command that mocha is started by: c8, unshare. */
  readonly by?: readonly string[];
};

// package.json's own `spec` would be added to the lane's, so nothing is read from there.
const house = [
  '--no-package',
  '--no-config',
  '--forbid-only',
  '--forbid-pending',
  '--timeout=20000',
  '--reporter=hack/lanes/reporter.ts',
];

/** Counts come from the report. No report (no test file, a file that cannot be loaded, a crash) is one failure. */
export async function mocha({ specs, limitMs, extra = [], by = [] }: MochaRun): Promise<Counts> {
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-lane-'));
  const reportFile = join(dir, 'report.json');
  try {
    const argv = [...by, 'mocha', ...house, ...extra, ...specs] as [string, ...string[]];
    const { ok } = await child(argv, limitMs, { [reportVariable]: reportFile });
    return read(reportFile, ok);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function read(reportFile: string, ok: boolean): Counts {
  const report = reportOf(reportFile);
  if (report === undefined) {
    console.log('mocha left no report: no test file, a file that cannot be loaded, or a crash');
    return { passed: 0, failed: 1 };
  }
  const { passes, failures } = report;
  if (!ok && failures.length === 0) {
    console.log('every test passed, and yet mocha failed');
    return { passed: passes, failed: 1 };
  }
  if (passes + failures.length === 0) {
    console.log('no test ran');
    return { passed: 0, failed: 1 };
  }
  return { passed: passes, failed: failures.length, failures };
}

function reportOf(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
