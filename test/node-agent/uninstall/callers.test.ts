import { expect } from 'chai';

import { wrapped } from '../meta/conf/fixture.ts';
import { callersOf } from '../../../node-agent/uninstall/callers.ts';

const conf = (...types: readonly string[]): string =>
  JSON.stringify({ cniVersion: '1.0.0', name: 'n', plugins: types.map((type) => ({ type })) });

describe('callersOf', () => {
  const cases = [
    { name: 'nothing', files: [], want: [] },
    {
      name: 'our own file is not meant, whatever it was renamed to',
      files: [
        { name: '00-multi-nic-meta.conflist', text: conf('multi-nic-meta') },
        { name: '00-multi-nic-meta.conflist.cilium_bak', text: conf('multi-nic-meta') },
      ],
      want: [],
    },
    {
      name: 'one that calls plugins of others alone',
      files: [{ name: '10-a.conflist', text: conf('bridge', 'portmap') }],
      want: [],
    },
    {
      name: 'a name that is not ours on this node: the real Multus',
      files: [{ name: '00-multus.conf', text: JSON.stringify({ type: 'multus' }) }],
      want: [],
    },
    {
      name: 'a list and a single plugin, each once',
      files: [
        { name: '10-a.conflist', text: conf('multi-nic-meta', 'multi-nic') },
        { name: '20-b.conf', text: JSON.stringify({ type: 'multi-nic' }) },
      ],
      want: ['10-a.conflist calls multi-nic-meta', '20-b.conf calls multi-nic'],
    },
    {
      name: 'a further member of a network of others',
      files: [{ name: 'net/10-a.conf', text: JSON.stringify({ type: 'multi-nic' }) }],
      want: ['net/10-a.conf calls multi-nic'],
    },
    ...Object.entries(wrapped).map(([name, file]) => ({
      name: `Multus, by ${name}`,
      files: [file],
      want: ['00-multus.conf calls multi-nic-meta: restart Multus'],
    })),
    {
      name: 'a plugin of ours as the IPAM of another, and as what another delegates to',
      files: [
        { name: '10-a.conf', text: JSON.stringify({ type: 'x', ipam: { type: 'multi-nic' } }) },
        { name: '20-b.conf', text: JSON.stringify({ type: 'x', delegate: { type: 'multi-nic' } }) },
      ],
      want: ['10-a.conf calls multi-nic', '20-b.conf calls multi-nic'],
    },
    { name: 'what cannot be read', files: [{ name: '10-a.conf', text: '{' }], want: [] },
  ];
  for (const { name, files, want } of cases) {
    it(name, () => expect(callersOf(files, ['multi-nic', 'multi-nic-meta'])).to.deep.equal(want));
  }
});
