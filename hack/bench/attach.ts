import { dirname, join } from 'node:path';
import { tool } from '../node/tool.ts';
import { mustExec } from './exec.ts';
import { referenceAdd, referenceDel } from './reference.ts';
import { netConf } from './snapshot.ts';
import { median, milliseconds } from './statistics.ts';
import { atMost, type Bench, type Row } from './types.ts';
import { type BenchWorld, startWorld } from './world.ts';

const rounds = 21;

/** ADD and DEL of one pod, ours and the reference plugins in turn on the same parents, medians of the pairs' sides. */
export const attachBench: Bench = {
  ids: ['add-8', 'del-8', 'add-1'],
  run: async (progress) => {
    const world = await startWorld(2);
    try {
      const eight = await compare(world, 8);
      progress(`8 NICs: ADD ${text(eight.add)}, DEL ${text(eight.del)}`);
      const one = await compare(world, 1);
      progress(`1 NIC: ADD ${text(one.add)}, DEL ${text(one.del)}`);
      return [
        ratio('add-8', eight.add, 0.25),
        ratio('del-8', eight.del, 1 / 6),
        ratio('add-1', one.add, 1.3),
      ];
    } finally {
      await world.stop();
    }
  },
};

/** Milliseconds, one pair per round. */
type Pair = { readonly ours: number[]; readonly reference: number[] };

async function compare(world: BenchWorld, nics: number): Promise<{ add: Pair; del: Pair }> {
  const [pod = '', peerPod = ''] = world.pods;
  const peer = { binDir: dirname(tool('macvlan')), dataDir: join(world.dir, 'reference') };
  const add: Pair = { ours: [], reference: [] };
  const del: Pair = { ours: [], reference: [] };
  const call = (command: string): Promise<void> =>
    mustExec(world.shim, world.env(command, pod), netConf(nics));
  for (let round = -2; round < rounds; round += 1) {
    // oxlint-disable no-await-in-loop -- interleaved: one at a time is what is measured
    const oursAdd = await milliseconds(() => call('ADD'));
    const peerAdd = await milliseconds(() => referenceAdd(peer, peerPod, nics));
    const oursDel = await milliseconds(() => call('DEL'));
    const peerDel = await milliseconds(() => referenceDel(peer, peerPod, nics));
    // oxlint-enable no-await-in-loop
    if (round < 0) continue;
    add.ours.push(oursAdd);
    add.reference.push(peerAdd);
    del.ours.push(oursDel);
    del.reference.push(peerDel);
  }
  return { add, del };
}

function ratio(id: string, { ours, reference }: Pair, bound: number): Row {
  return atMost(id, median(ours) / median(reference), bound, 'ratio');
}

function text({ ours, reference }: Pair): string {
  return `${median(ours).toFixed(1)} ms, reference ${median(reference).toFixed(1)} ms`;
}
