import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { JsonObject } from '../../../cni/protocol/types.ts';
import type { Program } from '../../../hack/node/program.ts';
import { createMetaNode, until } from './meta-node.ts';

const ip = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8' });

const hostLocal = (dir: string, subnet: string): JsonObject => ({
  type: 'host-local',
  dataDir: join(dir, 'held'),
  subnet,
});

/** The agent as a process, with the API server away from its start on. */
describe('meta: a node', function () {
  this.timeout(60_000);
  let node: Awaited<ReturnType<typeof createMetaNode>>;
  let agent: Program;
  const pods: string[] = [];
  before(async () => {
    ip('link', 'add', 'mn1', 'type', 'ifb');
    ip('link', 'set', 'mn1', 'up');
    node = await createMetaNode({
      primary: (dir) => ({
        cniVersion: '1.0.0',
        name: 'primary',
        plugins: [
          {
            type: 'bridge',
            bridge: 'br-node',
            isGateway: true,
            ipam: hostLocal(dir, '10.1.0.0/24'),
          },
        ],
      }),
      networks: (dir) => ({
        mvhl: {
          cniVersion: '1.0.0',
          type: 'macvlan',
          master: 'mn1',
          ipam: hostLocal(dir, '10.9.0.0/24'),
        },
        slow: { cniVersion: '1.0.0', type: 'slow' },
      }),
    });
    agent = await node.startAgent();
  });
  after(async () => {
    await agent.stop();
    node.destroy();
    ip('link', 'del', 'mn1');
    ip('link', 'del', 'br-node');
  });
  afterEach(() => {
    for (const pod of pods.splice(0)) ip('netns', 'del', pod);
  });

  const addPod = (name: string): void => {
    ip('netns', 'add', name);
    pods.push(name);
  };
  const leases = (): string[] => {
    const folder = join(node.dir, 'held');
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /\/[\d.]+$/.test(name)).toSorted();
  };

  it('attaches, checks and frees what libcni asks for over the shim', async () => {
    addPod('one');
    const added = await node.call('add', 'one', 'mvhl,mvhl@foo');
    expect(added.status, JSON.stringify(added.answer)).to.equal(0);
    expect(added.answer?.['ips']).to.deep.equal([
      { address: '10.1.0.2/24', gateway: '10.1.0.1', interface: 2 },
    ]);
    expect(leases()).to.deep.equal(['mvhl/10.9.0.2', 'mvhl/10.9.0.3', 'primary/10.1.0.2']);
    expect(await node.call('check', 'one', 'mvhl,mvhl@foo')).to.deep.include({ status: 0 });
    ip('-n', 'one', 'link', 'del', 'foo');
    const checked = await node.call('check', 'one', 'mvhl,mvhl@foo');
    expect(checked.status).not.to.equal(0);
    expect(JSON.stringify(checked.answer)).to.contain(
      'link foo of network default/mvhl is missing',
    );
    for (const _ of ['first', 'second'])
      expect(await node.call('del', 'one', 'mvhl,mvhl@foo')).to.deep.include({ status: 0 });
    expect(leases()).to.deep.equal([]);
  });

  it('frees what was begun when it was killed between two networks', async () => {
    const begun = join(node.dir, 'begun');
    node.addPlugin('slow', `[ "$CNI_COMMAND" != ADD ] || { touch ${begun}; sleep 3; }`);
    addPod('two');
    const added = node.call('add', 'two', 'mvhl,slow');
    await until(() => existsSync(begun), agent.tail);
    expect(leases()).to.have.length(2);
    await agent.kill();
    expect((await added).status).not.to.equal(0);
    agent = await node.startAgent();
    await until(() => leases().length === 0, agent.tail);
    expect(ip('-n', 'two', '-br', 'link').trim().split('\n')).to.have.length(1);
    expect(await node.call('del', 'two', 'mvhl,slow')).to.deep.include({ status: 0 });
  });

  it('stays without conf when it was asked to let go of the node, until somebody takes that back', async () => {
    const [mark, own] = ['state/uninstalling', 'conf/00-multi-nic-meta.conflist'].map((path) =>
      join(node.dir, path),
    ) as [string, string];
    await agent.stop();
    writeFileSync(mark, '');
    rmSync(own);
    const decided = 'the product is being uninstalled';
    agent = await node.startAgent((printed) => printed.includes(decided));
    expect(agent.tail()).not.to.include('conf written');
    expect(existsSync(own)).to.equal(false);
    await agent.stop();
    rmSync(mark);
    agent = await node.startAgent();
  });

  it('attaches 20 pods at once, more than it works on at a time, and frees them', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `many${index}`);
    names.forEach(addPod);
    const added = await Promise.all(names.map((name) => node.call('add', name, 'mvhl,mvhl')));
    expect(added.filter(({ status }) => status !== 0)).to.deep.equal([]);
    expect(leases()).to.have.length(60);
    await Promise.all(names.map((name) => node.call('del', name, 'mvhl,mvhl')));
    expect(leases()).to.deep.equal([]);
  });

  it('gives the primary network alone where Multus calls it, which attaches the others by itself', async () => {
    const [multus, called] = ['00-multus.conf', '99-called.conflist'].map((name) =>
      join(node.dir, 'conf', name),
    ) as [string, string];
    const own = join(node.dir, 'conf/00-multi-nic-meta.conflist');
    // What Multus wrote of ours, and the same where cnitool finds it by its name.
    const embedded = readFileSync(own, 'utf8');
    const delegates = [JSON.parse(embedded)];
    writeFileSync(multus, JSON.stringify({ name: 'multus', type: 'multus', delegates }));
    await until(() => !existsSync(own), agent.tail);
    writeFileSync(called, embedded);
    addPod('wrapped');
    const added = await node.call('add', 'wrapped', 'mvhl');
    expect(added.status, JSON.stringify(added.answer)).to.equal(0);
    expect(leases()).to.have.length(1);
    expect(leases()[0]).to.match(/^primary\//);
    expect(ip('-n', 'wrapped', '-br', 'link').trim().split('\n')).to.have.length(2);
    expect(await node.call('del', 'wrapped', 'mvhl')).to.deep.include({ status: 0 });
    expect(leases()).to.deep.equal([]);
    for (const file of [called, multus]) rmSync(file);
    await until(() => existsSync(own), agent.tail);
  });
});
