import { expect } from 'chai';
import { identify, isHostNetns } from '../../../node-agent/attach/namespace.ts';
import {
  call as metaCall,
  createMetaAgent,
  createNode,
  listOf,
  networkOf,
} from '../meta/run/fixture.ts';
import { createFakePlugins } from '../meta/run/fake-plugins.ts';
import { failureOf, signal } from './fixture.ts';
import { call, createAgent } from './kernel-less-agent.ts';

/** The host's namespace by each way to it, and one of a pod. */
const places = new Map([
  ['/proc/self/ns/net', 'boot/4:1'],
  ['/proc/1/ns/net', 'boot/4:1'],
  ['/run/netns/host', 'boot/4:1'],
  ['/run/netns/pod', 'boot/4:2'],
]);
const context = { netnsIdentity: (path: string) => Promise.resolve(places.get(path)) };

describe('identify', () => {
  for (const netns of ['/proc/1/ns/net', '/proc/self/ns/net', '/run/netns/host'])
    it(`refuses ${netns}, which is the host's`, async () => {
      const { code, message } = await failureOf(identify(context, { netns }));
      expect(code).to.equal(8);
      expect(message).to.contain(netns);
      expect(await isHostNetns(context, netns)).to.equal(true);
    });

  it("gives a pod's, also where a way to the host's cannot be looked at", async () => {
    const partly = {
      netnsIdentity: (path: string) =>
        path === '/proc/1/ns/net'
          ? Promise.reject(new Error('EACCES'))
          : context.netnsIdentity(path),
    };
    expect(await identify(partly, { netns: '/run/netns/pod' })).to.equal('boot/4:2');
    expect(await failureOf(identify(partly, { netns: '/run/netns/host' }))).to.include({ code: 8 });
    expect(await isHostNetns(context, '/run/netns/pod')).to.equal(false);
  });

  it('refuses a path without a network namespace', async () => {
    expect(await failureOf(identify(context, { netns: '/x' }))).to.include({ code: 4 });
    expect(await isHostNetns(context, '/x')).to.equal(false);
  });
});

type Command = 'ADD' | 'DEL' | 'CHECK';
const ofIpam = (command: Command) => ({ ...call(command, 'x'), netns: '/proc/1/ns/net' });
const ofMeta = (command: Command) => ({ ...metaCall(command, 'x'), netns: '/run/netns/host' });

describe("calls with the host's network namespace", () => {
  it('are refused for ADD and CHECK of an IPAM, with nothing recorded, and DEL succeeds', async () => {
    const agent = createAgent();
    for (const [path, identity] of places) agent.namespaces.set(path, identity);
    expect(await failureOf(agent.add(ofIpam('ADD'), signal))).to.include({ code: 8 });
    expect(await failureOf(agent.check(ofIpam('CHECK')))).to.include({ code: 8 });
    await agent.del(ofIpam('DEL'));
    expect([agent.context.ledger.entries(), agent.disk.records]).to.deep.equal([[], []]);
  });

  it('are refused for the networks of a pod; no plugin that undoes an unknown sandbox gets that namespace', async () => {
    const node = createNode();
    for (const [path, identity] of places) node.namespaces.set(path, identity);
    const plugins = createFakePlugins();
    const networks = [networkOf(listOf('primary', ['bridge']), 'eth0')];
    const effects = { delegate: plugins.delegate };
    const agent = createMetaAgent({ node, networks, effects });
    expect(await failureOf(agent.add(ofMeta('ADD'), signal))).to.include({ code: 8 });
    expect(await failureOf(agent.check(ofMeta('CHECK')))).to.include({ code: 8 });
    expect(plugins.calls).to.deep.equal([]);
    await agent.del(ofMeta('DEL'));
    expect(plugins.calls.map(({ command, netns }) => `${command} ${netns}`)).to.deep.equal([
      'DEL ',
    ]);
    expect(agent.context.ledger.entries()).to.deep.equal([]);
  });
});
