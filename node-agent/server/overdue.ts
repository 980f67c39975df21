import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type Request } from '../../cni/protocol/types.ts';

/** Calls that have not ended although their deadline and the time to undo are over: what they wait for does not end. */
export type OverdueCalls = {
  /**
   * Takes note of a call when `grace` aborts, and then tells `onOverdue`. @returns what is to be called when the call has ended
   */
  readonly watch: (request: Request, grace: AbortSignal, onOverdue: () => void) => () => void;
  /** A line for each. */
  readonly list: () => readonly string[];
  /** @throws CniError `unavailable` while there is one: further calls may fare like it */
  readonly requireNone: () => void;
};

export function createOverdueCalls(): OverdueCalls {
  const calls = new Set<string>();
  const list = (): readonly string[] => [...calls];
  let count = 0;
  return {
    watch: ({ command, plugin, containerID }, grace, onOverdue) => {
      const line = `call ${++count}, ${command} of ${plugin} for container ${containerID || 'none'}, has not ended long after its deadline`;
      const note = (): void => {
        calls.add(line);
        onOverdue();
      };
      if (grace.aborted) note();
      else grace.addEventListener('abort', note, { once: true });
      return () => {
        grace.removeEventListener('abort', note);
        calls.delete(line);
      };
    },
    list,
    requireNone: () => {
      const [first] = calls;
      if (first === undefined) return;
      const more = calls.size === 1 ? '' : ` (and ${calls.size - 1} more)`;
      const message = `${first}${more}; kubelet restarts the node agent's pod when its /healthz goes on to fail, or delete that pod`;
      throw new CniError(cniErrorCodes.unavailable, message);
    },
  };
}
