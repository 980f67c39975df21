import { expect } from 'chai';
import { createWriter } from '../../../node-agent/journal/debts.ts';
import type { JournalRecord } from '../../../node-agent/journal/types.ts';
import { add, del, sampleAttachment } from './sample.ts';

const one = sampleAttachment('c1', []);
const two = sampleAttachment('c2', []);

/** A journal on a disk that can be full. */
function createDisk() {
  const state = { full: false, written: [] as JournalRecord[] };
  const append = async (records: readonly JournalRecord[]): Promise<void> => {
    await Promise.resolve();
    if (state.full) throw new Error('no space left on device');
    state.written.push(...records);
  };
  return { state, append };
}

describe('createWriter', () => {
  it('writes through while the disk works', async () => {
    const { state, append } = createDisk();
    const reports: unknown[] = [];
    const writer = createWriter(append, (error) => reports.push(error));
    await writer.append([add(one)]);
    await writer.release(del(one));
    expect(state.written).to.deep.equal([add(one), del(one)]);
    expect([writer.owed().length, reports.length]).to.deep.equal([0, 0]);
  });

  it('owes a del that the full disk refused, reports it, and writes it before the next add', async () => {
    const { state, append } = createDisk();
    const reports: unknown[] = [];
    const writer = createWriter(append, (error) => reports.push(error));
    state.full = true;
    await writer.release(del(one));
    await writer.release(del(two));
    expect([writer.owed().length, reports.length]).to.deep.equal([2, 2]);
    state.full = false;
    await writer.append([add(one)]);
    expect(state.written).to.deep.equal([del(one), del(two), add(one)]);
    expect(writer.owed()).to.deep.equal([]);
  });

  it('refuses an add while a del is owed and cannot be written', async () => {
    const { state, append } = createDisk();
    const writer = createWriter(append, () => {});
    state.full = true;
    await writer.release(del(one));
    const outcome = await writer.append([add(two)]).catch((error: unknown) => error);
    expect(outcome).to.be.an('error').with.property('message', 'no space left on device');
    expect(state.written).to.deep.equal([]);
  });

  it('pays each debt once though many adds wait for it', async () => {
    const { state, append } = createDisk();
    const writer = createWriter(append, () => {});
    state.full = true;
    await writer.release(del(one));
    state.full = false;
    await Promise.all([writer.append([add(one)]), writer.append([add(two)]), writer.settle()]);
    expect(state.written.filter(({ op }) => op === 'del')).to.have.length(1);
    expect(state.written[0]).to.deep.equal(del(one));
  });
});
