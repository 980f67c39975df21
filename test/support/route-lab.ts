import { type Address, parseCidr } from '../../lib/net/cidr.ts';
import { applySteps } from '../../node-agent/routes/apply.ts';
import { planPass } from '../../node-agent/routes/pass.ts';
import {
  type Desired,
  defaultRouteConfig,
  type RouteConfig,
} from '../../node-agent/routes/types.ts';
import type { Ip } from '../../node-agent/types.ts';

/** A namespace with two NICs, eth1 10.0.1.1/24 and eth2 10.0.2.1/24: the fake, or a real one. */
export type Lab = {
  readonly ip: Ip;
  /** Takes the NIC out of the namespace, for good. */
  readonly remove: (dev: string) => Promise<void>;
  readonly setUp: (dev: string, up: boolean) => Promise<void>;
};

type Row = readonly [dst: string, via: string, dev: string];

/** Desired routes of one network, written short. */
export function network(name: string, subnet: string, rows: readonly Row[]): Desired {
  const routes = rows.map(([dst, via, dev]) => ({ dst: must(dst), via: via as Address, dev }));
  return { networks: [{ network: name, subnet: must(subnet), routes }], findings: [] };
}

export function join(...all: readonly Desired[]): Desired {
  return { networks: all.flatMap(({ networks }) => networks), findings: [] };
}

function must(text: string) {
  const cidr = parseCidr(text);
  if (cidr === undefined) throw new Error(`${text} is not a prefix`);
  return cidr;
}

/** One pass of the agent: observe, plan, apply. */
export async function pass(ip: Ip, desired: Desired, config: RouteConfig = defaultRouteConfig) {
  const plan = await planPass(ip, desired, config);
  const applied = await applySteps(ip, plan.steps);
  return { plan, applied };
}

export const nothing: Desired = { networks: [], findings: [] };
export const clean = { failed: 0, failures: [], held: 0 };

export const net = network('net', '192.168.0.0/16', [
  ['192.168.1.0/24', '10.0.1.2', 'eth1'],
  ['192.168.65.0/24', '10.0.2.2', 'eth2'],
]);

export const made = [
  'nexthop 20000000 via 10.0.1.2 dev eth1 protocol 155',
  'nexthop 20000001 via 10.0.2.2 dev eth2 protocol 155',
  'route 192.168.1.0/24 nhid 20000000 via 10.0.1.2 dev eth1 table 20000 protocol 155',
  'route 192.168.65.0/24 nhid 20000001 via 10.0.2.2 dev eth2 table 20000 protocol 155',
  'rule 32000 from 192.168.0.0/16 table 20000 protocol 155',
];
