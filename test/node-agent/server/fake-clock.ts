import type { Deadline } from '../../../node-agent/server/types.ts';
import { turn } from './fake-verbs.ts';

/** Time that passes when a test says so; deadlines end in it. */
export function createFakeClock() {
  let now = 0;
  const running = new Set<{ readonly at: number; readonly controller: AbortController }>();
  const startDeadline = (ms: number): Deadline => {
    const controller = new AbortController();
    const one = { at: now + ms, controller };
    running.add(one);
    return { signal: controller.signal, stop: () => void running.delete(one) };
  };
  /** Lets everything run that can, then ends one deadline after the other up to `until`. */
  const advance = async (until: number): Promise<void> => {
    for (;;) {
      for (let i = 0; i < 8; i++) await turn();
      const [next] = [...running]
        .filter(({ at }) => at <= until)
        .toSorted((one, other) => one.at - other.at);
      if (next === undefined) break;
      now = next.at;
      running.delete(next);
      next.controller.abort();
    }
    now = until;
  };
  return { now: () => now, startDeadline, advance, running: () => running.size };
}
