import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { openJournal } from '../../../node-agent/host/journal-file.ts';
import { add, del, done } from '../journal/sample.ts';
import { failingDisk } from './failing-disk.ts';
import { attachment, churn, failure, journalWorld } from './journal-world.ts';

describe('openJournal', () => {
  const { world, log, openIt, stored } = journalWorld();
  let [folder, path] = ['', ''];
  beforeEach(() => {
    ({ folder, path } = world);
  });

  it('begins an empty journal that only its owner reads', async () => {
    expect((await openIt()).records).to.deep.equal([]);
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
    expect((await stat(join(folder, 'state'))).mode & 0o777).to.equal(0o700);
  });

  it('reads back what was appended', async () => {
    const file = await openIt();
    await file.append([add(attachment(1)), done(attachment(1))]);
    await file.append([add(attachment(2))]);
    await file.append([del(attachment(1))]);
    expect((await openIt()).records).to.deep.equal([
      add(attachment(1)),
      done(attachment(1)),
      add(attachment(2)),
      del(attachment(1)),
    ]);
  });

  it('is exact for a file cut at every byte of its last two records, and goes on from there', async () => {
    const file = await openIt();
    const records = [add(attachment(1)), done(attachment(1)), add(attachment(2))];
    const ends: number[] = [(await stat(path)).size];
    for (const record of records) {
      await file.append([record]);
      ends.push((await stat(path)).size);
    }
    const whole = await readFile(path);
    for (let cut = ends[1] ?? 0; cut <= whole.length; cut++) {
      await writeFile(path, whole);
      await truncate(path, cut);
      const again = await openJournal({ path, log });
      const count = ends.filter((end) => end <= cut).length - 1;
      expect(again.records, `cut at ${cut}`).to.deep.equal(records.slice(0, count));
      expect(again.tornLength).to.equal(cut - (ends[count] ?? 0));
      await again.append([add(attachment(9))]);
      await again.close();
      const last = await openJournal({ path, log });
      expect(last.records).to.deep.equal([...records.slice(0, count), add(attachment(9))]);
      expect(last.tornLength).to.equal(0);
      await last.close();
    }
  });

  it('reports a torn tail', async () => {
    await (await openIt()).append([add(attachment(1))]);
    await truncate(path, (await stat(path)).size - 3);
    expect((await openIt()).tornLength).to.be.greaterThan(0);
    expect(world.lines.join()).to.contain('cut off a torn record');
  });

  it('shares one sync among all appends that wait, and syncs nothing for done and del', async () => {
    const { io, calls } = failingDisk();
    const file = await openIt(io);
    calls.length = 0;
    const many = Array.from({ length: 50 }, (_, index) => file.append([add(attachment(index))]));
    await Promise.all(many);
    expect(calls.filter((call) => call === 'datasync').length).to.be.within(1, 2);
    calls.length = 0;
    await file.append([done(attachment(1))]);
    await file.append([del(attachment(2))]);
    expect(calls).to.deep.equal(['write', 'write']);
  });

  for (const { call, want } of [
    { call: '', want: ['write', 'told', 'datasync'] },
    { call: 'write', want: ['write', 'truncate'] },
    { call: 'datasync', want: ['write', 'told', 'datasync', 'truncate'] },
  ]) {
    it(`tells that records are written before it syncs them, ${call || 'no call'} failing`, async () => {
      const { io, fault, calls } = failingDisk();
      const file = await openIt(io);
      calls.length = 0;
      fault.call = call;
      const written = (): void => void calls.push('told');
      await file.append([add(attachment(1))], written).catch(() => undefined);
      expect(calls).to.deep.equal(want);
    });
  }

  for (const call of ['write', 'half', 'datasync']) {
    it(`hands out nothing when the disk fails at ${call}, and goes on when it works again`, async () => {
      const { io, fault } = failingDisk();
      const file = await openIt(io);
      await file.append([add(attachment(1))]);
      const before = await readFile(path);
      fault.call = call;
      const error = await failure(file.append([add(attachment(2))]));
      expect(error).to.be.an('error').with.property('code', 'JOURNAL_UNUSABLE');
      expect(file.problem()).to.contain('ENOSPC').and.to.contain('free or repair the disk');
      expect(await readFile(path)).to.deep.equal(before);
      fault.call = '';
      await file.append([add(attachment(3))]);
      expect(file.problem()).to.equal(undefined);
      expect(await stored()).to.deep.equal(['multi-nic/net/c1/net1', 'multi-nic/net/c3/net1']);
    });
  }

  it('cuts a half written record off before the next one, also when that failed at first', async () => {
    const { io, fault } = failingDisk();
    const file = await openIt({
      ...io,
      open: async (name, flags) => {
        const real = await io.open(name, flags);
        return {
          ...real,
          truncate: (length) =>
            fault.call === 'half' ? Promise.reject(new Error('EIO')) : real.truncate(length),
        };
      },
    });
    fault.call = 'half';
    await failure(file.append([add(attachment(1))]));
    fault.call = '';
    await file.append([add(attachment(2))]);
    expect(await stored()).to.deep.equal(['multi-nic/net/c2/net1']);
    expect(world.lines.join()).to.contain('cannot cut the journal back');
  });

  it('compacts when dead records prevail, without disturbing who appends meanwhile', async () => {
    const { io, calls } = failingDisk();
    const file = await openIt(io);
    await file.append([add(attachment(1)), done(attachment(1))]);
    await Promise.all([churn(file, 100), file.append([add(attachment(2))])]);
    expect(calls).to.include('rename');
    expect((await readFile(path, 'utf8')).split('\n').length).to.be.lessThan(300);
    expect(await stored()).to.deep.equal(['multi-nic/net/c1/net1', 'multi-nic/net/c2/net1']);
    expect(await readdir(join(folder, 'state'))).to.deep.equal(['journal']);
  });

  for (const call of ['open w+', 'sync', 'rename']) {
    it(`goes on with the old file when compaction fails at ${call}`, async () => {
      const { io, fault } = failingDisk();
      const file = await openIt(io);
      await file.append([add(attachment(1))]);
      fault.call = call;
      await churn(file, 100);
      fault.call = '';
      expect(world.lines.join()).to.contain('cannot compact the journal');
      await churn(file, 200);
      await file.append([add(attachment(2))]);
      expect(await stored()).to.deep.equal(['multi-nic/net/c1/net1', 'multi-nic/net/c2/net1']);
      expect(await readdir(join(folder, 'state'))).to.deep.equal(['journal']);
      expect((await readFile(path, 'utf8')).split('\n').length).to.be.lessThan(600);
    });
  }
});
