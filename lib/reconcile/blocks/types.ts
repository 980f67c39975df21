import type { CidrEntry, HostInterface, IPPool, VlanMode } from '../../api/types.ts';
import type { Cidr } from '../../net/cidr.ts';
import type { Finding } from '../types.ts';

/** What the blocks of a network are computed from, parsed and judged: the bits fit, the excludes lie inside. */
export type BlockConfig = {
  readonly network: string;
  /** Absent: every host network is its own interface block ("use host subnets"). */
  readonly subnet: Cidr | undefined;
  /** In the user's order; absent: all networks that the hosts have, in numeric order. */
  readonly masterNets: readonly Cidr[] | undefined;
  readonly interfaceBlock: number;
  readonly hostBlock: number;
  readonly excludes: readonly Cidr[];
  readonly vlanMode: VlanMode;
};

export type BlockInput = {
  readonly config: BlockConfig;
  readonly hosts: readonly HostInterface[];
  /** Names of the Nodes that exist. */
  readonly nodes: ReadonlySet<string>;
  /** The entries of all slices of the network. */
  readonly previous: readonly CidrEntry[];
  /** The pools of the network. */
  readonly pools: readonly IPPool[];
};

export type BlockPlan = {
  /** By interface index; the hosts of each by host index. No two blocks overlap. */
  readonly entries: readonly CidrEntry[];
  readonly findings: readonly Finding[];
  /** Hosts that lost their blocks because neither their HostInterface nor their Node exists. */
  readonly gone: readonly string[];
};

/** One NIC with an address, as the planner sees it. */
export type Nic = {
  readonly host: string;
  readonly name: string;
  readonly net: Cidr;
  readonly hostIP: string;
  readonly down: boolean;
};

/** A (host, NIC) with the index it has, or shall have. */
export type Held = {
  readonly host: string;
  readonly name: string;
  readonly hostIP: string;
  readonly index: number;
  /** The block as it was recorded; pools are named after it. */
  readonly podCIDR: string;
  /** Whether pods hold addresses of it: then nobody else may have the index. */
  readonly live: boolean;
};
