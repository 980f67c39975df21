import { expect } from 'chai';
import { createLog } from '../../../lib/log.ts';
import { createLoops, type Pass } from '../../../node-agent/loops/loops.ts';

/** Timers that run when told. */
function clock() {
  const waiting: { run: () => void; ms: number }[] = [];
  return {
    schedule: (run: () => void, ms: number) => {
      const entry = { run, ms };
      waiting.push(entry);
      return () => {
        const at = waiting.indexOf(entry);
        if (at >= 0) waiting.splice(at, 1);
      };
    },
    waits: () => waiting.map(({ ms }) => ms),
    ring: () => {
      for (const { run } of waiting.splice(0)) run();
    },
    /** Those that wait for so long. */
    ringAfter: (ms: number) => {
      for (const entry of waiting.filter((one) => one.ms === ms)) {
        waiting.splice(waiting.indexOf(entry), 1);
        entry.run();
      }
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

function loopsOf(passes: { look: Pass }) {
  const lines: string[] = [];
  const time = clock();
  const log = createLog(
    (line) => lines.push(line),
    () => new Date(0),
  );
  const options = { log, schedule: time.schedule, random: () => 0, atLeastMs: () => undefined };
  return { loops: createLoops({ passes, ...options }), time, lines };
}

describe('createLoops', () => {
  it('joins the calls that come while a pass waits for its turn, and runs again for one that comes meanwhile', async () => {
    let runs = 0;
    const { loops } = loopsOf({
      look: async () => {
        runs += 1;
        await settled();
        return undefined;
      },
    });
    loops.wake('look');
    await Promise.resolve();
    loops.wake('look');
    loops.wake('look');
    await settled();
    await settled();
    await settled();
    expect(runs).to.equal(2);
    await loops.stop();
  });

  it('makes one run of all that happens in the time of wakeLater', async () => {
    let runs = 0;
    const { loops, time } = loopsOf({
      look: async () => {
        runs += 1;
        return undefined;
      },
    });
    for (let times = 0; times < 5; times += 1) loops.wakeLater('look', 500);
    expect(time.waits()).to.deep.equal([500]);
    expect(runs).to.equal(0);
    time.ring();
    await settled();
    expect(runs).to.equal(1);
    await loops.stop();
  });

  const wait = { quietMs: 1_000, atMostMs: 5_000 };
  for (const { name, ms } of [
    { name: 'makes one run of a burst when it is over', ms: wait.quietMs },
    { name: 'does not wait for the end of a burst that lasts', ms: wait.atMostMs },
  ]) {
    it(`${name}, and goes on with the next one`, async () => {
      let runs = 0;
      const { loops, time } = loopsOf({
        look: async () => {
          runs += 1;
          return undefined;
        },
      });
      for (const burst of [1, 2]) {
        for (let times = 0; times < 5; times += 1) loops.wakeWhenQuiet('look', wait);
        expect(time.waits().toSorted((a, b) => a - b)).to.deep.equal([1_000, 5_000]);
        expect(runs).to.equal(burst - 1);
        time.ringAfter(ms);
        await settled();
        expect(runs).to.equal(burst);
        expect(time.waits()).to.deep.equal([]);
      }
      await loops.stop();
    });
  }

  it('tells a failure once and tries again', async () => {
    let runs = 0;
    const { loops, time, lines } = loopsOf({
      look: async () => {
        runs += 1;
        if (runs === 1) throw new Error('not now');
        return undefined;
      },
    });
    loops.wake('look');
    await settled();
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('not now').and.to.contain('"pass":"look"');
    time.ring();
    await settled();
    expect(runs).to.equal(2);
    await loops.stop();
  });

  it('starts nothing after stop', async () => {
    let runs = 0;
    const { loops, time } = loopsOf({
      look: async () => {
        runs += 1;
        return undefined;
      },
    });
    loops.wakeLater('look', 500);
    loops.wakeWhenQuiet('look', wait);
    await loops.stop();
    expect(time.waits()).to.deep.equal([]);
    time.ring();
    loops.wake('look');
    await settled();
    expect(runs).to.equal(0);
  });
});
