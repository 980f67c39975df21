import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { expect } from 'chai';

import { run } from '../../hack/node/run.ts';
import type { HostNic } from '../../lib/api/types.ts';
import { createLog } from '../../lib/log.ts';
import { observeHost } from '../../node-agent/discover/observe.ts';
import { defaultNicConfig, type HostFacts } from '../../node-agent/discover/types.ts';
import { createMonitor, type Monitor } from '../../node-agent/host/monitor.ts';
import { sysfs } from '../../node-agent/host/sysfs.ts';
import { type Namespace, openNamespace } from './route-world.ts';

/** The NICs of the lane are veth links, which are none unless a pattern has them. */
const config = { ...defaultNicConfig, pattern: /^eth\d+$/ };

const short = ({ interfaces }: HostFacts): string[] =>
  interfaces.map(
    ({ interfaceName, netAddress, hostIP, linkState }: HostNic) =>
      `${interfaceName} ${hostIP} ${netAddress} ${linkState}`,
  );

describe('observeHost', () => {
  let host: Namespace;
  beforeEach(async () => {
    host = await openNamespace();
    await host.addNic('eth0', '10.0.0.1/24');
    await host.addNic('eth2', '10.0.2.1/24');
    await host.addNic('eth1', '10.0.1.1/24');
  });
  afterEach(() => host.destroy());
  const observe = (): Promise<HostFacts> => observeHost(host.ip, sysfs, config);

  it('excludes the link with the default route, not its subnet', async () => {
    await host.ipIn('route add default via 10.0.0.254 dev eth0');
    await host.addNic('eth3', '10.0.0.7/24');
    const facts = await observe();
    expect(facts.primary).to.deep.equal(['eth0']);
    expect(short(facts)).to.deep.equal([
      'eth1 10.0.1.1 10.0.1.0/24 up',
      'eth2 10.0.2.1 10.0.2.0/24 up',
      'eth3 10.0.0.7 10.0.0.0/24 up',
    ]);
  });

  it('goes by the lowest metric', async () => {
    await host.ipIn('route add default via 10.0.0.254 dev eth0 metric 200');
    await host.ipIn('route add default via 10.0.1.254 dev eth1 metric 100');
    expect((await observe()).primary).to.deep.equal(['eth1']);
  });

  it('excludes both legs of a multipath default route', async () => {
    await host.ipIn(
      'route add default nexthop via 10.0.0.254 dev eth0 nexthop via 10.0.1.254 dev eth1',
    );
    expect((await observe()).primary).to.deep.equal(['eth0', 'eth1']);
  });

  it('excludes nothing where there is no default route', async () => {
    const facts = await observe();
    expect(facts.primary).to.deep.equal([]);
    expect(facts.interfaces.map(({ interfaceName }) => interfaceName)).to.deep.equal([
      'eth0',
      'eth1',
      'eth2',
    ]);
  });

  it('lists two NICs in one subnet', async () => {
    await host.addNic('eth10', '10.0.1.2/24');
    expect(short(await observe())).to.include.members([
      'eth1 10.0.1.1 10.0.1.0/24 up',
      'eth10 10.0.1.2 10.0.1.0/24 up',
    ]);
  });

  it('keeps a NIC whose cable or link is down', async () => {
    await host.setUp('eth1', false);
    await host.setUp('wire-eth2', false);
    expect(short(await observe()).slice(1)).to.deep.equal([
      'eth1 10.0.1.1 10.0.1.0/24 down',
      'eth2 10.0.2.1 10.0.2.0/24 down',
    ]);
  });

  it('reports a NIC that has no address', async () => {
    await host.ipIn('address flush dev eth1');
    const { notOffered } = await observe();
    expect(notOffered.map(({ interfaceName, reason }) => [interfaceName, reason])).to.deep.equal([
      ['eth1', 'NoAddress'],
    ]);
  });

  const about = async (name: string) => {
    const { interfaces, notOffered } = await observe();
    const nic = interfaces.find(({ interfaceName }) => interfaceName === name);
    const reason = notOffered.find(({ interfaceName }) => interfaceName === name)?.reason;
    return nic === undefined ? reason : `${nic.hostIP} ${nic.netAddress} ${nic.gateway ?? ''}`;
  };

  it('takes no VIP /32 for the address of a NIC, whatever comes first', async () => {
    await host.ipIn('address flush dev eth1');
    await host.ipIn('address add 10.242.1.100/32 dev eth1');
    await host.ipIn('address add 10.242.1.11/24 dev eth1');
    expect(await about('eth1')).to.equal('10.242.1.11 10.242.1.0/24 ');
  });

  it('keeps the published address of a NIC that gets a second network', async () => {
    await host.ipIn('address flush dev eth1');
    await host.ipIn('address add 10.9.0.1/24 dev eth1');
    await host.ipIn('address add 10.0.1.1/24 dev eth1');
    const published = [{ interfaceName: 'eth1', hostIP: '10.0.1.1' }];
    const context = { nodeAddresses: [], published };
    const { interfaces } = await observeHost(host.ip, sysfs, config, context);
    const eth1 = interfaces.find(({ interfaceName }) => interfaceName === 'eth1');
    expect(eth1?.netAddress).to.equal('10.0.1.0/24');
  });

  it('takes the host network of a /32 from the route by its gateway, as on Google', async () => {
    await host.ipIn('address flush dev eth1');
    await host.ipIn('address add 10.128.3.11/32 dev eth1');
    await host.ipIn('route add 10.128.3.1 dev eth1 scope link');
    await host.ipIn('route add 10.128.0.0/20 via 10.128.3.1 dev eth1');
    expect(await about('eth1')).to.equal('10.128.3.11 10.128.0.0/20 10.128.3.1');
  });

  it('takes it from a route by a gateway inside an on-link prefix, none by a router of IPv6', async () => {
    await host.ipIn('address flush dev eth1');
    await host.ipIn('address add 10.128.3.11/32 dev eth1');
    await host.ipIn('route add 169.254.1.0/24 dev eth1 scope link');
    await host.ipIn('route add 10.128.0.0/20 via 169.254.1.1 dev eth1');
    // The lab switches IPv6 off, and the kernel then refuses such a next hop.
    const on = 'echo 0 >/proc/sys/net/ipv6/conf/eth1/disable_ipv6';
    await run(['nsenter', `--net=${host.netns}`, 'sh', '-c', on]);
    await host.ipIn('route add 10.128.0.0/22 via inet6 fe80::1 dev eth1');
    expect(await about('eth1')).to.equal('10.128.3.11 10.128.0.0/20 169.254.1.1');
  });

  for (const down of [false, true]) {
    it(`goes by the InternalIP where two default routes are equal${down ? ', the first of them linkdown' : ''}`, async () => {
      await host.ipIn('route add default via 10.0.1.254 dev eth1');
      await host.ipIn('route append default via 10.0.0.254 dev eth0');
      if (down) await host.setUp('wire-eth1', false);
      const context = { nodeAddresses: ['10.0.0.1'], published: [] };
      const { primary } = await observeHost(host.ip, sysfs, config, context);
      expect(primary).to.deep.equal(['eth0']);
    });
  }

  it('leaves out a port of a bridge', async () => {
    await host.ipIn('link add br0 type bridge');
    await host.ipIn('link set eth1 master br0');
    expect(await about('eth1')).to.equal('Port');
  });

  it('says that a NIC has the name of a pod link', async () => {
    await host.setUp('eth1', false);
    await host.ipIn('link set eth1 name net1');
    const { notOffered } = await observeHost(host.ip, sysfs, { ...config, pattern: /^(eth|net)/ });
    expect(notOffered.map(({ reason }) => reason)).to.deep.equal(['NameReserved']);
  });

  it('tells index, MAC and MTU of every link as the kernel has them', async () => {
    await host.ipIn('link set eth1 address 02:00:00:00:00:11 mtu 1400');
    const { links, interfaces } = await observe();
    const eth1 = links.find(({ name }) => name === 'eth1');
    expect(eth1).to.include({ mac: '02:00:00:00:00:11', mtu: 1400, up: true });
    expect(await host.ipIn(`-j link show dev eth1`)).to.include(`"ifindex":${eth1?.index},`);
    expect(interfaces.find(({ interfaceName }) => interfaceName === 'eth1')?.mtu).to.equal(1400);
  });
});

