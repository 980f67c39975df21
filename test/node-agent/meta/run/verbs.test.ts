import { expect } from 'chai';
import { failureOf, signal } from '../../attach/fixture.ts';
import { createFakePlugins } from './fake-plugins.ts';
import { call, createMetaAgent, listOf, networkOf, threeNetworks } from './fixture.ts';

const allAdded = ['ADD eth0 bridge', 'ADD eth0 portmap', 'ADD net1 macvlan', 'ADD net2 ipvlan'];
const undoneFrom = ['DEL net2 ipvlan', 'DEL net1 macvlan', 'DEL eth0 portmap', 'DEL eth0 bridge'];

describe('createMetaVerbs: ADD and DEL', () => {
  it('runs the networks in order, gives the primary result, and undoes them in reverse', async () => {
    const plugins = createFakePlugins();
    const agent = createMetaAgent({ effects: { delegate: plugins.delegate } });
    const result = await agent.add(call('ADD', 'a'), signal);
    expect(result.interfaces).to.deep.equal([{ name: 'eth0', sandbox: '/run/netns/a' }]);
    expect(result.ips.map(({ address }) => address)).to.deep.equal(['10.0.0.1/24', '10.0.1.1/24']);
    expect(plugins.names()).to.deep.equal(allAdded);
    await agent.del(call('DEL', 'a'));
    expect(plugins.names().slice(4)).to.deep.equal(undoneFrom);
    expect([plugins.made.size, agent.context.ledger.entries().length]).to.deep.equal([0, 0]);
  });

  it('hands each plugin what came before at ADD, and the final result at DEL and CHECK', async () => {
    const plugins = createFakePlugins();
    const agent = createMetaAgent({ effects: { delegate: plugins.delegate } });
    const { ips } = await agent.add(call('ADD', 'a'), signal);
    await agent.check(call('CHECK', 'a')).catch(() => {});
    await agent.del(call('DEL', 'a'));
    const seen = plugins.calls
      .filter(({ ifName }) => ifName === 'eth0')
      .map(({ command, plugin, config }) => [command, plugin, config['prevResult']]);
    const final = {
      cniVersion: '1.1.0',
      interfaces: [{ name: 'eth0', sandbox: '/run/netns/a' }],
      ips,
    };
    const first = { ...final, ips: ips.slice(0, 1) };
    expect(seen.filter(([command]) => command !== 'CHECK')).to.deep.equal([
      ['ADD', 'bridge', undefined],
      ['ADD', 'portmap', first],
      ['DEL', 'portmap', final],
      ['DEL', 'bridge', final],
    ]);
  });

  it('refuses a network whose plugin gives addresses and no interface, and undoes it', async () => {
    const { delegate, calls } = createFakePlugins();
    const addresses = { cniVersion: '1.1.0', ips: [{ address: '10.9.0.2/24' }] };
    const agent = createMetaAgent({
      networks: [
        networkOf(listOf('primary', ['bridge']), 'eth0'),
        networkOf(listOf('alone', ['host-local']), 'net1'),
      ],
      effects: {
        delegate: async (exec) => {
          const answer = await delegate(exec);
          return exec.plugin === 'host-local' && exec.command === 'ADD' ? addresses : answer;
        },
      },
    });
    const { message, code } = await failureOf(agent.add(call('ADD', 'a'), signal));
    expect(message).to.equal(
      'network alone (net1): the result of plugin host-local has addresses and no interface; name a plugin that makes a link as type, and this one as ipam.type',
    );
    expect(code).to.equal(7);
    const dels = calls.filter(({ command }) => command === 'DEL');
    expect(dels.map(({ ifName }) => ifName)).to.deep.equal(['net1', 'eth0']);
    expect(agent.context.ledger.entries()).to.deep.equal([]);
  });

  it('waits for the disk once, however many networks a pod has', async () => {
    const agent = createMetaAgent({ effects: { delegate: createFakePlugins().delegate } });
    await agent.add(call('ADD', 'a'), signal);
    expect(agent.node.disk.syncs).to.equal(1);
  });

  it('DEL succeeds without a namespace, twice and after it is gone', async () => {
    const plugins = createFakePlugins();
    const agent = createMetaAgent({ effects: { delegate: plugins.delegate } });
    await agent.add(call('ADD', 'a'), signal);
    agent.node.namespaces.delete('/run/netns/a');
    await agent.del({ ...call('DEL', 'a'), netns: '' });
    await agent.del(call('DEL', 'a'));
    expect(plugins.made.size).to.equal(0);
    const dels = plugins.calls.filter(({ command }) => command === 'DEL').slice(0, 4);
    expect(dels.map(({ netns }) => netns)).to.deep.equal(['', '', '', '']);
  });

  it('hands DEL of a sandbox that is not recorded to the primary network, and succeeds', async () => {
    const faults = [{ at: 'DEL eth0 portmap' }];
    const plugins = createFakePlugins(faults);
    const agent = createMetaAgent({ effects: { delegate: plugins.delegate } });
    const portMappings = [{ hostPort: 80 }];
    await agent.del(call('DEL', 'a', { runtimeConfig: { portMappings } }));
    expect(plugins.names()).to.deep.equal(['DEL eth0 portmap', 'DEL eth0 bridge']);
    const without = createMetaAgent({
      planner: { findPrimary: () => Promise.reject(new Error('nothing there')) },
    });
    await without.del(call('DEL', 'a'));
    expect(without.logged.join('')).to.contain('nothing there');
  });

  it('gives the same result when it is asked again, and refuses another request', async () => {
    const plugins = createFakePlugins();
    const names = new Set(['lo']);
    const agent = createMetaAgent({
      effects: { delegate: plugins.delegate },
      meta: { linksOf: () => Promise.resolve(new Set(names)) },
    });
    const first = await agent.add(call('ADD', 'a'), signal);
    for (const name of ['eth0', 'net1', 'net2']) names.add(name);
    expect(await agent.add(call('ADD', 'a'), signal)).to.deep.equal(first);
    expect(plugins.calls).to.have.length(4);
    const other = call('ADD', 'a', { namespaceIsolation: true });
    expect((await failureOf(agent.add(other, signal))).message).to.contain('a different request');
    names.delete('net1');
    expect((await failureOf(agent.add(call('ADD', 'a'), signal))).message).to.contain(
      'is not as it was made: link net1 of network blue is missing',
    );
  });

  it('is one plugin under all its names: DEL under another one finds what ADD made', async () => {
    const plugins = createFakePlugins();
    const agent = createMetaAgent({ effects: { delegate: plugins.delegate } });
    await agent.add({ ...call('ADD', 'a'), plugin: 'multus' }, signal);
    await agent.del(call('DEL', 'a'));
    expect([plugins.made.size, agent.context.ledger.entries().length]).to.deep.equal([0, 0]);
  });

  it('refuses a name that the pod has before the plugin of any secondary network runs', async () => {
    const plugins = createFakePlugins();
    const agent = createMetaAgent({
      effects: { delegate: plugins.delegate },
      meta: { linksOf: () => Promise.resolve(new Set(['lo', 'net2'])) },
    });
    const { code, message } = await failureOf(agent.add(call('ADD', 'a'), signal));
    expect([code, message]).to.deep.equal([
      4,
      'network red: the pod has a link net2 already; ask for another interface name',
    ]);
    expect(plugins.calls.filter(({ ifName }) => ifName !== 'eth0')).to.deep.equal([]);
    expect([plugins.made.size, agent.context.ledger.entries().length]).to.deep.equal([0, 0]);
  });

  it('asks the kernel for names only where there is a secondary network, and fails with it', async () => {
    const meta = { linksOf: () => Promise.reject(new Error('no answer')) };
    const effects = { delegate: createFakePlugins().delegate };
    const alone = createMetaAgent({ effects, meta, networks: threeNetworks.slice(0, 1) });
    expect((await alone.add(call('ADD', 'a'), signal)).ips).to.have.length(2);
    const agent = createMetaAgent({ effects, meta });
    expect((await failureOf(agent.add(call('ADD', 'a'), signal))).message).to.equal('no answer');
    expect(agent.context.ledger.entries()).to.deep.equal([]);
  });

  it('keeps results that DEL must see over a restart', async () => {
    const plugins = createFakePlugins();
    const agent = createMetaAgent({ effects: { delegate: plugins.delegate } });
    await agent.add(call('ADD', 'a'), signal);
    const next = createMetaAgent({ node: agent.node, effects: { delegate: plugins.delegate } });
    await next.del(call('DEL', 'a'));
    const seen = plugins.calls.filter(({ command }) => command === 'DEL');
    expect(seen.every(({ config }) => config['prevResult'] !== undefined)).to.equal(true);
    expect(plugins.made.size).to.equal(0);
  });

  it('takes a plugin that prints nothing for one that changed nothing', async () => {
    const fake = createFakePlugins();
    const agent = createMetaAgent({
      networks: [networkOf(listOf('primary', ['bridge', 'silent']), 'eth0')],
      effects: {
        delegate: async (exec) => (exec.plugin === 'silent' ? undefined : fake.delegate(exec)),
      },
    });
    const result = await agent.add(call('ADD', 'a'), signal);
    expect(result.ips.map(({ address }) => address)).to.deep.equal(['10.0.0.1/24']);
  });
});

