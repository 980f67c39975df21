import { makeCidr, parseAddress, toAddress, toNumber } from '../../lib/net/cidr.ts';
import type { Desired } from '../../node-agent/routes/types.ts';
import { network } from '../support/route-lab.ts';

export const fleetSize = { hosts: 5000, nics: 8 } as const;

const base = (text: string): number => toNumber(parseAddress(text) ?? toAddress(0));

/** What a host wants to know of 5,000 others with 8 NICs each: NIC n is in 10.n.0.0/16, blocks are /28 of 172.16.0.0/12. */
export function fleet({ hosts, nics }: { hosts: number; nics: number } = fleetSize): Desired {
  const rows = Array.from({ length: hosts * nics }, (_, index) => {
    const [nic, host] = [Math.floor(index / hosts), index % hosts];
    const block = base('172.16.0.0') + index * 16;
    const via = toAddress(base(`10.${nic + 1}.0.2`) + host);
    return [makeCidr(block, 28), via, `eth${nic + 1}`] as const;
  });
  return network('fleet', '172.16.0.0/12', rows);
}
