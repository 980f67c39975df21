import { expect } from 'chai';

import type { Attachment } from '../../../node-agent/journal/types.ts';
import { countSecondary } from '../../../node-agent/uninstall/attached.ts';

type Network = { readonly ifName: string; readonly primary: boolean };

function record(containerID: string, ifName: string, meta?: readonly Network[]): Attachment {
  const key = { plugin: 'any', containerID, ifName, network: 'any' };
  const attachment = { key, ...(meta === undefined ? {} : { meta }) };
  return attachment as unknown as Attachment;
}

const primary = { ifName: 'eth0', primary: true };
const second = { ifName: 'net1', primary: false };
const third = { ifName: 'net2', primary: false };

describe('countSecondary', () => {
  const cases = [
    { name: 'nothing', records: [], want: 0 },
    {
      name: 'a sandbox with the primary network alone needs nothing of ours',
      records: [record('a', 'eth0', [primary]), record('b', 'eth0', [primary])],
      want: 0,
    },
    {
      name: 'a network that somebody else’s plugin made counts',
      records: [record('a', 'eth0', [primary, second])],
      want: 1,
    },
    {
      name: 'one that we made counts once, though it has two records',
      records: [record('a', 'eth0', [primary, second, third]), record('a', 'net1')],
      want: 2,
    },
    { name: 'one that Multus asked us for counts', records: [record('a', 'net1')], want: 1 },
    {
      name: 'the same interface of two sandboxes is two',
      records: [record('a', 'net1'), record('b', 'net1')],
      want: 2,
    },
  ];
  for (const { name, records, want } of cases) {
    it(name, () => expect(countSecondary(records)).to.equal(want));
  }
});
