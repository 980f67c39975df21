import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { run } from '../../hack/node/run.ts';
import { createLog } from '../../lib/log.ts';
import { type JournalFile, openJournal } from '../../node-agent/host/journal-file.ts';
import { add, done, sampleAttachment } from '../node-agent/journal/sample.ts';

describe('the journal on a disk that is full', () => {
  let folder: string;
  let journal: JournalFile;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'full-state-'));
    await run(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'state', folder]);
    const log = createLog(
      () => {},
      () => new Date(0),
    );
    journal = await openJournal({ path: join(folder, 'journal'), log });
  });
  afterEach(async () => {
    await journal.close();
    await run(['umount', folder]);
    rmSync(folder, { recursive: true });
  });

  const fill = (): void => {
    try {
      for (;;) appendFileSync(join(folder, 'filler'), Buffer.alloc(4_096));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  };
  const attachment = sampleAttachment('c1', []);

  it('fails the probe although its last page takes a small record, and passes it when there is room', async () => {
    fill();
    await journal.append([done(attachment)]);
    expect(journal.problem()).to.equal(undefined);
    const before = statSync(join(folder, 'journal')).size;
    const error: unknown = await journal.probe().catch((reason: unknown) => reason);
    expect(error).to.be.an('error').with.property('message').that.contains('ENOSPC');
    expect(statSync(join(folder, 'journal')).size).to.equal(before);
    rmSync(join(folder, 'filler'));
    await journal.append([add(attachment)]);
    await journal.probe();
    expect(journal.problem()).to.equal(undefined);
  });
});
