import { execPlugin } from './exec.ts';
import { netConf } from './snapshot.ts';
import { median, milliseconds, percentile } from './statistics.ts';
import { atLeast, atMost, type Bench } from './types.ts';
import { type BenchWorld, startWorld } from './world.ts';

const pods = 110;
const nicsPerPod = 2;
const bursts = 5;

/** All pods of a full node at once, from the caller's first exec to the last answer. */
export const burstBench: Bench = {
  ids: ['burst-rate', 'burst-p99', 'burst-failures'],
  run: async (progress) => {
    const world = await startWorld(pods);
    try {
      const all: Burst[] = [];
      for (let round = 0; round < bursts; round += 1) {
        // oxlint-disable-next-line no-await-in-loop -- one burst at a time
        all.push(await burst(world));
      }
      const rate = median(all.map((one) => one.rate));
      const p99 = median(all.map((one) => percentile(one.latencies, 0.99)));
      const failures = all.reduce((sum, one) => sum + one.failures, 0);
      progress(
        `${pods} pods x ${nicsPerPod} NICs: ${rate.toFixed(0)} pods/s, p99 ${p99.toFixed(0)} ms`,
      );
      return [
        atLeast('burst-rate', rate, 150, 'pods/s'),
        atMost('burst-p99', p99, 600, 'ms'),
        atMost('burst-failures', failures, 0, 'pods'),
      ];
    } finally {
      await world.stop();
    }
  },
};

type Burst = { readonly rate: number; readonly latencies: number[]; readonly failures: number };

async function burst(world: BenchWorld): Promise<Burst> {
  const config = netConf(nicsPerPod);
  const latencies: number[] = [];
  let failures = 0;
  const one = (command: string) => async (pod: string) => {
    const took = await milliseconds(async () => {
      const { status } = await execPlugin(world.shim, world.env(command, pod), config);
      if (status !== 0) failures += 1;
    });
    if (command === 'ADD') latencies.push(took);
  };
  const wall = await milliseconds(() => Promise.all(world.pods.map(one('ADD'))));
  await Promise.all(world.pods.map(one('DEL')));
  return { rate: (pods / wall) * 1000, latencies, failures };
}
