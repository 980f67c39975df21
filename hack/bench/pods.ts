import type { AuditEvent } from '../control-plane/audit.ts';
import { type BenchCluster, network, startBenchCluster } from './cluster.ts';
import { requestRows } from './pod-requests.ts';
import { podRound, podsPerRound, type Round } from './pod-round.ts';
import { programs } from './program-memory.ts';
import { median, percentile } from './statistics.ts';
import { atMost, type Bench, type Row } from './types.ts';

const rounds = 2;

/** Pods on a real node, with four NICs by annotation and without any, in turn; what they cost the API server; memory. */
export const podsBench: Bench = {
  ids: [
    'pod-start',
    'pod-start-all',
    'pod-writes',
    'pool-copies',
    'pod-reads',
    'operator-requests',
    'agent-rss-pods',
    'agent-image',
  ],
  run: async (progress) => {
    const bench = await startBenchCluster(progress);
    try {
      const memory = async (when: string): Promise<number> => tellMemory(bench, when, progress);
      await memory('idle');
      const { start, requests } = await interleaved(bench, progress);
      const resident = await memory(`after ${2 * rounds * podsPerRound} pods`);
      await bare(bench, start, progress);
      return [
        ...startRows(start),
        ...requestRows(requests, rounds * podsPerRound, progress),
        atMost('agent-rss-pods', resident, 80, 'MiB'),
        imageRow(bench, progress),
      ];
    } finally {
      await bench.stop();
    }
  },
};

type Start = { readonly with: Round[]; readonly without: Round[] };

const annotated = { 'k8s.v1.cni.cncf.io/networks': network };

async function interleaved(bench: BenchCluster, progress: (text: string) => void) {
  const start: Start = { with: [], without: [] };
  const requests: AuditEvent[] = [];
  const { controlPlane } = bench.cluster;
  for (let round = -1; round < rounds; round += 1) {
    // oxlint-disable no-await-in-loop -- interleaved: one round at a time
    const without = await podRound(bench, `without-${round + 1}`, {});
    const mark = await controlPlane.auditMark();
    const four = await podRound(bench, `four-${round + 1}`, annotated);
    const events = await controlPlane.auditEvents(mark);
    // oxlint-enable no-await-in-loop
    progress(`30 pods: ${text(four)} with 4 NICs, ${text(without)} without`);
    // The first pods of a node are slower: everything is read from the disk.
    if (round < 0) continue;
    start.with.push(four);
    start.without.push(without);
    requests.push(...events);
  }
  return { start, requests };
}

const eachOf = (all: readonly Round[]): number => median(all.map(({ each }) => median(each)));
const allOf = (all: readonly Round[]): number => median(all.map((one) => one.all));

function startRows(start: Start): readonly Row[] {
  return [
    atMost('pod-start', eachOf(start.with) / eachOf(start.without), 1.15, 'ratio'),
    atMost('pod-start-all', allOf(start.with) / allOf(start.without), 1.15, 'ratio'),
  ];
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2);

function text({ each, all }: Round): string {
  return `median ${seconds(median(each))} s, p90 ${seconds(percentile(each, 0.9))} s, all ${seconds(all)} s`;
}

/** For information: the same node without us before the primary network. Not in turn with the others. */
async function bare(
  bench: BenchCluster,
  start: Start,
  progress: (text: string) => void,
): Promise<void> {
  await bench.install(['--set=meta.enabled=false']);
  const found: Round[] = [];
  for (let round = 0; round < 3; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one round at a time
    found.push(await podRound(bench, `bare-${round}`, {}));
  }
  const ratio = (one: readonly Round[]): string => (eachOf(one) / eachOf(found)).toFixed(3);
  progress(
    `against the bare primary network (${seconds(eachOf(found))} s): ${ratio(start.with)} with 4 NICs, ${ratio(start.without)} without`,
  );
}

const mib = (all: readonly number[]): string => all.map((one) => one.toFixed(1)).join(' and ');

/** @returns MiB of the node agent's process */
async function tellMemory(
  { node }: BenchCluster,
  when: string,
  progress: (text: string) => void,
): Promise<number> {
  const agents = await programs(node, 'node-agent.mjs');
  const operators = await programs(node, 'operator.mjs');
  progress(
    `${when}: agent ${mib(agents.map(({ own }) => own))} MiB resident, ${mib(agents.map(({ container }) => container))} with its workers; operator ${mib(operators.map(({ own }) => own))} MiB`,
  );
  return Math.max(...agents.map(({ own }) => own));
}

function imageRow({ images }: BenchCluster, progress: (text: string) => void): Row {
  const sizes = images.map(({ name, layers }) => ({
    name,
    size: layers.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20,
  }));
  progress(
    `images, compressed: ${sizes.map((one) => `${one.name} ${one.size.toFixed(1)} MiB`).join(', ')}`,
  );
  const agent = sizes.find(({ name }) => name === 'multi-nic-node-agent')?.size ?? Number.NaN;
  return atMost('agent-image', agent, 120, 'MiB');
}
