import { expect } from 'chai';
import { commandLine } from '../../../node-agent/iproute2/command-line.ts';

describe('commandLine', () => {
  const cases = [
    { name: 'one command', call: { args: ['-j', 'link'] }, want: ['ip', '-j', 'link'] },
    { name: 'a batch', call: { batch: ['link'] }, want: ['ip', '-batch', '-'] },
    {
      name: 'a batch that goes on',
      call: { batch: ['link'], keepGoing: true },
      want: ['ip', '-force', '-batch', '-'],
    },
    {
      name: 'a namespace',
      call: { batch: ['link'], netns: '/run/netns/pod' },
      want: ['/shim', 'enter', '/run/netns/pod', '--', 'ip', '-batch', '-'],
    },
    {
      name: 'sysctls, inside the namespace and before the command',
      call: {
        args: ['link'],
        netns: '/proc/7/ns/net',
        sysctls: [{ path: 'net/ipv4/conf/net1/arp_notify', value: '1' }],
      },
      want: [
        '/shim',
        'enter',
        '/proc/7/ns/net',
        '/proc/sys/net/ipv4/conf/net1/arp_notify',
        '1',
        '--',
        'ip',
        'link',
      ],
    },
  ];
  for (const { name, call, want } of cases) {
    it(name, () => expect(commandLine(call, { ip: 'ip', shim: '/shim' })).to.deep.equal(want));
  }
});
