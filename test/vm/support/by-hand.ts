import type { AttachedPod } from '../../../hack/bare-nodes/pods.ts';
import type { Fabric, Nic, Node, Pod } from '../../../hack/node/fabric.ts';
import { ipBatch } from '../../../hack/node/run.ts';
import { blockAt } from '../../../lib/net/block.ts';
import { type Address, type Cidr, parseCidr, range, toAddress } from '../../../lib/net/cidr.ts';
import type { L3Hands } from './l3-conformance.ts';

const subnet = parseCidr('192.168.0.0/16') as Cidr;
const interfaceBits = 2;
const hostBits = 6;
export const table = 20_000;
const protocol = 201;

/** Does with plain iproute2 what the node agent does: the kernel's part of an L3 network, without ours. */
export function byHand(mode: 'l3' | 'l3s'): L3Hands {
  const used = new Map<string, number>();
  const attach = async (pod: Pod, node: Node): Promise<AttachedPod> => {
    const number = (used.get(node.name) ?? 0) + 1;
    used.set(node.name, number);
    const links = node.nics.map((nic, index) => ({
      master: nic.name,
      link: `net1-${index}`,
      address: podAddress(node, nic, number),
    }));
    await ipBatch(
      links.map(
        ({ master, link }) =>
          `link add link ${master} name ${link} netns ${pod.name} type ipvlan mode ${mode}`,
      ),
      node.name,
    );
    await ipBatch(
      links.flatMap(({ link, address }) => [
        `addr add ${address}/${range(subnet).length + interfaceBits} dev ${link}`,
        `link set ${link} up`,
      ]),
      pod.name,
    );
    return { ...pod, addresses: links.map(({ link, address }) => ({ link, address })) };
  };
  return { connect, attach, disconnect: async () => used.clear() };
}

async function connect({ nodes }: Fabric): Promise<void> {
  for (const node of nodes) await ipBatch(routeLines(node, nodes), node.name);
}

/** The way from one node to the pods of all others: a rule, and per peer and NIC a next hop and a route. */
function routeLines(node: Node, nodes: readonly Node[]): string[] {
  const routes = nodes
    .filter((peer) => peer !== node)
    .flatMap((peer) => peer.nics.map((nic) => routeTo(peer, nic)));
  return [`rule add from ${subnet} lookup ${table}`, ...routes.flat()];
}

function routeTo(peer: Node, nic: Nic): string[] {
  const id = nic.fabric * 1000 + peer.index;
  const [via] = nic.address.split('/');
  return [
    `nexthop replace id ${id} via ${via} dev ${nic.name} proto ${protocol}`,
    `route replace ${podCidr(peer, nic)} nhid ${id} table ${table} proto ${protocol}`,
  ];
}

/** Interface block by NIC, host block by node: both numbered from 0, fabrics and nodes from 1. */
function podCidr(node: Node, nic: Nic): Cidr {
  const interfaceBlock = blockAt(subnet, nic.fabric - 1, interfaceBits);
  const hostBlock = interfaceBlock && blockAt(interfaceBlock, node.index - 1, hostBits);
  return hostBlock ?? outOfBlocks(node, nic);
}

function outOfBlocks(node: Node, nic: Nic): never {
  throw new Error(`${subnet} has no block for ${nic.name} of ${node.name}`);
}

function podAddress(node: Node, nic: Nic, number: number): Address {
  return toAddress(range(podCidr(node, nic)).first + number);
}
