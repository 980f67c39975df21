import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { add, done } from '../journal/sample.ts';
import { failingDisk } from './failing-disk.ts';
import { attachment, failure, journalWorld } from './journal-world.ts';

describe('the probe of a journal', () => {
  const { world, openIt } = journalWorld();
  let path = '';
  beforeEach(() => {
    ({ path } = world);
  });

  it('does to the disk what an add does, and leaves nothing', async () => {
    const { io, calls } = failingDisk();
    const file = await openIt(io);
    const before = await readFile(path);
    calls.length = 0;
    await file.probe();
    expect(calls).to.deep.equal(['write', 'datasync', 'truncate']);
    expect(await readFile(path)).to.deep.equal(before);
  });

  it('is needed no more while an add was synced a moment ago', async () => {
    const clock = { now: 0 };
    const { io, calls } = failingDisk();
    const file = await openIt(io, () => clock.now);
    await file.append([add(attachment(1))]);
    calls.length = 0;
    clock.now = 9_999;
    await file.probe();
    expect(calls).to.deep.equal([]);
    clock.now = 10_000;
    await file.probe();
    expect(calls).to.include('datasync');
  });

  for (const { call, code } of [
    { call: 'datasync', code: 'EIO' },
    { call: 'write', code: 'ENOSPC' },
    { call: 'half', code: 'ENOSPC' },
  ])
    it(`fails with ${code} at ${call} though no add was tried, once a second, and finds out when it works`, async () => {
      const clock = { now: 0 };
      const { io, fault, calls } = failingDisk();
      const file = await openIt(io, () => clock.now);
      Object.assign(fault, { call, code });
      const error = await failure(file.probe());
      expect(error).to.have.property('code', 'JOURNAL_UNUSABLE');
      expect(error).to.have.property('message').that.contains(code);
      calls.length = 0;
      expect(await failure(file.probe())).to.equal(error);
      expect(calls).to.deep.equal([]);
      fault.call = '';
      clock.now = 1_000;
      await file.probe();
      expect(file.problem()).to.equal(undefined);
    });

  it('that fails costs no record that waits with it', async () => {
    const { io, fault } = failingDisk();
    const file = await openIt(io);
    fault.call = 'datasync';
    const [written, probed] = await Promise.allSettled([
      file.append([done(attachment(1))]),
      file.probe(),
    ]);
    expect([written.status, probed.status]).to.deep.equal(['fulfilled', 'rejected']);
    await file.append([done(attachment(2))]);
    expect((await openIt()).records).to.deep.equal([done(attachment(1)), done(attachment(2))]);
  });
});
