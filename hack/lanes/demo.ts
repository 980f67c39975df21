import { child } from './child.ts';
import { type Lane, nothingMissing } from './types.ts';

/** The demo's short form, so that it cannot rot. */
export const demo: Lane = {
  name: 'demo',
  ground: true,
  missing: nothingMissing,
  run: async () => {
    const { ok } = await child(['hack/demo', '--short'], 300_000);
    return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  },
};
