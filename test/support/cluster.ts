import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startCluster } from '../../hack/cluster/start.ts';
import type { Cluster } from '../../hack/cluster/types.ts';
import { buildImages } from '../../hack/images/build.ts';
import type { BuiltImage } from '../../hack/images/types.ts';

let shared: Promise<Cluster> | undefined;
let built: Promise<readonly BuiltImage[]> | undefined;
const imported = new Map<string, Promise<string>>();

/**
 * One cluster of two nodes with four NICs each for all files of a mocha run, started by whoever asks first (allow 60 s for
 * that in a `before`). Leave it as you found it: a namespace of your own, deleted afterwards; every program that you
 * stopped, running; all nodes Ready.
 */
export function sharedCluster(): Promise<Cluster> {
  shared ??= startCluster({
    dir: mkdtempSync(join(tmpdir(), 'multi-nic-cluster-')),
    log: () => {},
  });
  return shared;
}

/**
 * Builds the images of this tree when something changed, puts that one on every node of the shared cluster, once per run
 * (allow 60 s), and gives its reference for a pod with `imagePullPolicy: Never`.
 */
export function importedImage(name: string): Promise<string> {
  const known = imported.get(name) ?? importImage(name);
  imported.set(name, known);
  return known;
}

async function importImage(name: string): Promise<string> {
  built ??= buildImages(() => {});
  const images = await built;
  const image = images.find((one) => one.name === name);
  if (image === undefined) {
    throw new Error(`no image ${name} (available: ${images.map((one) => one.name).join(', ')})`);
  }
  await (await sharedCluster()).importImage(image.tar);
  return image.ref;
}

/** mocha calls it after the last test, because the lane requires this file. */
export async function mochaGlobalTeardown(): Promise<void> {
  // A start that failed was told to the test that asked for it, and left nothing running.
  const cluster = await shared?.catch(() => undefined);
  await cluster?.down();
}
