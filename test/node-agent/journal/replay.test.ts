import { expect } from 'chai';
import type { Result } from '../../../cni/protocol/types.ts';
import { compactRecords } from '../../../node-agent/journal/compaction.ts';
import { replay } from '../../../node-agent/journal/replay.ts';
import type { Attachment, JournalRecord } from '../../../node-agent/journal/types.ts';
import { listOf, networkOf } from '../meta/run/fixture.ts';
import { add, done, sampleAttachment } from './sample.ts';

const resultOf = (address: string): Result => ({
  interfaces: [],
  ips: [{ address }],
  routes: [],
  dns: {},
});
const results = [resultOf('10.0.0.1/24'), resultOf('10.0.1.1/24')];

describe('replay of the networks of a pod', () => {
  const meta = ['eth0', 'net1'].map((ifName) => networkOf(listOf('net', ['bridge']), ifName));
  const attachment: Attachment = { ...sampleAttachment('c1', []), plugin: 'multi-nic-meta', meta };
  const ended: JournalRecord = { op: 'done', key: attachment.key, results };

  it('puts the results of `done` where they belong, the first as the result of the pod', () => {
    const [recorded] = replay([add(attachment), ended]).values();
    expect(recorded?.done).to.equal(true);
    expect(recorded?.attachment.meta?.map(({ result }) => result)).to.deep.equal(results);
    expect(recorded?.attachment.result).to.equal(results[0]);
  });

  it('keeps them over a compaction and a repeated `done`', () => {
    const live = replay([add(attachment), ended]);
    const again = replay([...compactRecords(live.values()), done(attachment)]);
    expect([...again.values()]).to.deep.equal([...live.values()]);
  });

  it('reads a `done` without results, and one with results for what has no networks', () => {
    const [bare] = replay([add(attachment), done(attachment)]).values();
    expect(bare).to.deep.equal({ attachment, done: true });
    const plain = sampleAttachment('c1', []);
    const [other] = replay([add(plain), ended]).values();
    expect(other).to.deep.equal({ attachment: plain, done: true });
  });
});
