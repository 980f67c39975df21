import { setTimeout as delay } from 'node:timers/promises';

/** The first answer of `ask` that is not `undefined`; rejects with `what` and the last error after `patienceMs`. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  patienceMs = 60_000,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    await delay(100);
  }
  throw new Error(`not seen within ${patienceMs} ms: ${what}`, { cause: last });
}
