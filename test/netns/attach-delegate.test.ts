import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { JsonObject } from '../../cni/protocol/types.ts';
import { failureOf, macvlanConf, requestOf, signal } from '../node-agent/attach/fixture.ts';
import { type AttachWorld, createAttachWorld } from './attach-world.ts';

/** The reference `host-local` hands out the addresses, from files in a folder of the test. */
describe('attach: delegated IPAM', function () {
  this.timeout(60_000);
  let world: AttachWorld;
  let folder: string;
  before(async () => {
    world = await createAttachWorld();
  });
  after(() => world.destroy());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attach-delegate-'));
  });
  afterEach(async () => {
    await world.reset();
    rmSync(folder, { recursive: true });
  });

  const tools =
    process.env['MULTINIC_TOOLS'] ?? execFileSync('hack/tools/build', { encoding: 'utf8' }).trim();
  const confOf = (change: JsonObject = {}): JsonObject => ({
    ...macvlanConf,
    plugin: { cniVersion: '1.0.0', type: 'macvlan' },
    multiNICIPAM: false,
    ipam: {
      type: 'host-local',
      dataDir: folder,
      ranges: [[{ subnet: '10.70.0.0/29', gateway: '10.70.0.1' }]],
      routes: [{ dst: '10.99.0.0/16' }],
      ...change,
    },
    args: { cni: { nics: 2 } },
  });
  /** Addresses that host-local holds, by network: `net1-0/10.70.0.2`. */
  const held = (): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\/\d+\./.test(name),
    );
  const request = (command: Parameters<typeof requestOf>[0], conf: JsonObject, path = [tools]) =>
    requestOf(command, { containerID: 'one', conf, path });

  it('executes host-local once for each link, applies its routes, and undoes it', async () => {
    const agent = await world.startAgent();
    const verbs = agent.verbs['multi-nic'];
    const netns = world.addPod('one');
    const result = await verbs.add(request('ADD', confOf()), signal);
    expect(result.ips).to.deep.equal([
      { address: '10.70.0.2/29', gateway: '10.70.0.1', interface: 0 },
      { address: '10.70.0.2/29', gateway: '10.70.0.1', interface: 1 },
    ]);
    const { stdout } = await world.ip({ netns, args: ['route', 'show', '10.99.0.0/16'] });
    expect(stdout)
      .to.contain('via 10.70.0.1 dev net1-0')
      .and.to.contain('via 10.70.0.1 dev net1-1');
    expect(held()).to.have.length(2);
    await verbs.check(request('CHECK', confOf()));
    await verbs.del(request('DEL', confOf()));
    expect(held()).to.deep.equal([]);
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('keeps every address and route that the plugin gives a link', async () => {
    const agent = await world.startAgent();
    const verbs = agent.verbs['multi-nic'];
    const netns = world.addPod('one');
    const ranges = ['10.70.0.0/29', '10.71.0.0/29'].map((subnet) => [{ subnet }]);
    const routes = [{ dst: '10.98.0.0/16' }, { dst: '10.99.0.0/16' }];
    const conf = { ...confOf({ ranges, routes }), args: { cni: { nics: 1 } } };
    const result = await verbs.add(request('ADD', conf), signal);
    const given = ['10.70.0.2/29', '10.71.0.2/29'];
    expect(result.ips.map(({ address }) => address)).to.deep.equal(given);
    expect(result.routes.map(({ dst }) => dst)).to.deep.equal(['10.98.0.0/16', '10.99.0.0/16']);
    const shown = await Promise.all(
      ['address', 'route'].map((what) =>
        world.ip({ netns, args: [what, 'show', 'dev', 'net1-0'] }),
      ),
    );
    const text = shown.map(({ stdout }) => stdout).join('');
    for (const part of [...given, ...routes.map(({ dst }) => dst)]) expect(text).to.contain(part);
    await verbs.del(request('DEL', conf));
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('names what CHECK of the plugin misses', async () => {
    const agent = await world.startAgent();
    const verbs = agent.verbs['multi-nic'];
    world.addPod('one');
    await verbs.add(request('ADD', confOf()), signal);
    rmSync(join(folder, 'net1-1'), { recursive: true });
    const error = await failureOf(verbs.check(request('CHECK', confOf())));
    expect(error.message).to.contain('CHECK of plugin host-local for net1-1 failed');
    await verbs.del(request('DEL', confOf()));
  });

  it('leaves nothing when the second plugin fails', async () => {
    const failing = join(folder, 'second-fails');
    const script = [
      '#!/bin/sh',
      `[ "$CNI_COMMAND$CNI_IFNAME" = ADDnet1-1 ] && { echo '{"code":11,"msg":"pool is busy"}'; exit 1; }`,
      `exec ${tools}/host-local`,
    ];
    writeFileSync(failing, script.join('\n'));
    chmodSync(failing, 0o755);
    const conf = confOf({ type: 'second-fails' });
    const agent = await world.startAgent();
    world.addPod('one');
    const error = await failureOf(
      agent.verbs['multi-nic'].add(request('ADD', conf, [folder]), signal),
    );
    expect([error.code, error.message]).to.deep.equal([
      11,
      'ADD of plugin second-fails for net1-1 failed: pool is busy',
    ]);
    expect(held()).to.deep.equal([]);
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('undoes the plugins when the links fail', async () => {
    const agent = await world.startAgent();
    const netns = world.addPod('one');
    await world.ip({ netns, args: ['link', 'add', 'net1-1', 'type', 'ifb'] });
    const error = await failureOf(agent.verbs['multi-nic'].add(request('ADD', confOf()), signal));
    expect(error.message).to.contain('link net1-1 on at2');
    expect(held()).to.deep.equal([]);
  });

  it('frees at the plugin when the namespace is gone', async () => {
    const agent = await world.startAgent();
    world.addPod('one');
    await agent.verbs['multi-nic'].add(request('ADD', confOf()), signal);
    world.removePod('one');
    await agent.verbs['multi-nic'].del(request('DEL', confOf()));
    expect(held()).to.deep.equal([]);
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('executes nothing for a plugin type with a path', () => {
    for (const type of ['../../bin/sh', 'a/b', 7])
      expect(() => request('ADD', { ...confOf(), plugin: { type } })).to.throw('plugin.type');
    expect(existsSync(join(folder, 'net1-0'))).to.equal(false);
  });
});
