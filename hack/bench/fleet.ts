import type { CIDR, CidrEntry } from '../../lib/api/types.ts';
import { makeCidr, toAddress } from '../../lib/net/cidr.ts';
import type { Known } from '../../node-agent/types.ts';

export const nics = 8;
const hostsPerSlice = 10;
const subnet = '172.16.0.0/12';

/** What an agent knows of a network with `hosts` others, 8 NICs each, in slices of 80 entries. */
export function fleet(hosts: number): Known {
  const network = {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'MultiNicNetwork',
    metadata: { name: 'fleet' },
    spec: {
      ipam: '{}',
      multiNICIPAM: true,
      plugin: { cniVersion: '0.3.0', type: 'ipvlan', args: { mode: 'l3' } },
    },
  };
  const slices = Math.ceil((hosts + 1) / hostsPerSlice);
  const cidrs = Array.from({ length: slices }, (_, number) =>
    slice(number, Math.min(hostsPerSlice, hosts + 1 - number * hostsPerSlice)),
  );
  return { networks: [network], pools: [], cidrs };
}

function slice(number: number, count: number): CIDR {
  return {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'CIDR',
    metadata: { name: number === 0 ? 'fleet' : `fleet-${number}` },
    spec: {
      config: {
        name: 'fleet',
        type: 'ipvlan',
        subnet,
        masterNets: [],
        interfaceBlock: 3,
        hostBlock: 13,
        vlanMode: 'l3',
      },
      cidr: Array.from({ length: nics }, (_, nic) => entry(nic, number * hostsPerSlice, count)),
    },
  };
}

/** Interface blocks are /15, host blocks /28: 2^13 hosts. */
function entry(nic: number, firstHost: number, count: number): CidrEntry {
  const base = 172 * 2 ** 24 + 16 * 2 ** 16 + nic * 2 ** 17;
  const fabric = 10 * 2 ** 24 + (nic + 1) * 2 ** 16;
  return {
    netAddress: `10.${nic + 1}.0.0/16`,
    interfaceIndex: nic,
    vlanCIDR: makeCidr(base, 15),
    hosts: Array.from({ length: count }, (_, index) => {
      const host = firstHost + index;
      return {
        hostIndex: host,
        hostName: `host-${host}`,
        interfaceName: `eth${nic + 1}`,
        hostIP: toAddress(fabric + host + 1),
        podCIDR: makeCidr(base + host * 16, 28),
      };
    }),
  };
}
