import type { Deadline } from '../server/types.ts';

/** Unlike AbortSignal.timeout it can be stopped, so a busy node does not hold one timer per call of the last minute. */
export function startDeadline(ms: number): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  return { signal: controller.signal, stop: () => clearTimeout(timer) };
}
