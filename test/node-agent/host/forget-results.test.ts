import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

import { forgetResults } from '../../../node-agent/host/forget-results.ts';

const sandbox = 'a'.repeat(64);

describe('forgetResults', () => {
  let cache: string;
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'multi-nic-results-'));
  });
  afterEach(() => rmSync(cache, { recursive: true }));
  const write = (...names: readonly string[]): void => {
    mkdirSync(join(cache, 'results'));
    for (const name of names) writeFileSync(join(cache, 'results', name), '{}');
  };

  it('takes away what came by that configuration, and tells the names', async () => {
    write(`meta-${sandbox}-eth0`);
    expect(await forgetResults(cache, 'meta')).to.deep.equal([`meta-${sandbox}-eth0`]);
    expect(readdirSync(join(cache, 'results'))).to.deep.equal([]);
  });

  it('leaves what came by another one, also when its name begins alike', async () => {
    const others = [`meta-two-${sandbox}-eth0`, `primary-${sandbox}-eth0`, 'meta-notes'];
    write(...others);
    expect(await forgetResults(cache, 'meta')).to.deep.equal([]);
    expect(readdirSync(join(cache, 'results'))).to.have.members(others);
  });

  it('finds nothing where no runtime has recorded anything', async () =>
    expect(await forgetResults(cache, 'meta')).to.deep.equal([]));
});
