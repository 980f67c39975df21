import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { ownFile } from '../../node-agent/meta/conf/own-conf.ts';
import { ipBatch } from '../node/run.ts';
import { tool } from '../node/tool.ts';
import { mustExec } from './exec.ts';
import { benchNetwork } from './snapshot.ts';
import { median, milliseconds, percentile } from './statistics.ts';
import { atMost, type Bench } from './types.ts';
import { type BenchWorld, startWorld } from './world.ts';

/** Many, because what the bridge takes varies by more than what is looked for. */
const roundsAlone = 201;
const roundsWithNics = 21;

/**
 * ADD of a pod on a primary network of bridge and host-local: the runtime calls the bridge, or it calls us and we call the
 * bridge. The same network and the same caller, in turn; the figure is what the medians differ by.
 */
export const metaBench: Bench = {
  ids: ['meta-add', 'meta-add-host'],
  run: async (progress) => {
    const own = await compareIn({}, progress);
    // An agent in a container executes plugins in the mount namespace of a process of the host: this one's is as good.
    const inHost = await compareIn({ HOST_PROCESS: String(process.pid) }, progress);
    return [atMost('meta-add', own, 3, 'ms'), atMost('meta-add-host', inHost, 3, 'ms')];
  },
};

async function compareIn(
  env: Readonly<Record<string, string>>,
  progress: (text: string) => void,
): Promise<number> {
  const world = await startWorld(2, { primary: JSON.stringify(conflist), env });
  try {
    const caller = await callerOf(world);
    const where = env['HOST_PROCESS'] === undefined ? '' : ' in the host';
    const { add, del } = await compare(caller, roundsAlone);
    progress(`meta${where}: ADD ${text(add)}; DEL ${text(del)}`);
    const four = await compare(caller, roundsWithNics, benchNetwork);
    progress(`meta${where} with 4 NICs more: ADD ${text(four.add)}; DEL ${text(four.del)}`);
    return over(add);
  } finally {
    await world.stop();
    await ipBatch([`link del ${bridge}`]);
  }
}

const bridge = 'bench0';
const primary = {
  type: 'bridge',
  bridge,
  isDefaultGateway: true,
  ipam: { type: 'host-local', ranges: [[{ subnet: '10.245.0.0/24' }]] },
};
const conflist = { cniVersion: '1.0.0', name: 'bench-primary', plugins: [primary] };

type Command = 'ADD' | 'DEL';
type Caller = {
  readonly direct: (command: Command) => Promise<void>;
  /** @param networks the pod's annotation */
  readonly meta: (command: Command, networks?: string) => Promise<void>;
};

/** A runtime without its own time: what it would execute, with the configuration and environment that it would give. */
async function callerOf({ dir, pods, env }: BenchWorld): Promise<Caller> {
  const [ours = '', peer = ''] = pods;
  const bin = join(dir, 'bin');
  for (const name of ['bridge', 'host-local']) symlinkSync(tool(name), join(bin, name));
  const conf = await ownConf(join(dir, 'conf', ownFile));
  const { cniVersion, name } = conflist;
  const direct = JSON.stringify({ cniVersion, name, ...primary });
  const call = (plugin: string, command: Command, netns: string, stdin: string): Promise<void> =>
    mustExec(join(bin, plugin), { ...env(command, netns), CNI_IFNAME: 'eth0' }, stdin);
  return {
    direct: (command) => call('bridge', command, peer, direct),
    meta: (command, networks = '') => call('multi-nic-meta', command, ours, conf(networks)),
  };
}

const annotation = 'k8s.v1.cni.cncf.io/networks';

/** What the runtime makes of our conf for a pod, once the agent has written it. */
async function ownConf(path: string): Promise<(networks: string) => string> {
  for (let tries = 0; !existsSync(path); tries += 1) {
    if (tries === 100) throw new Error(`the agent did not write ${path} within 10 s`);
    await delay(100);
  }
  const { cniVersion, name, plugins } = JSON.parse(readFileSync(path, 'utf8')) as {
    cniVersion: string;
    name: string;
    plugins: readonly object[];
  };
  return (networks) => {
    const annotations = networks === '' ? {} : { [annotation]: networks };
    const runtimeConfig = { 'io.kubernetes.cri.pod-annotations': annotations };
    return JSON.stringify({ cniVersion, name, ...plugins[0], runtimeConfig });
  };
}

/** Milliseconds of each round. */
type Pair = { readonly ours: number[]; readonly direct: number[] };

async function compare(
  caller: Caller,
  rounds: number,
  networks = '',
): Promise<{ add: Pair; del: Pair }> {
  const add: Pair = { ours: [], direct: [] };
  const del: Pair = { ours: [], direct: [] };
  for (let round = -2; round < rounds; round += 1) {
    for (const [command, pair] of [
      ['ADD', add],
      ['DEL', del],
    ] as const) {
      // oxlint-disable no-await-in-loop -- interleaved: one at a time is what is measured
      const direct = await milliseconds(() => caller.direct(command));
      const ours = await milliseconds(() => caller.meta(command, networks));
      // oxlint-enable no-await-in-loop
      if (round < 0) continue;
      pair.ours.push(ours);
      pair.direct.push(direct);
    }
  }
  return { add, del };
}

const over = ({ ours, direct }: Pair): number => median(ours) - median(direct);

const spread = (values: readonly number[]): string =>
  [0.5, 0.25, 0.75].map((share) => percentile(values, share).toFixed(1)).join(' ');

function text(pair: Pair): string {
  return `${spread(pair.ours)} ms, direct ${spread(pair.direct)} ms, ${over(pair).toFixed(2)} ms more (median, quartiles)`;
}
