import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  lookAtOwnFile,
  nothingWritten,
  type Restoring,
} from '../../../../node-agent/meta/conf/restore.ts';

/** One look, and the write where it is due. */
function step(before: Restoring, found: string | undefined, nowMs: number) {
  const { after, waitMs, newLoss } = lookAtOwnFile(before, { found, wanted: 'a', nowMs });
  const wrote = waitMs === 0 && found !== 'a';
  const state = wrote ? { ...after, written: 'a', lost: false } : after;
  return { state, waitMs, newLoss, wrote };
}

describe('lookAtOwnFile', () => {
  it('lets the first file be written at once, which is no loss', () => {
    const { wrote, newLoss } = step(nothingWritten, undefined, 0);
    expect([wrote, newLoss]).to.deep.equal([true, false]);
  });

  it('makes the first loss good at once and each further one later', () => {
    let { state } = step(nothingWritten, undefined, 0);
    const waits: number[] = [];
    let nowMs = 0;
    for (let loss = 1; loss <= 12; loss += 1) {
      const lost = step(state, undefined, nowMs);
      expect(lost.newLoss).to.equal(true);
      waits.push(lost.waitMs);
      nowMs += lost.waitMs;
      state = lost.wrote ? lost.state : step(lost.state, undefined, nowMs).state;
    }
    expect(waits).to.deep.equal([
      0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000,
    ]);
  });

  it('tells a loss once, however often it is looked at before the file may be put back', () => {
    let { state } = step(nothingWritten, undefined, 0);
    state = step(state, undefined, 0).state;
    const first = step(state, 'other', 10);
    const second = step(first.state, 'other', 20);
    expect([first.newLoss, first.waitMs]).to.deep.equal([true, 1_000]);
    expect([second.newLoss, second.waitMs]).to.deep.equal([false, 990]);
  });

  it('does not take for a loss that we want another text ourselves', () => {
    const { state } = step(nothingWritten, undefined, 0);
    const look = lookAtOwnFile(state, { found: 'a', wanted: 'b', nowMs: 1 });
    expect([look.newLoss, look.waitMs]).to.deep.equal([false, 0]);
  });

  it('forgets losses after ten calm minutes', () => {
    let { state } = step(nothingWritten, undefined, 0);
    for (const _loss of [1, 2])
      state = step(step(state, undefined, 0).state, undefined, 1_000).state;
    state = step(state, 'a', 601_000).state;
    expect(step(state, undefined, 602_000).waitMs).to.equal(0);
  });

  it('writes at most 16 times in ten minutes, whatever another program does and however often we look', () => {
    const looks = fc.array(fc.record({ ms: fc.nat(5_000), gone: fc.boolean() }), {
      maxLength: 600,
    });
    fc.assert(
      fc.property(looks, (steps) => {
        let state = nothingWritten;
        let nowMs = 0;
        let writes = 0;
        for (const { ms, gone } of steps) {
          nowMs += ms;
          if (nowMs > 600_000) break;
          const done = step(state, gone ? undefined : (state.written ?? undefined), nowMs);
          state = done.state;
          writes += done.wrote ? 1 : 0;
        }
        expect(writes).to.be.at.most(16);
      }),
    );
  });
});
