import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

import { openUninstallMark } from '../../../node-agent/host/uninstall-mark.ts';

describe('openUninstallMark', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'multi-nic-mark-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is found by the next agent until it is taken back', async () => {
    const path = join(folder, 'mark');
    const first = await openUninstallMark(path);
    expect(first.found).to.equal(false);
    await first.set(false);
    await first.set(true);
    await first.set(true);
    const second = await openUninstallMark(path);
    expect(second.found).to.equal(true);
    await second.set(false);
    expect(readdirSync(folder)).to.deep.equal([]);
    expect((await openUninstallMark(path)).found).to.equal(false);
  });
});
