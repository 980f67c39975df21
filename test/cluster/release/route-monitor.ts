import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Program, startProgram } from '../../../hack/node/program.ts';
import { until } from '../until.ts';
import { linesOf } from './lines.ts';
import type { OwnCluster } from './own-cluster.ts';

export type RouteMonitor = {
  /** Every change of a route, a rule or a next hop on a node since the start, but those of the primary network. */
  readonly stop: () => Promise<readonly string[]>;
};

/** A change that the monitor is made to see, so that its silence means something. */
const sentinel = 'unreachable 198.51.100.1';

const ofPrimary = /\bdev (veth[0-9a-f]{8}|cni0)\b/;

export async function startRouteMonitor(cluster: OwnCluster): Promise<RouteMonitor> {
  const monitors = await Promise.all(cluster.nodes.map((node) => monitorOn(cluster, node)));
  return { stop: async () => (await Promise.all(monitors.map((one) => one.stop()))).flat() };
}

async function monitorOn(cluster: OwnCluster, node: string): Promise<RouteMonitor> {
  const net = `--net=${cluster.fileOf(node, '/proc/1/ns/net')}`;
  const ip = ['ip', '-oneline', 'monitor', 'route', 'rule', 'nexthop'];
  const logFile = join(cluster.dir, `monitor-${node}-${performance.now()}.log`);
  const program = await startProgram({ argv: cluster.outside(['nsenter', net, ...ip]), logFile });
  await seen(cluster, node, program);
  const before = printedBy(program).length;
  return {
    stop: async () => {
      await seen(cluster, node, program);
      await program.stop();
      const since = printedBy(program).slice(before);
      const changes = since.filter((line) => !line.includes(sentinel) && !ofPrimary.test(line));
      return changes.map((line) => `${node}: ${line}`);
    },
  };
}

/** Makes a change and takes it back until the monitor has told of it, for it may not listen yet. */
async function seen({ onNode }: OwnCluster, node: string, program: Program): Promise<void> {
  const told = (): number => printedBy(program).filter((line) => line.includes(sentinel)).length;
  const before = told();
  await until(`the monitor of ${node} telling a change`, async () => {
    await onNode(node, ['sh', '-ec', `ip route add ${sentinel}\nip route del ${sentinel}`]);
    return told() > before ? true : undefined;
  });
}

const printedBy = ({ logFile }: Program): string[] => linesOf(readFileSync(logFile, 'utf8'));
