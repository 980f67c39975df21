import type { AuditEvent } from '../control-plane/audit.ts';
import { type BenchCluster, network, startBenchCluster } from './cluster.ts';
import { requestRows } from './pod-requests.ts';
import { podRound, podsPerRound, type Round } from './pod-round.ts';
import { type Memory, programs } from './program-memory.ts';
import { median, percentile } from './statistics.ts';
import { atMost, type Bench, type Row } from './types.ts';

const rounds = 7;

/** Pods on a real node, with four NICs by annotation, without any, and without us, in turn; what they cost the API server; memory. */
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
      const resident = await memory('idle');
      const { start, requests } = await interleaved(bench, progress);
      await memory(`after ${2 * (rounds + 1) * podsPerRound} pods`);
      return [
        ...startRows(start, progress),
        ...requestRows(requests, rounds * podsPerRound, progress),
        atMost('agent-rss-pods', resident, 80, 'MiB'),
        imageRow(bench, progress),
      ];
    } finally {
      await bench.stop();
    }
  },
};

type Start = { readonly four: Round[]; readonly without: Round[]; readonly bare: Round[] };

const annotated = { 'k8s.v1.cni.cncf.io/networks': network };

/** Each round begins with another one, so that what follows what makes no difference. */
async function interleaved(bench: BenchCluster, progress: (text: string) => void) {
  const { node, bareNode } = bench;
  const start: Start = { four: [], without: [], bare: [] };
  const requests: AuditEvent[] = [];
  const specs = [
    { kind: 'four', node, annotations: annotated },
    { kind: 'without', node },
    { kind: 'bare', node: bareNode },
  ] as const;
  for (let round = -1; round < rounds; round += 1) {
    const first = (round + 1) % specs.length;
    for (const { kind, ...spec } of [...specs.slice(first), ...specs.slice(0, first)]) {
      // oxlint-disable no-await-in-loop -- interleaved: one at a time
      const mark = await bench.cluster.controlPlane.auditMark();
      const result = await podRound(bench, { ...spec, name: `${kind}-${round + 1}` });
      const events = await bench.cluster.controlPlane.auditEvents(mark);
      // oxlint-enable no-await-in-loop
      progress(`${podsPerRound} pods, ${kind}: ${text(result)}`);
      // The first pods of a node are slower: everything is read from the disk.
      if (round < 0) continue;
      start[kind].push(result);
      if (kind === 'four') requests.push(...events);
    }
  }
  return { start, requests };
}

const eachOf = (all: readonly Round[]): number => median(all.map(({ each }) => median(each)));
const allOf = (all: readonly Round[]): number => median(all.map((one) => one.all));

function startRows(
  { four, without, bare }: Start,
  progress: (text: string) => void,
): readonly Row[] {
  const over = (one: readonly Round[], other: readonly Round[]): string =>
    `${(eachOf(one) / eachOf(other)).toFixed(3)} (all ${(allOf(one) / allOf(other)).toFixed(3)})`;
  progress(
    `medians: ${seconds(eachOf(four))} s with 4 NICs, ${seconds(eachOf(without))} s without, ${seconds(eachOf(bare))} s bare primary network`,
  );
  progress(
    `to the bare primary network: ${over(four, bare)} with 4 NICs, ${over(without, bare)} without`,
  );
  // Each round's own ratio: what else the machine does changes from one round to the next by more than we add.
  const ratio = (of: (round: Round) => number): number =>
    median(four.map((one, index) => of(one) / of(without[index] ?? one)));
  return [
    atMost(
      'pod-start',
      ratio(({ each }) => median(each)),
      1.15,
      'ratio',
    ),
    atMost(
      'pod-start-all',
      ratio(({ all }) => all),
      1.15,
      'ratio',
    ),
  ];
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2);

function text({ each, all }: Round): string {
  return `median ${seconds(median(each))} s, p90 ${seconds(percentile(each, 0.9))} s, all ${seconds(all)} s`;
}

const told = ({ own, anonymous }: Memory): string =>
  `${own.toFixed(1)} MiB resident (${anonymous.toFixed(1)} without pages of files)`;

/** @returns MiB of the node agent's process */
async function tellMemory(
  { node, bareNode }: BenchCluster,
  when: string,
  progress: (text: string) => void,
): Promise<number> {
  const agents = await programs(node, 'node-agent.mjs');
  const everywhere = [node, bareNode].map((one) => programs(one, 'operator.mjs'));
  const operators = (await Promise.all(everywhere)).flat();
  const container = agents.map((one) => one.container.toFixed(1)).join(' and ');
  progress(
    `${when}: agent ${agents.map(told).join(' and ')}, ${container} MiB with its workers; operators ${operators.map(told).join(' and ')}`,
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
