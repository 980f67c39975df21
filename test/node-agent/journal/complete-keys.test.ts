import { expect } from 'chai';
import { completeKeys } from '../../../node-agent/journal/complete-keys.ts';
import { replay } from '../../../node-agent/journal/replay.ts';
import type { Attachment, JournalRecord } from '../../../node-agent/journal/types.ts';
import { add, del, done, sampleAttachment } from './sample.ts';

/** As releases wrote it that had no plugin in the key. */
function earlier(record: JournalRecord): JournalRecord {
  const copy = JSON.parse(JSON.stringify(record)) as JournalRecord;
  const key = copy.op === 'add' ? copy.attachment.key : copy.key;
  Reflect.deleteProperty(key, 'plugin');
  return copy;
}

function by(plugin: string, containerID = 'c1'): Attachment {
  const sample = sampleAttachment(containerID, []);
  return { ...sample, plugin, key: { ...sample.key, plugin } };
}

describe('completeKeys', () => {
  it('reads the records of an earlier release by the plugin that made the attachment', () => {
    const [one, two] = [by('multi-nic-meta'), by('multi-nic', 'c2')];
    const records = [add(one), done(one), add(two), done(two), del(two)];
    expect(completeKeys(records.map(earlier))).to.deep.equal(records);
  });

  it('gives a key that was used again to the plugin that used it last', () => {
    const [one, two] = [by('multi-nic'), by('multi-nic-ipam')];
    const records = [add(one), done(one), del(one), add(two), done(two)];
    const live = replay(completeKeys(records.map(earlier)));
    expect([...live.values()]).to.deep.equal([{ attachment: two, done: true }]);
  });

  it('leaves whole keys as they are, also behind records of an earlier release', () => {
    const [one, two] = [by('multi-nic-meta'), by('multi-nic')];
    const records = [earlier(add(one)), earlier(done(one)), add(two), done(two), del(two)];
    const live = replay(completeKeys(records));
    expect([...live.values()]).to.deep.equal([{ attachment: one, done: true }]);
  });

  it('lets `done` and `del` of an unknown key change nothing', () => {
    const live = replay(completeKeys([earlier(done(by('multi-nic'))), earlier(del(by('any')))]));
    expect([...live]).to.deep.equal([]);
  });
});