describe('createMetaVerbs: a failed ADD', () => {
  for (const [index, at] of allAdded.entries())
    it(`undoes all up to ${at}, in reverse`, async () => {
      const plugins = createFakePlugins([{ at, message: 'Link not found' }]);
      const agent = createMetaAgent({ effects: { delegate: plugins.delegate } });
      const { code, message } = await failureOf(agent.add(call('ADD', 'a'), signal));
      expect(code).to.equal(77);
      expect(message).to.match(/^network \w+: ADD of plugin \w+ for \w+ failed: Link not found$/);
      const run = [...allAdded.slice(0, index + 1), ...undoneFrom.slice(3 - index)];
      expect(plugins.names()).to.deep.equal(run);
      expect([plugins.made.size, agent.context.ledger.entries().length]).to.deep.equal([0, 0]);
    });

  it('leaves what could not be undone to the next DEL, and nothing that was never called', async () => {
    const faults = [{ at: 'ADD net1 macvlan' }, { at: 'DEL eth0 bridge', message: 'busy' }];
    const plugins = createFakePlugins(faults);
    const agent = createMetaAgent({ effects: { delegate: plugins.delegate } });
    const { message } = await failureOf(agent.add(call('ADD', 'a'), signal));
    expect(message).to.contain('and cannot undo eth0 of a in network meta').and.to.contain('busy');
    expect(agent.context.ledger.entries().map(({ state }) => state)).to.deep.equal(['abandoned']);
    plugins.calls.splice(0);
    faults.splice(0);
    await agent.del(call('DEL', 'a'));
    expect(plugins.names()).to.deep.equal(['DEL eth0 portmap', 'DEL eth0 bridge']);
    expect([plugins.made.size, agent.context.ledger.entries().length]).to.deep.equal([0, 0]);
  });

  const kept = [
    { name: 'forgets a plugin that refuses DEL with the words of its ADD', message: 'no', want: 0 },
    { name: 'keeps a plugin whose DEL fails for another reason', message: 'timed out', want: 1 },
  ];
  for (const { name, message, want } of kept)
    it(name, async () => {
      const faults = [{ at: 'ADD eth0 bridge' }, { at: 'DEL eth0 bridge', message }];
      const agent = createMetaAgent({ effects: { delegate: createFakePlugins(faults).delegate } });
      expect((await failureOf(agent.add(call('ADD', 'a'), signal))).code).to.equal(77);
      expect(agent.context.ledger.entries()).to.have.length(want);
    });

  it('stops before the next plugin when the caller gives up, and undoes', async () => {
    const plugins = createFakePlugins();
    const controller = new AbortController();
    const agent = createMetaAgent({
      effects: {
        delegate: (exec) => {
          if (exec.ifName === 'net1') controller.abort();
          return plugins.delegate(exec);
        },
      },
    });
    expect((await failureOf(agent.add(call('ADD', 'a'), controller.signal))).code).to.equal(11);
    expect(plugins.names().slice(3)).to.deep.equal(undoneFrom.slice(1));
    expect([plugins.made.size, agent.context.ledger.entries().length]).to.deep.equal([0, 0]);
  });

  it('runs nothing when it cannot be recorded, and undoes all when the end cannot be', async () => {
    const plugins = createFakePlugins();
    const agent = createMetaAgent({
      effects: {
        delegate: (exec) => {
          agent.node.disk.full = exec.ifName === 'net2';
          return plugins.delegate(exec);
        },
      },
    });
    agent.node.disk.full = true;
    expect((await failureOf(agent.add(call('ADD', 'a'), signal))).code).to.equal(5);
    expect(plugins.calls).to.deep.equal([]);
    agent.node.disk.full = false;
    expect((await failureOf(agent.add(call('ADD', 'a'), signal))).code).to.equal(5);
    expect([plugins.made.size, agent.context.ledger.entries().length]).to.deep.equal([0, 0]);
    expect(threeNetworks).to.have.length(3);
  });
});
