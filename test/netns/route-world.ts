import { run } from '../../hack/node/run.ts';
import { builtShim } from '../../hack/node/shim.ts';
import { createPassIp } from '../../node-agent/host/ip.ts';
import { refuseUnreadable } from '../../node-agent/iproute2/rows.ts';
import type { Ip } from '../../node-agent/types.ts';
import type { Lab } from '../support/route-lab.ts';

const ip = createPassIp(builtShim, refuseUnreadable);

let count = 0;

/** A network namespace with NICs (veth, their wires beside them in the same namespace) and the door to it. */
export type Namespace = Lab & {
  readonly netns: string;
  readonly addNic: (dev: string, cidr: string) => Promise<void>;
  /** One `ip` command inside. */
  readonly ipIn: (command: string) => Promise<string>;
  readonly destroy: () => Promise<void>;
};

export async function openNamespace(): Promise<Namespace> {
  count += 1;
  const name = `routes-${count}`;
  const netns = `/run/netns/${name}`;
  await run(['ip', 'netns', 'add', name]);
  const inside: Ip = (call) => ip({ ...call, netns });
  const ipIn = (command: string): Promise<string> =>
    run(['nsenter', `--net=${netns}`, 'ip', ...command.split(' ')]);
  const addNic = async (dev: string, cidr: string): Promise<void> => {
    await ipIn(`link add ${dev} type veth peer name wire-${dev}`);
    await ipIn(`address add ${cidr} dev ${dev}`);
    await ipIn(`link set wire-${dev} up`);
    await ipIn(`link set ${dev} up`);
  };
  // Addresses that the kernel gives itself would come at any time.
  const quiet = 'for f in all default; do echo 1 >/proc/sys/net/ipv6/conf/$f/disable_ipv6; done';
  await run(['nsenter', `--net=${netns}`, 'sh', '-ec', quiet]);
  await ipIn('link set lo up');
  return {
    ip: inside,
    netns,
    addNic,
    ipIn,
    remove: async (dev) => void (await ipIn(`link del ${dev}`)),
    setUp: async (dev, up) => void (await ipIn(`link set ${dev} ${up ? 'up' : 'down'}`)),
    destroy: async () => void (await run(['ip', 'netns', 'del', name])),
  };
}

/** What `Lab` promises: two NICs on two fabrics. */
export async function openLab(): Promise<Namespace> {
  const namespace = await openNamespace();
  await namespace.addNic('eth1', '10.0.1.1/24');
  await namespace.addNic('eth2', '10.0.2.1/24');
  return namespace;
}
