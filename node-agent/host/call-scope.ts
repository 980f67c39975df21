import { AsyncLocalStorage } from 'node:async_hooks';
import { type Call, type CallScope, noCall } from '../attach/call.ts';
import { startDeadline } from './deadline.ts';

/** The calls of this process, each known to all that was begun for it: also behind promises that it shares with other calls. */
export function createCallScope(): CallScope {
  const storage = new AsyncLocalStorage<Call>();
  const current = (): Call => storage.getStore() ?? noCall;
  const run: CallScope['run'] = (call, task) => storage.run(call, task);
  return {
    current,
    run,
    extend: async (ms, task) => {
      const { signal, stop } = startDeadline(ms);
      try {
        return await run({ ...current(), signal }, task);
      } finally {
        stop();
      }
    },
  };
}
