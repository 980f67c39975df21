import { child } from './child.ts';
import { type Counts, type Lane, nothingMissing } from './types.ts';

const checks: readonly [string, ...string[]][] = [
  ['tsc'],
  ['oxlint', '--type-aware', '--deny-warnings'],
  ['biome', 'ci'],
  ['node', 'hack/verify.ts'],
  ['node', 'hack/chart/lint.ts'],
];

async function run(): Promise<Counts> {
  const counts = { passed: 0, failed: 0 };
  for (const argv of checks) {
    const { ok } = await child(argv, 120_000);
    counts[ok ? 'passed' : 'failed'] += 1;
    console.log(`${ok ? 'passed' : 'FAILED'}: ${argv.join(' ')}`);
  }
  return counts;
}

/** Types, the import law, format, that nothing generated is stale, and the chart in every preset against the schemas. */
export const house: Lane = { name: 'house', ground: true, missing: nothingMissing, run };
