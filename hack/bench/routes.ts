import { createPassIp } from '../../node-agent/host/ip.ts';
import { applySteps } from '../../node-agent/routes/apply.ts';
import { desiredRoutes } from '../../node-agent/routes/desired.ts';
import { refuseUnreadable } from '../../node-agent/iproute2/rows.ts';
import { planPass } from '../../node-agent/routes/pass.ts';
import { defaultRouteConfig } from '../../node-agent/routes/types.ts';
import type { Ip, Known } from '../../node-agent/types.ts';
import { ipBatch, run } from '../node/run.ts';
import { builtShim } from '../node/shim.ts';
import { fleet, nics } from './fleet.ts';
import { median, milliseconds } from './statistics.ts';
import { atMost, type Bench } from './types.ts';

const door = createPassIp(builtShim, refuseUnreadable);

const rounds = 5;
const hosts = 5000;

/** 40,000 routes into a fresh namespace: a whole pass of the agent, from its informer caches to the kernel, and the next one. */
export const routesBench: Bench = {
  ids: ['routes-first', 'routes-second', 'routes-second-writes'],
  run: async (progress) => {
    const results: Result[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- two side by side would measure each other
      const result = await oneRound(`bench-routes-${round}`);
      progress(
        `routes: first ${result.first.toFixed(2)} s, second ${result.second.toFixed(2)} s, ${result.writes} writes`,
      );
      results.push(result);
    }
    const writes = Math.max(...results.map((result) => result.writes));
    return [
      atMost('routes-first', median(results.map(({ first }) => first)), 1, 's'),
      atMost('routes-second', median(results.map(({ second }) => second)), 0.3, 's'),
      atMost('routes-second-writes', writes, 0, 'writes'),
    ];
  },
};

type Result = { readonly first: number; readonly second: number; readonly writes: number };

async function oneRound(name: string): Promise<Result> {
  await run(['ip', 'netns', 'add', name]);
  try {
    await ipBatch(nicLines(), name);
    const inside: Ip = (call) => door({ ...call, netns: `/run/netns/${name}` });
    // Made anew each round: the slices that an agent has just received were never parsed.
    const known = fleet(hosts);
    const first = await milliseconds(() => pass(inside, known));
    let writes = 0;
    const second = await milliseconds(async () => {
      writes = await pass(inside, known);
    });
    // The kernel would take half a minute for so many nexthops of a dying namespace, and stop all others meanwhile.
    await pass(inside, { networks: [], pools: [], cidrs: [] });
    return { first: first / 1000, second: second / 1000, writes };
  } finally {
    await run(['ip', 'netns', 'del', name]);
  }
}

/** How many steps it took. */
async function pass(ip: Ip, known: Known): Promise<number> {
  const desired = desiredRoutes(known, 'host-0');
  const { steps, findings } = await planPass(ip, desired, defaultRouteConfig);
  const { failed, failures, givenUp } = await applySteps(ip, steps);
  const problem = givenUp ?? failures[0]?.reason ?? findings[0]?.message;
  if (problem !== undefined)
    throw new Error(`${failed} of ${steps.length} steps failed: ${problem}`);
  return steps.length;
}

/** The next hops must be on the links, or the kernel refuses them. */
function nicLines(): string[] {
  return Array.from({ length: nics }, (_, nic) => `eth${nic + 1}`).flatMap((dev, nic) => [
    `link add ${dev} type veth peer name wire${nic + 1}`,
    `address add 10.${nic + 1}.0.1/16 dev ${dev}`,
    `link set wire${nic + 1} up`,
    `link set ${dev} up`,
  ]);
}
