import { expect } from 'chai';
import { collect } from '../../../node-agent/attach/collect.ts';
import type { Delegate } from '../../../node-agent/attach/types.ts';
import { failureOf } from '../../node-agent/attach/fixture.ts';
import { createMetaWorld, macvlanConf, type MetaWorld } from './meta-world.ts';

const never = new Promise<never>(() => {});

/** An agent that dies in the ADD of net1: before the plugin runs, or when it has. */
const dying =
  (when: 'before' | 'after', died: () => void) =>
  (real: Delegate): Delegate =>
  async (exec) => {
    if (exec.command !== 'ADD' || exec.ifName !== 'net1') return real(exec);
    if (when === 'after') await real(exec);
    died();
    return never;
  };

describe('meta: what goes wrong', function () {
  this.timeout(60_000);
  let world: MetaWorld;
  before(async () => {
    world = await createMetaWorld();
  });
  after(() => world.destroy());
  beforeEach(() => {
    world.objects.set('default/mvhl', macvlanConf(world.hostLocal('10.9.0.0/24')));
  });
  afterEach(() => world.reset());

  it('undoes all when a later network fails, and says which and why', async () => {
    const broken = macvlanConf(world.hostLocal('10.8.0.0/24'), { master: 'nowhere' });
    world.objects.set('default/broken', broken);
    const agent = await world.startAgent();
    world.addPod('a');
    const { message } = await failureOf(world.add(agent, 'a', { networks: 'mvhl,broken' }));
    expect(message).to.match(
      /^network default\/broken: ADD of plugin macvlan for net2 failed: .*Link not found/,
    );
    expect(await world.leaks()).to.deep.equal([]);
    await world.del(agent, 'a');
  });

  it('removes the link that a plugin leaves behind when its addresses fail', async () => {
    world.objects.set('default/noipam', macvlanConf({ type: 'no-such-plugin' }));
    const agent = await world.startAgent();
    world.addPod('a');
    const { message } = await failureOf(world.add(agent, 'a', { networks: 'noipam' }));
    expect(message).to.contain('no-such-plugin');
    expect(await world.leaks()).to.deep.equal([]);
  });

  const refused = [
    { name: 'a broken annotation', networks: '[{', want: 'not valid JSON' },
    { name: 'an unknown network', networks: 'mvhl,nope', want: 'default/nope' },
    { name: 'the name of the primary link', networks: 'mvhl@eth0', want: 'eth0' },
  ];
  for (const { name, networks, want } of refused)
    it(`refuses ${name} before any plugin runs`, async () => {
      const agent = await world.startAgent({
        execute: () => () => Promise.reject(new Error('a plugin ran')),
      });
      world.addPod('a');
      expect((await failureOf(world.add(agent, 'a', { networks }))).message).to.contain(want);
      await world.del(agent, 'a');
      expect(await world.leaks()).to.deep.equal([]);
    });

  for (const { name, netns, want } of [
    { name: 'a file', netns: '/etc/hostname', want: /\/etc\/hostname.*/ },
    { name: 'a folder', netns: '/run/netns', want: /\/run\/netns.*/ },
    { name: 'nothing', netns: '/run/netns/nobody', want: /\/run\/netns\/nobody.*/ },
  ])
    it(`refuses ${name} in place of a namespace before any plugin runs`, async () => {
      const agent = await world.startAgent({
        execute: () => () => Promise.reject(new Error('a plugin ran')),
      });
      const { message } = await failureOf(world.add(agent, 'a', { netns, networks: 'mvhl' }));
      expect(message).to.match(want);
      await world.del(agent, 'a', { netns });
      expect(await world.leaks()).to.deep.equal([]);
    });

  it('refuses a name that is taken in the pod, and leaves what has it alone', async () => {
    const agent = await world.startAgent();
    const netns = world.addPod('a');
    await world.ip({ netns, args: ['link', 'add', 'taken', 'type', 'ifb'] });
    const { message } = await failureOf(world.add(agent, 'a', { networks: 'mvhl@taken' }));
    expect(message).to.equal(
      'network default/mvhl: the pod has a link taken already; ask for another interface name',
    );
    expect(await world.leaks()).to.deep.equal(['a: taken']);
  });

  for (const how of ['DEL', 'the collector'])
    it(`frees all by ${how} after the namespace has vanished`, async () => {
      const agent = await world.startAgent();
      world.addPod('a');
      await world.add(agent, 'a', { networks: 'mvhl' });
      expect(world.leases()).to.have.length(2);
      world.removePod('a');
      if (how === 'DEL') await world.del(agent, 'a', { netns: '' });
      else expect((await collect(agent.context)).problems).to.deep.equal([]);
      expect(await world.leaks()).to.deep.equal([]);
    });

  /** An agent that is killed at net1's plugin, and the one after it. */
  const killedAgent = async (when: 'before' | 'after') => {
    const { promise: dead, resolve: died } = Promise.withResolvers<void>();
    const first = await world.startAgent({ execute: dying(when, died) });
    world.addPod('a');
    void world.add(first, 'a', { networks: 'mvhl' });
    await dead;
    expect(world.leases()).to.include('primary/10.1.0.2');
    await world.stopAgents();
    return world.startAgent();
  };

  for (const when of ['before', 'after'] as const)
    it(`an agent killed ${when} the plugin of net1 ran leaves nothing after DEL`, async () => {
      await world.del(await killedAgent(when), 'a');
      expect(await world.leaks()).to.deep.equal([]);
    });

  it('an agent killed before the plugin of net1 ran leaves nothing after the collector', async () => {
    const second = await killedAgent('before');
    expect((await collect(second.context)).problems).to.deep.equal([]);
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('what an agent had made when it was killed stands until the runtime repeats its ADD or DEL', async () => {
    const second = await killedAgent('after');
    expect((await collect(second.context)).problems).to.deep.equal([]);
    expect((await world.linksIn('a')).map(({ name }) => name)).to.include('net1');
    const { interfaces } = await world.add(second, 'a', { networks: 'mvhl' });
    expect(interfaces.map(({ name }) => name)).to.include('eth0');
    expect(world.leases()).to.have.length(2);
    await world.del(second, 'a');
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('frees by GC what the runtime does not list, and keeps the rest', async () => {
    const agent = await world.startAgent();
    for (const pod of ['a', 'b']) {
      world.addPod(pod);
      await world.add(agent, pod, { networks: 'mvhl' });
    }
    const conf = { 'cni.dev/valid-attachments': [{ containerID: 'b', ifname: 'eth0' }] };
    await agent.verbs.gc(world.request('GC', '', { conf }));
    expect(world.leases()).to.deep.equal(['mvhl/10.9.0.3', 'primary/10.1.0.3']);
    expect(await world.linksIn('a')).to.deep.equal([]);
    await agent.verbs.check(world.request('CHECK', 'b'));
  });

  it('keeps what a plugin cannot undo for the next DEL', async () => {
    const busy = { now: true };
    const agent = await world.startAgent({
      execute: (real) => (exec) =>
        busy.now && exec.command === 'DEL' && exec.ifName === 'eth0'
          ? Promise.reject(new Error('busy'))
          : real(exec),
    });
    world.addPod('a');
    await world.add(agent, 'a', { networks: 'mvhl' });
    expect((await failureOf(world.del(agent, 'a'))).message).to.contain('busy');
    expect(world.leases()).to.deep.equal(['primary/10.1.0.2']);
    busy.now = false;
    await world.del(agent, 'a');
    expect(await world.leaks()).to.deep.equal([]);
  });
});
