import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';

import { createFabric, type Fabric } from '../../hack/node/fabric.ts';
import { startProgram } from '../../hack/node/program.ts';
import { run } from '../../hack/node/run.ts';

type Link = { readonly ifname: string };

const inside = (netns: string, command: string): Promise<string> =>
  run(['nsenter', `--net=${netns}`, ...command.split(' ')]);

async function linksOf(netns: string): Promise<string[]> {
  const links = JSON.parse(await inside(netns, 'ip -j link')) as Link[];
  return links.map(({ ifname }) => ifname).toSorted();
}

const ping = (netns: string, to: string): Promise<string> => inside(netns, `ping -c1 -W2 ${to}`);

describe('createFabric', () => {
  let fabric: Fabric;
  before(async () => {
    fabric = await createFabric({ nodes: 2, nics: 2 });
  });
  after(() => fabric.destroy());

  const nodes = (): [Fabric['nodes'][number], Fabric['nodes'][number]] => {
    const [one, two] = fabric.nodes;
    if (one === undefined || two === undefined) throw new Error('two nodes were asked for');
    return [one, two];
  };

  it('gives each node a management link with the default route, and its NICs', async () => {
    const [one] = nodes();
    expect(await linksOf(one.netns)).to.deep.equal(['eth0', 'eth1', 'eth2', 'lo']);
    const routes = await inside(one.netns, 'ip route show default');
    expect(routes.trim()).to.equal('default via 10.250.0.1 dev eth0');
  });

  it('tells the addresses that the kernel has', async () => {
    const [, two] = nodes();
    const text = await inside(two.netns, 'ip -j addr show eth2');
    const [link] = JSON.parse(text) as {
      address: string;
      addr_info: { local: string; prefixlen: number }[];
    }[];
    expect(link?.address).to.equal(two.nics[1]?.mac);
    expect(`${link?.addr_info[0]?.local}/${link?.addr_info[0]?.prefixlen}`).to.equal(
      '10.242.2.12/24',
    );
    expect(two.nics[1]?.address).to.equal('10.242.2.12/24');
  });

  it('joins the nodes on each fabric, and with this namespace', async () => {
    const [one, two] = nodes();
    await Promise.all(two.nics.map(({ address }) => ping(one.netns, address.split('/')[0] ?? '')));
    await ping(one.netns, fabric.managementAddress);
    await run(['ping', '-c1', '-W2', two.address]);
  });

  it('keeps the fabrics apart: each bridge has one port per node', async () => {
    const text = await run(['ip', '-j', 'link', 'show', 'master', 'node-f2']);
    const ports = (JSON.parse(text) as Link[]).map(({ ifname }) => ifname);
    expect(ports.toSorted()).to.deep.equal(['node1.2', 'node2.2']);
  });

  it('adds and removes a NIC', async () => {
    const [one] = nodes();
    await fabric.removeNic(one, 'eth2');
    expect(await linksOf(one.netns)).to.deep.equal(['eth0', 'eth1', 'lo']);
    const bare = await fabric.addNic(one, 2, '');
    expect(bare.name).to.equal('eth2');
    expect(await inside(one.netns, 'ip -4 addr show eth2')).to.equal('');
    await fabric.removeNic(one, 'eth2');
    await fabric.addNic(one, 2);
    await ping(one.netns, '10.242.2.12');
  });

  it("makes a node's network anew, as a reboot does", async () => {
    const [one] = nodes();
    await fabric.removeNic(one, 'eth1');
    await run(['ip', '-n', one.name, 'link', 'add', 'left', 'type', 'bridge']);
    await run(['ip', '-n', one.name, 'route', 'add', '192.0.2.0/24', 'dev', 'eth2']);
    await fabric.rewire(one);
    expect(await linksOf(one.netns)).to.deep.equal(['eth0', 'eth1', 'eth2', 'lo']);
    expect(await inside(one.netns, 'ip route show 192.0.2.0/24')).to.equal('');
    await ping(one.netns, '10.242.1.12');
    await ping(one.netns, fabric.managementAddress);
  });

  it('makes sandboxes that have nothing but loopback', async () => {
    const [one] = nodes();
    const pod = await fabric.createPod(one, 'fabric-pod');
    expect(await linksOf(pod.netns)).to.deep.equal(['lo']);
    await ping(pod.netns, '127.0.0.1');
    await fabric.destroyPod(pod);
    expect(await run(['ip', 'netns', 'list'])).not.to.include('fabric-pod');
  });

  it('refuses a prefix that makes a name longer than the kernel takes', async () => {
    const error = await createFabric({ prefix: 'twelve-bytes', nodes: 20 }).catch(String);
    expect(error).to.include('prefix twelve-bytes is too long');
  });
});

describe('startProgram', () => {
  let fabric: Fabric;
  let dir: string;
  before(async () => {
    fabric = await createFabric({ nodes: 1, nics: 1 });
    dir = mkdtempSync(join(tmpdir(), 'multi-nic-program-'));
  });
  after(async () => {
    await fabric.destroy();
    rmSync(dir, { recursive: true });
  });

  const start = (script: string, name: string): ReturnType<typeof startProgram> =>
    startProgram({
      argv: ['sh', '-c', script],
      ...(fabric.nodes[0] === undefined ? {} : { netns: fabric.nodes[0].netns }),
      env: { GREETING: 'hello' },
      logFile: join(dir, name),
    });

  it("runs it in the node's network, under its own pid, with a /sys of the node", async () => {
    const program = await start('echo $$ $GREETING; ls /sys/class/net; exit 3', 'sees');
    expect(await program.ended).to.equal(3);
    expect(program.tail().split('\n')).to.deep.equal([
      `${program.pid} hello`,
      'eth0',
      'eth1',
      'lo',
    ]);
    expect(program.running()).to.equal(false);
  });

  it('sees sandboxes that come and go after its start', async () => {
    const wait = 'until [ -e /run/netns/late ]; do sleep 0.02; done; echo come';
    const gone = 'while [ -e /run/netns/late ]; do sleep 0.02; done; echo gone';
    const program = await start(`echo up; ${wait}; ${gone}`, 'netns');
    const [node] = fabric.nodes;
    if (node === undefined) throw new Error('a node was asked for');
    const pod = await fabric.createPod(node, 'late');
    while (!program.tail().includes('come'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    await fabric.destroyPod(pod);
    expect(await program.ended).to.equal(0);
    expect(program.tail()).to.equal('up\ncome\ngone');
  });

  it('stops it with SIGTERM, and with SIGKILL when it does not listen', async () => {
    const willing = await start('sleep 60', 'willing');
    expect(await willing.stop()).to.equal('SIGTERM');
    const stubborn = await start(
      'trap "" TERM; echo deaf; while :; do sleep 0.1; done',
      'stubborn',
    );
    while (!stubborn.tail().includes('deaf'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await stubborn.stop(200)).to.equal('SIGKILL');
  });

  it('says which program cannot be started', async () => {
    const spec = { argv: ['/nonexistent/agent'] as [string], logFile: join(dir, 'none') };
    expect(await startProgram(spec).catch(String)).to.include('cannot start /nonexistent/agent');
  });
});

describe('enterWorld', () => {
  it('refuses a namespace that is in use, such as this one by now', async () => {
    const { enterWorld } = await import('../../hack/node/world.ts');
    expect(await enterWorld().catch(String)).to.include('unshare --net --mount');
  });

  it('leaves the cgroups in place under the new /sys', async () => {
    expect(await run(['ls', '/sys/fs/cgroup'])).not.to.equal('');
  });
});
