import { expect } from 'chai';
import * as fc from 'fast-check';
import { compactRecords, isCompactionDue } from '../../../node-agent/journal/compaction.ts';
import { replay } from '../../../node-agent/journal/replay.ts';
import { add, del, done, sampleAttachment } from './sample.ts';

describe('isCompactionDue', () => {
  const cases = [
    { name: 'nothing is dead', written: 2000, live: 2000, want: false },
    { name: 'few are dead, though more than live', written: 200, live: 4, want: false },
    { name: 'the dead outnumber the live', written: 2001, live: 1000, want: true },
    { name: 'the dead are as many as the live', written: 2000, live: 1000, want: false },
  ];
  for (const { name, want, ...counts } of cases) {
    it(`is ${want} when ${name}`, () => expect(isCompactionDue(counts)).to.equal(want));
  }
});

describe('compactRecords', () => {
  it('replays to the same, whatever was written before', () => {
    const record = fc
      .tuple(fc.constantFrom(add, done, del), fc.nat(5))
      .map(([make, container]) =>
        make(sampleAttachment(`c${container}`, [{ pool: 'p', index: container }])),
      );
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const live = replay(records);
        const kept = compactRecords(live.values());
        expect([...replay(kept)]).to.deep.equal([...live]);
        expect(kept.length).to.be.at.most(live.size * 2);
      }),
    );
  });
});