describe('createMonitor with observeHost', () => {
  let host: Namespace;
  let monitor: Monitor;
  let latest: string[] = [];
  let looks = 0;
  const folder = mkdtempSync(join(tmpdir(), 'monitor-'));

  before(async () => {
    host = await openNamespace();
    await host.addNic('eth1', '10.0.1.1/24');
    const program = join(folder, 'ip');
    writeFileSync(program, `#!/bin/sh\nexec nsenter --net=${host.netns} ip "$@"\n`, {
      mode: 0o700,
    });
    monitor = createMonitor({
      log: createLog(console.error, () => new Date()),
      program,
      onWake: () => {
        looks += 1;
        void observeHost(host.ip, sysfs, config).then((facts) => {
          latest = short(facts);
        });
      },
    });
  });
  after(async () => {
    monitor.stop();
    rmSync(folder, { recursive: true });
    await host.destroy();
  });

  /** Waits until the eyes see it; says how many milliseconds that took. */
  async function seen(want: readonly string[]): Promise<number> {
    const from = performance.now();
    while (latest.join() !== want.join() && performance.now() - from < 5000) {
      // oxlint-disable-next-line no-await-in-loop -- it waits
      await delay(10);
    }
    expect(latest).to.deep.equal(want);
    return performance.now() - from;
  }

  const one = 'eth1 10.0.1.1 10.0.1.0/24 up';
  const changes: { name: string; make: () => Promise<unknown>; want: string[] }[] = [
    { name: 'what was there', make: async () => undefined, want: [one] },
    {
      name: 'a NIC added',
      make: () => host.addNic('eth2', '10.0.2.1/24'),
      want: [one, 'eth2 10.0.2.1 10.0.2.0/24 up'],
    },
    {
      name: 'a NIC re-addressed',
      make: async () => {
        await host.ipIn('address del 10.0.2.1/24 dev eth2');
        await host.ipIn('address add 10.0.9.9/20 dev eth2');
      },
      want: [one, 'eth2 10.0.9.9 10.0.0.0/20 up'],
    },
    {
      name: 'a NIC gone down',
      make: () => host.setUp('eth2', false),
      want: [one, 'eth2 10.0.9.9 10.0.0.0/20 down'],
    },
    {
      name: 'a NIC back up',
      make: () => host.setUp('eth2', true),
      want: [one, 'eth2 10.0.9.9 10.0.0.0/20 up'],
    },
    {
      name: 'a default route',
      make: () => host.ipIn('route add default via 10.0.1.254 dev eth1'),
      want: ['eth2 10.0.9.9 10.0.0.0/20 up'],
    },
    { name: 'a NIC removed', make: () => host.remove('eth2'), want: [] },
  ];
  for (const { name, make, want } of changes) {
    it(`shows ${name} within a second`, async () => {
      await make();
      expect(await seen(want)).to.be.below(1000);
    });
  }

  it('sleeps while nothing happens', async () => {
    await delay(300);
    const before = looks;
    await delay(700);
    expect(looks).to.equal(before);
  });

  it('sees what happened while its monitor was dead', async () => {
    const pid = monitor.pid();
    expect(pid).to.be.a('number');
    process.kill(pid as number, 'SIGKILL');
    await host.addNic('eth7', '10.0.7.1/24');
    await seen(['eth7 10.0.7.1 10.0.7.0/24 up']);
  });
});
