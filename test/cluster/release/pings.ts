import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { startProgram } from '../../../hack/node/program.ts';
import { run } from '../../../hack/node/run.ts';
import type { OwnCluster } from './own-cluster.ts';
import type { Sandbox } from './sandboxes.ts';

/** What became of 1,000 echo requests a second over one NIC of one pod. */
export type Flow = {
  readonly device: string;
  readonly address: string;
  readonly sent: number;
  readonly received: number;
  /** Milliseconds of the first and the last one without answer; -1 when there is none. */
  readonly firstLost: number;
  readonly lastLost: number;
};

/** From the first to the second, over every NIC of the second. */
export type Pair = readonly [Sandbox, Sandbox];

export type Pings = {
  /** Ends them; resolves a second after the last was sent. */
  readonly stop: () => Promise<readonly Flow[]>;
};

const source = fileURLToPath(new URL('pinger.c', import.meta.url));

/** Compiles the program that pings. */
export async function makePinger({ dir }: OwnCluster): Promise<string> {
  const program = join(dir, 'pinger');
  const flags = ['-std=c11', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror', '-O2'];
  await run(['gcc', ...flags, '-o', program, source]);
  return program;
}

/** After one ping of each, so that neighbours know each other as they do between pods that run for long. */
export async function startPings(
  cluster: OwnCluster,
  program: string,
  pairs: readonly Pair[],
): Promise<Pings> {
  await reach(cluster, pairs);
  const flows = pairs.flatMap(([from, { nics }]) => {
    const netns = cluster.fileOf(from.node, from.netns);
    return nics.flatMap(({ device, address }) => [netns, device, address]);
  });
  const logFile = join(cluster.dir, `pings-${performance.now()}.log`);
  const pinging = await startProgram({ argv: cluster.outside([program, ...flows]), logFile });
  const stop = async (): Promise<readonly Flow[]> => {
    const end = await pinging.stop();
    if (end !== 0) throw new Error(`the pinger ended with ${end}:\n${pinging.tail()}`);
    const lines = readFileSync(logFile, 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line) as Flow);
  };
  return { stop };
}

/** Rejects when a single ping of any of them, over any NIC, stays without answer. */
export async function reach({ kubectl }: OwnCluster, pairs: readonly Pair[]): Promise<void> {
  await Promise.all(
    pairs.map(async ([from, to]) => {
      const each = to.nics.map(
        ({ device, address }) => `ping -q -c1 -W5 -I ${device} ${address} >&2 || exit 1`,
      );
      await kubectl(['exec', from.pod, '--', 'sh', '-c', each.join('\n')]);
    }),
  );
}
