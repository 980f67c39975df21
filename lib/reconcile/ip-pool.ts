import type { Desired } from './types.ts';

/**
 * Pools are children of slices; what is left to do for one itself is to take off the finalizer that upstream put on it,
 * which would keep it from going for ever.
 */
export function reconcileIpPool(): Desired<never> {
  return { children: [], finalizer: false, events: [] };
}
