import { expect } from 'chai';
import type { JsonObject } from '../../../../cni/protocol/types.ts';
import { failureOf, signal } from '../../attach/fixture.ts';
import { createFakePlugins, type Fault } from './fake-plugins.ts';
import { call, createMetaAgent, listOf, networkOf, threeNetworks } from './fixture.ts';

/** An agent whose pods `ids` are attached, each with the links that its networks made. */
async function attached(ids: readonly string[], faults: Fault[] = [], networks = threeNetworks) {
  const plugins = createFakePlugins(faults);
  const links = new Map<string, Set<string>>();
  const agent = createMetaAgent({
    networks,
    effects: { delegate: plugins.delegate },
    meta: { linksOf: (netns) => Promise.resolve(links.get(netns) ?? new Set(['lo'])) },
  });
  for (const id of ids) {
    await agent.add(call('ADD', id), signal);
    links.set(`/run/netns/${id}`, new Set(['lo', ...networks.map(({ ifName }) => ifName)]));
  }
  plugins.calls.splice(0);
  return { agent, plugins, links };
}

const valid = (...ids: readonly string[]): JsonObject => ({
  'cni.dev/valid-attachments': ids.map((containerID) => ({ containerID, ifname: 'eth0' })),
});

describe('createMetaVerbs: CHECK', () => {
  it('is content with what ADD made, and asks every plugin of every network', async () => {
    const { agent, plugins } = await attached(['a']);
    await agent.check(call('CHECK', 'a'));
    expect(plugins.names()).to.deep.equal([
      'CHECK eth0 bridge',
      'CHECK eth0 portmap',
      'CHECK net1 macvlan',
      'CHECK net2 ipvlan',
    ]);
  });

  it('sees a deleted secondary link, a foreign namespace and what is not recorded', async () => {
    const { agent, links } = await attached(['a']);
    links.get('/run/netns/a')?.delete('net1');
    const gone = await failureOf(agent.check(call('CHECK', 'a')));
    expect([gone.code, gone.message]).to.deep.equal([
      103,
      'CHECK of eth0 of a in network meta: link net1 of network blue is missing; restart the pod',
    ]);
    agent.node.namespaces.set('/run/netns/a', 'boot/1:other');
    expect((await failureOf(agent.check(call('CHECK', 'a')))).message).to.contain('namespace');
    expect((await failureOf(agent.check(call('CHECK', 'b')))).message).to.contain('no such');
  });

  it('leaves out networks that forbid it and versions that have none', async () => {
    const networks = [
      networkOf(listOf('primary', ['bridge'], { disableCheck: true }), 'eth0'),
      networkOf(listOf('old', ['macvlan'], { cniVersion: '0.3.1' }), 'net1'),
    ];
    const { agent, plugins } = await attached(['a'], [], networks);
    await agent.check(call('CHECK', 'a'));
    expect(plugins.calls).to.deep.equal([]);
  });
});

const of = (ifname: string): object[] => [{ containerID: 'b', ifname }];

describe('createMetaVerbs: GC', () => {
  it('undoes what the runtime does not list, and tells each network what of it is valid', async () => {
    const { agent, plugins } = await attached(['a', 'b']);
    await agent.gc(call('GC', '', valid('b')));
    expect([...plugins.made].every((place) => place.includes('/b/'))).to.equal(true);
    expect(plugins.made.size).to.equal(4);
    const gc = plugins.calls.filter(({ command }) => command === 'GC');
    const told = gc.map(({ plugin, config }) => [plugin, config['cni.dev/valid-attachments']]);
    expect(told).to.deep.equal([
      ['bridge', of('eth0')],
      ['portmap', of('eth0')],
      ['macvlan', of('net1')],
      ['ipvlan', of('net2')],
    ]);
  });

  it('asks only the primary network while the runtime has sandboxes that are not ours', async () => {
    const { agent, plugins } = await attached(['a']);
    await agent.gc(call('GC', '', valid('a', 'stranger')));
    const gc = plugins.calls.filter(({ command }) => command === 'GC');
    expect(gc.map(({ plugin }) => plugin)).to.deep.equal(['bridge', 'portmap']);
    expect(gc[0]?.config['cni.dev/valid-attachments']).to.deep.include({
      containerID: 'stranger',
      ifname: 'eth0',
    });
  });

  it('goes on over failures and reports all of them', async () => {
    const faults = [{ at: 'GC bridge', message: 'stuck' }];
    const { agent, plugins } = await attached(['a', 'b'], faults);
    faults.push({ at: 'DEL net2 ipvlan', message: 'busy' });
    const { message } = await failureOf(agent.gc(call('GC', '', valid('b'))));
    expect(message).to.contain('busy').and.to.contain('stuck');
    expect([...plugins.made].filter((place) => place.includes('/a/'))).to.deep.equal([
      '"red"/a/net2/ipvlan',
    ]);
    expect(plugins.names()).to.include('GC portmap').and.to.include('GC ipvlan');
  });

  it('collects nothing without the list, and asks no network that forbids it', async () => {
    const networks = [networkOf(listOf('primary', ['bridge'], { disableGC: true }), 'eth0')];
    const { agent, plugins } = await attached(['a'], [], networks);
    expect((await failureOf(agent.gc(call('GC', '')))).code).to.equal(7);
    await agent.gc(call('GC', '', valid('a')));
    expect(plugins.calls).to.deep.equal([]);
  });
});

describe('createMetaVerbs: STATUS', () => {
  it('asks the members of the primary network and gives their code unchanged', async () => {
    for (const code of [50, 51]) {
      const faults = [{ at: 'STATUS portmap', code, message: 'no uplink' }];
      const { agent, plugins } = await attached([], faults);
      const failure = await failureOf(agent.status(call('STATUS', '')));
      expect([failure.code, failure.message]).to.deep.equal([
        code,
        'network primary: STATUS of plugin portmap failed: no uplink',
      ]);
      expect(plugins.names()).to.deep.equal(['STATUS bridge', 'STATUS portmap']);
    }
  });

  it('is 50 when the journal cannot be written, and asks no list that has no STATUS', async () => {
    const networks = [networkOf(listOf('primary', ['bridge'], { cniVersion: '1.0.0' }), 'eth0')];
    const { agent, plugins } = await attached([], [], networks);
    await agent.status(call('STATUS', ''));
    expect(plugins.calls).to.deep.equal([]);
    agent.node.disk.full = true;
    expect((await failureOf(agent.status(call('STATUS', '')))).code).to.equal(50);
  });
});
