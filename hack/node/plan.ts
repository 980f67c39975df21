/** A NIC of a node, as the fabric made it; `address` with prefix length. */
export type Nic = {
  readonly name: string;
  readonly fabric: number;
  readonly address: string;
  readonly mac: string;
};

export type Node = {
  readonly name: string;
  /** From 1; the last byte of each address is 10 more. */
  readonly index: number;
  /** Path of the network namespace. */
  readonly netns: string;
  /** Address of eth0, which carries the default route; without prefix length. */
  readonly address: string;
  readonly nics: readonly Nic[];
};

export type Pod = { readonly name: string; readonly node: string; readonly netns: string };

export type FabricSize = { readonly nodes: number; readonly nics: number; readonly prefix: string };

/** What the nodes call the outer namespace: their default gateway, and where an API server listens for them. */
export const managementAddress = '10.250.0.1';

export const netnsPath = (name: string): string => `/run/netns/${name}`;

const bridge = (prefix: string, fabric: number): string => `${prefix}-f${fabric}`;

/** The bridge whose address the nodes have as gateway. */
export const managementLink = (prefix: string): string => bridge(prefix, 0);

const hex = (value: number): string => value.toString(16).padStart(2, '0');

/** @param fabric 0 is the management network */
export function planNic(index: number, fabric: number): Nic {
  const net = fabric === 0 ? '10.250.0' : `10.242.${fabric}`;
  return {
    name: `eth${fabric}`,
    fabric,
    address: `${net}.${10 + index}/24`,
    mac: `02:42:00:00:${hex(fabric)}:${hex(index)}`,
  };
}

/** @throws when a name would not fit the kernel's 15 bytes, or an address not its /24 */
export function planNodes({ nodes, nics, prefix }: FabricSize): Node[] {
  const longest = Math.max(bridge(prefix, nics).length, outerEnd(prefix, nodes, nics).length);
  if (longest > 15) throw new Error(`prefix ${prefix} is too long: link names end at 15 bytes`);
  if (nodes > 200 || nics > 200) throw new Error('a fabric has at most 200 nodes and 200 NICs');
  return upTo(nodes).map((index) => ({
    name: `${prefix}-${index}`,
    index,
    netns: netnsPath(`${prefix}-${index}`),
    address: (planNic(index, 0).address.split('/') as [string, string])[0],
    nics: upTo(nics).map((fabric) => planNic(index, fabric)),
  }));
}

/** Batch lines for the outer namespace: the bridges, one per fabric and one for management. */
export function bridgeLines({ nics, prefix }: FabricSize): string[] {
  return [
    ...[0, ...upTo(nics)].flatMap((fabric) => [
      `link add ${bridge(prefix, fabric)} type bridge mcast_snooping 0`,
      `link set ${bridge(prefix, fabric)} up`,
    ]),
    `addr add ${managementAddress}/24 dev ${managementLink(prefix)}`,
  ];
}

/** Batch lines for the outer namespace: one NIC of a node and its port in the fabric's bridge. */
export function cableLines(prefix: string, node: Node, nic: Nic): string[] {
  const port = portOf(prefix, node, nic);
  return [
    `link add ${port} type veth peer name ${nic.name} address ${nic.mac} netns ${node.name}`,
    `link set ${port} master ${bridge(prefix, nic.fabric)} up`,
  ];
}

/** The bridge's end of a NIC's cable. */
export const portOf = (prefix: string, node: Node, nic: Nic): string =>
  outerEnd(prefix, node.index, nic.fabric);

/** Batch lines for the node's namespace. */
export function nicLines(nic: Nic): string[] {
  const via = nic.fabric === 0 ? [`route add default via ${managementAddress}`] : [];
  return [`addr add ${nic.address} dev ${nic.name}`, `link set ${nic.name} up`, ...via];
}

/** Batch lines that undo `bridgeLines`; the cables go with the nodes. */
export function bridgeRemoval({ nics, prefix }: FabricSize): string[] {
  return [0, ...upTo(nics)].map((fabric) => `link del ${bridge(prefix, fabric)}`);
}

function outerEnd(prefix: string, index: number, fabric: number): string {
  return `${prefix}${index}.${fabric}`;
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
