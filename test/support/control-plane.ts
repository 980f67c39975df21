import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { applyCrds } from '../../hack/control-plane/crds.ts';
import { type ControlPlane, startControlPlane } from '../../hack/control-plane/start.ts';

let shared: Promise<ControlPlane> | undefined;
let dir = '';

/**
 * One control plane with our CRDs for all files of a mocha run, started by whoever asks first (allow 30 s for that in a
 * `before`). Use names of your own in it; stop its API server only if you start it again.
 */
export function sharedControlPlane(): Promise<ControlPlane> {
  shared ??= start();
  return shared;
}

async function start(): Promise<ControlPlane> {
  dir = mkdtempSync(join(tmpdir(), 'multi-nic-control-plane-'));
  const controlPlane = await startControlPlane({ dir, log: () => {} });
  await applyCrds(controlPlane.kubeconfig).catch(async (error: unknown) => {
    await controlPlane.stop();
    throw error;
  });
  return controlPlane;
}

/** mocha calls it after the last test, because the lane requires this file. */
export async function mochaGlobalTeardown(): Promise<void> {
  if (shared === undefined) return;
  // A start that failed was told to the test that asked for it, and left nothing running.
  const controlPlane = await shared.catch(() => undefined);
  await controlPlane?.stop();
  rmSync(dir, { recursive: true, force: true });
}
