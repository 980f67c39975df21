import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { expect } from 'chai';
import { encodeRecord } from '../../../node-agent/journal/record.ts';
import { replay } from '../../../node-agent/journal/replay.ts';
import { add, sampleAttachment } from '../journal/sample.ts';
import { failingDisk } from './failing-disk.ts';
import { attachment, churn, failure, journalWorld, lineOf } from './journal-world.ts';

describe('openJournal: what it finds', () => {
  const { world, openIt, stored } = journalWorld();
  let [folder, path] = ['', ''];
  beforeEach(() => {
    ({ folder, path } = world);
  });

  it('has an identity, the same at every start', async () => {
    const { identity, origin } = await openIt();
    expect(identity).to.match(/^[0-9a-f-]{36}$/);
    expect(origin).to.deep.equal({ kind: 'begun' });
    const again = await openIt();
    expect([again.identity, again.origin]).to.deep.equal([identity, { kind: 'found' }]);
  });

  it('remembers that it has adopted what was there, over a compaction and a restart', async () => {
    const file = await openIt();
    await file.append([add(attachment(1))]);
    expect(file.adopted()).to.equal(false);
    await file.confirmAdopted();
    await churn(file, 200);
    expect(file.adopted()).to.equal(true);
    const again = await openIt();
    expect([again.adopted(), again.identity]).to.deep.equal([true, file.identity]);
    expect(await stored()).to.deep.equal(['multi-nic/net/c1/net1']);
  });

  it('has not adopted anything after a restart when that could not be written', async () => {
    const { io, fault } = failingDisk();
    const file = await openIt(io);
    fault.call = 'rename';
    await file.confirmAdopted();
    expect(file.adopted()).to.equal(true);
    expect((await openIt()).adopted()).to.equal(false);
  });

  const oldHeader = lineOf({ format: 'multi-nic-journal', version: 1 });
  for (const { name, records, want } of [
    { name: 'with records is whole', records: [add(attachment(1))], want: [true, 'found'] },
    { name: 'without any may be what is left of one', records: [], want: [false, 'begun'] },
  ])
    it(`gives a journal from before there was an identity one: ${name}`, async () => {
      await openIt();
      const encoded = records.map((record) => encodeRecord(record, crc32));
      await writeFile(path, Buffer.concat([oldHeader, ...encoded]));
      const file = await openIt();
      expect([file.adopted(), file.origin.kind]).to.deep.equal(want);
      expect(file.records).to.deep.equal(records);
      expect((await openIt()).identity).to.equal(file.identity);
    });

  const damages = [
    { name: 'an empty file', change: () => Buffer.alloc(0), want: 'is missing', left: [] },
    {
      name: 'damage in the middle',
      change: (bytes: Buffer) => Buffer.from(bytes.toString().replace('pod-c1', 'pod-c7')),
      want: 'line 2 is damaged',
      left: ['multi-nic/net/c2/net1'],
    },
    {
      name: 'a record of another shape',
      change: (bytes: Buffer) =>
        Buffer.concat([bytes, lineOf({ op: 'add', attachment: { key: attachment(3).key } })]),
      want: 'attachment.plugin is missing',
      left: ['multi-nic/net/c1/net1', 'multi-nic/net/c2/net1'],
    },
    {
      name: 'an address that two records have',
      change: (bytes: Buffer) =>
        Buffer.concat([bytes, lineOf(add(sampleAttachment('c3', [{ pool: 'p', index: 1 }])))]),
      want: 'index 1 of p is held by multi-nic/net/c1/net1 and by multi-nic/net/c3/net1',
      left: ['multi-nic/net/c1/net1', 'multi-nic/net/c2/net1', 'multi-nic/net/c3/net1'],
    },
  ];
  for (const { name, change, want, left } of damages) {
    it(`sets ${name} aside as it is, and goes on with what can be read`, async () => {
      const file = await openIt();
      await file.append([add(attachment(1)), add(attachment(2))]);
      await file.confirmAdopted();
      const bytes = change(await readFile(path));
      await writeFile(path, bytes);
      const { origin, adopted, identity } = await openIt();
      expect(origin).to.include({ kind: 'damaged', aside: `${path}.damaged` });
      expect(origin).to.have.property('reason').that.contains(want);
      expect([adopted(), identity === file.identity]).to.deep.equal([false, false]);
      expect(world.lines.join()).to.contain(want).and.to.contain(`${path}.damaged`);
      expect(await readFile(`${path}.damaged`)).to.deep.equal(bytes);
      expect(await stored()).to.deep.equal(left);
    });
  }

  it('gives an address that two records have to the later one', async () => {
    const file = await openIt();
    const later = sampleAttachment('c3', [{ pool: 'p', index: 1 }]);
    await file.append([add(attachment(1)), add(attachment(2))]);
    await writeFile(path, Buffer.concat([await readFile(path), lineOf(add(later))]));
    const { records } = await openIt();
    expect(replay(records).get('multi-nic/net/c1/net1')?.attachment.reservations).to.deep.equal([]);
    expect(replay(records).get('multi-nic/net/c3/net1')?.attachment).to.deep.equal(later);
  });

  const obstacles = [
    {
      name: 'a symbolic link to what is not there',
      make: () => symlink(join(folder, 'elsewhere', 'journal'), path),
      want: 'symbolic link to what is not there',
    },
    { name: 'a directory', make: () => mkdir(path), want: 'is a directory' },
    {
      name: 'a pipe',
      make: () => promisify(execFile)('mkfifo', [path]),
      want: 'not a regular file',
    },
  ];
  for (const { name, make, want } of obstacles)
    it(`sets ${name} aside and begins another`, async () => {
      await mkdir(join(folder, 'state'));
      await make();
      const file = await openIt();
      expect(file.origin).to.have.property('reason').that.contains(want);
      await file.append([add(attachment(1))]);
      expect((await readdir(join(folder, 'state'))).toSorted()).to.deep.equal([
        'journal',
        'journal.damaged',
      ]);
      expect(await stored()).to.deep.equal(['multi-nic/net/c1/net1']);
    });

  for (const { call, code } of [
    { call: 'open r+', code: 'EIO' },
    { call: 'readFile', code: 'EIO' },
  ])
    it(`sets a journal aside that fails with ${code} at ${call}`, async () => {
      await (await openIt()).append([add(attachment(1))]);
      const { io, fault } = failingDisk();
      Object.assign(fault, { call, code });
      expect((await openIt(io)).origin)
        .to.have.property('reason')
        .that.contains(code);
    });

  it('leaves a journal where the process or the whole disk is at fault', async () => {
    await (await openIt()).append([add(attachment(1))]);
    const { io, fault } = failingDisk();
    Object.assign(fault, { call: 'open r+', code: 'EROFS' });
    expect(await failure(openIt(io))).to.have.property('code', 'JOURNAL_UNUSABLE');
    expect(await stored()).to.deep.equal(['multi-nic/net/c1/net1']);
  });

  it('keeps every journal that was damaged, up to nine, and then refuses', async () => {
    await mkdir(join(folder, 'state'));
    for (let count = 1; count <= 9; count += 1) {
      await writeFile(path, `damage ${count}`);
      await openIt();
    }
    expect(await readFile(`${path}.damaged-9`, 'utf8')).to.equal('damage 9');
    await writeFile(path, 'damage 10');
    const error = await failure(openIt());
    expect(error).to.have.property('message').that.contains('look at these files, and remove them');
    expect(await readFile(path, 'utf8')).to.equal('damage 10');
  });

  it('refuses the journal of a newer version and leaves it as it is', async () => {
    await openIt();
    const bytes = lineOf({ format: 'multi-nic-journal', version: 2 });
    await writeFile(path, bytes);
    const error = await failure(openIt());
    expect(error).to.be.an('error').with.property('code', 'JOURNAL_UNUSABLE');
    expect((error as Error).message)
      .to.contain(path)
      .and.to.contain('run the version that wrote it');
    expect(await readFile(path)).to.deep.equal(bytes);
  });
});
