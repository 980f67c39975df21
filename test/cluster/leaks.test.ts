import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run } from '../../hack/node/run.ts';
import { newWorld } from '../../hack/node/world.ts';
import type { Life } from './leaks/life.ts';
import type { Snapshot } from './leaks/snapshot.ts';

const script = fileURLToPath(new URL('leaks/life.ts', import.meta.url));
/** A life in a world of its own, in which nothing else runs: snapshots of it can be compared as a whole. */
async function live(way: string, dir: string): Promise<Life> {
  const argv = [...newWorld, process.execPath, script, way] as const;
  mkdirSync(join(dir, 'tmp'));
  const env = { ...process.env, TMPDIR: join(dir, 'tmp'), MULTINIC_CLUSTER: join(dir, 'state') };
  const text = await run(argv, { env, timeoutMs: 150_000 });
  return JSON.parse(text) as Life;
}

describe('cluster down', function () {
  this.timeout(160_000);
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'multi-nic-leaks-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const outside = ['processes', 'cgroups', 'files'] as const;
  const inside = ['links', 'addresses', 'routes', 'namespaces', 'mounts'] as const;
  for (const { way, name, changed } of [
    { way: 'library', name: 'of a cluster in this world', changed: [...outside, ...inside] },
    { way: 'background', name: 'of a cluster in the background', changed: outside },
    { way: 'crash', name: 'of a cluster that died in the background', changed: outside },
  ]) {
    it(`leaves nothing ${name}`, async () => {
      const { before, during, after } = await live(way, dir);
      expect(after).to.deep.equal(before);
      const differs = (part: keyof Snapshot): boolean =>
        String(during[part]) !== String(before[part]);
      expect([...outside, ...inside].filter(differs)).to.deep.equal(changed);
    });
  }
});
