import { CniError } from './error.ts';
import type { Command } from './types.ts';

/** Whether a bad value that the command does not need is an error or counts as absent. */
export type Strictness = 'strict' | 'forgiving';

/**
 * A runtime calls DEL after an ADD that failed, with the same configuration, again and again until it succeeds: an error over
 * a field that only ADD reads would keep the pod Terminating for ever. DEL and GC work from the journal, so for them only
 * what identifies the attachment must be right.
 */
export function strictnessOf(command: Command): Strictness {
  return command === 'DEL' || command === 'GC' ? 'forgiving' : 'strict';
}

/** What `read` gives; when it fails and we forgive, `otherwise`. */
export function attempt<T>(strictness: Strictness, read: () => T, otherwise: T): T {
  if (strictness === 'strict') return read();
  try {
    return read();
  } catch (error) {
    if (error instanceof CniError) return otherwise;
    throw error;
  }
}
