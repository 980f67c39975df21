import { setTimeout as delay } from 'node:timers/promises';
import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../../cni/protocol/types.ts';
import { checkAlive } from '../../attach/failure.ts';
import { statOf } from '../../host/present.ts';
import type { MetaEffects } from '../types.ts';
import type { HostPath } from './host-paths.ts';

/** A waiting ADD holds one of the few places that all ADDs and DELs share, so it gives up soon and is tried again. */
const defaultWaitMs = 10_000;
const pollMs = 250;

/** `MetaEffects.waitForFile`; `path` is the host's. */
export function createWaitForFile(
  hostPath: HostPath,
  waitMs = defaultWaitMs,
): MetaEffects['waitForFile'] {
  return async (path, signal) => {
    const end = performance.now() + waitMs;
    for (;;) {
      checkAlive(signal);
      // oxlint-disable-next-line no-await-in-loop -- polls
      if ((await statOf(await hostPath(path))) !== undefined) return;
      if (performance.now() >= end) throw notThere(path, waitMs);
      // oxlint-disable-next-line no-await-in-loop
      await delay(pollMs);
    }
  };
}

function notThere(path: string, waitMs: number): CniError {
  const message = `readinessindicatorfile ${path} did not appear within ${waitMs} ms: the primary network is not ready; it is tried again`;
  return new CniError(cniErrorCodes.tryAgain, message);
}
