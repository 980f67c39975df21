import { writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { ipBatch, run } from '../../hack/node/run.ts';
import { observeHost } from '../../node-agent/discover/observe.ts';
import { defaultNicConfig } from '../../node-agent/discover/types.ts';
import { sysfs } from '../../node-agent/host/sysfs.ts';
import { commands } from '../../node-agent/iproute2/commands.ts';
import { parseLinks } from '../../node-agent/iproute2/parse.ts';
import type { Ip } from '../../node-agent/types.ts';

const netns = 'fall-back';

/** A refusal of iproute2 fails the test: every answer here is expected to be one. */
const ip: Ip = async ({ args = [] }) => ({
  status: 0,
  stdout: await run(['ip', '-n', netns, ...args]),
  stderr: '',
});

/** The first link of such a type brings the module, and with it a link that stays in every namespace. */
const kinds = [
  { type: 'ipip local 1.1.1.1 remote 2.2.2.2', leaves: ['tunl0'] },
  { type: 'gre local 1.1.1.1 remote 2.2.2.2', leaves: ['gre0', 'gretap0', 'erspan0'] },
  { type: 'sit local 1.1.1.1 remote 2.2.2.2', leaves: ['sit0'] },
  { type: 'vti local 1.1.1.1 remote 2.2.2.2 key 1', leaves: ['ip_vti0'] },
  { type: 'ip6tnl local fd00::1 remote fd00::2', leaves: ['ip6tnl0'] },
  { type: 'ip6gre local fd00::1 remote fd00::2', leaves: ['ip6gre0'] },
  { type: 'vti6 local fd00::1 remote fd00::2 key 1', leaves: ['ip6_vti0'] },
];

describe('the fall-back links of tunnels', () => {
  before(async () => {
    await run(['ip', 'netns', 'add', netns]);
    await run(['ip', '-n', netns, 'link', 'add', 'eth1', 'type', 'dummy']);
    await run(['ip', '-n', netns, 'address', 'add', '10.242.1.11/24', 'dev', 'eth1']);
  });
  after(async () => {
    await run(['ip', 'netns', 'del', netns]);
    // The modules stay, and would put their links into the namespaces of every test that follows.
    writeFileSync('/proc/sys/net/core/fb_tunnels_only_for_init_net', '1');
  });

  for (const { type, leaves } of kinds) {
    it(`are links like others to the agent: ${leaves.join(', ')}`, async () => {
      await ipBatch([`link add xx type ${type}`, 'link del xx'], netns);
      const answer = await ip({ args: commands.links });
      // What ended the agent once; an iproute2 that prints something else would make this test an empty one.
      expect(answer.stdout.replaceAll(' ', '')).to.include('"link":null');
      const links = parseLinks(commands.links, answer);
      expect(links.map(({ name }) => name)).to.include.members(leaves);
      const config = { ...defaultNicConfig, pattern: /^eth/ };
      const { interfaces } = await observeHost(ip, sysfs, config);
      expect(interfaces.map(({ interfaceName }) => interfaceName)).to.deep.equal(['eth1']);
    });
  }
});
