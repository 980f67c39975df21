import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../cni/protocol/types.ts';
import { type CallScope, settledOrAborted } from './call.ts';
import { checkAlive } from './failure.ts';

/**
 * Runs `run` after everything that was given before under the same key; different keys run side by side. A call that waits
 * leaves at its deadline.
 *
 * @throws CniError `badConfig` at once for a key whose turn the call itself holds: it would wait for its own end
 */
export type Serial = <T>(key: string, run: () => Promise<T>) => Promise<T>;

/**
 * Whose turn it is: one call for each container and plugin. Not for the container alone, because a plugin that we execute may call
 * `multi-nic-ipam` for the same container, and would wait for the call that waits for it.
 */
export function turnOf(of: { readonly plugin: string; readonly containerID: string }): string {
  return `${of.plugin}/${of.containerID}`;
}

/** The plugin whose turn it is. */
export function pluginOf(turn: string): string {
  return turn.slice(0, turn.indexOf('/'));
}

/** A key is forgotten when nothing waits for it. */
export function createSerial(scope: Pick<CallScope, 'current' | 'run'>): Serial & {
  size(): number;
} {
  const tails = new Map<string, Promise<unknown>>();
  const serial: Serial = async (key, run) => {
    const { turns, signal } = scope.current();
    if (turns.includes(key)) throw ownTurn(key);
    const enter = async () => {
      checkAlive(signal);
      return scope.run({ turns: [...turns, key], signal }, run);
    };
    const before = tails.get(key);
    const mine =
      before === undefined ? enter() : settledOrAborted(before, signal).then(() => enter());
    // One that leaves early must not let the next one in while the one before it works.
    const tail = before === undefined ? mine : Promise.allSettled([before, mine]);
    tails.set(key, tail);
    void tail.then(
      () => forget(key, tail),
      () => forget(key, tail),
    );
    return mine;
  };
  const forget = (key: string, tail: Promise<unknown>): void => {
    if (tails.get(key) === tail) tails.delete(key);
  };
  return Object.assign(serial, { size: () => tails.size });
}

function ownTurn(key: string): CniError {
  const message = `${pluginOf(key)} was called by itself for container ${key.slice(key.indexOf('/') + 1)}; no plugin or network of a pod may call it again`;
  return new CniError(cniErrorCodes.badConfig, message);
}
