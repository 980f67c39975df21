import { expect } from 'chai';

import { collect } from '../../node-agent/attach/collect.ts';
import {
  add,
  type Agent,
  type AttachWorld,
  check,
  createAttachWorld,
  del,
  ipBut,
} from './attach-world.ts';
import { failureOf } from '../node-agent/attach/fixture.ts';

describe('attach: after a restart', function () {
  this.timeout(60_000);
  let world: AttachWorld;
  before(async () => {
    world = await createAttachWorld();
  });
  after(() => world.destroy());
  afterEach(() => world.reset());

  it('goes on with what is attached, and gives no address twice', async () => {
    const before = await world.startAgent();
    world.addPod('one');
    const first = await add(before, { containerID: 'one' });
    await world.stopAgents();
    const agent = await world.startAgent();
    expect(await add(agent, { containerID: 'one' })).to.deep.equal(first);
    world.addPod('two');
    const second = await add(agent, { containerID: 'two' });
    expect(second.ips[0]?.address).to.equal('10.0.0.2/18');
    await del(agent, { containerID: 'one' });
    await del(agent, { containerID: 'two' });
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('undoes what was begun and never finished, wherever it was cut', async () => {
    for (const at of ['links', 'addresses']) {
      const before = await world.startAgent();
      world.addPod('one');
      await cutShort(world, before, at);
      await world.stopAgents();
      const agent = await world.startAgent();
      expect(agent.context.ledger.entries()).to.have.length(1);
      const { freed, problems } = await collect(agent.context);
      expect([freed.length, problems]).to.deep.equal([1, []]);
      expect(await world.leaks(), at).to.deep.equal([]);
      await world.reset();
    }
  });

  it('keeps what stands complete and only lacks its last record, links and addresses', async () => {
    const before = await world.startAgent();
    world.addPod('one');
    await cutShort(world, before, 'done');
    await world.stopAgents();
    const agent = await world.startAgent();
    const links = await world.linksOf('/run/netns/one');
    const { freed, problems } = await collect(agent.context);
    expect([freed, problems]).to.deep.equal([[], []]);
    expect(await world.linksOf('/run/netns/one')).to.deep.equal(links);
    expect(links).to.have.length(8);
    await check(agent, 'one');
    await del(agent, { containerID: 'one' });
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('undoes it when an address of it is missing', async () => {
    const before = await world.startAgent();
    world.addPod('one');
    await cutShort(world, before, 'done');
    await world.stopAgents();
    await world.ip({ netns: '/run/netns/one', args: ['addr', 'flush', 'dev', 'net1-3'] });
    const agent = await world.startAgent();
    expect((await collect(agent.context)).freed).to.have.length(1);
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('refuses a container id that is attached in another namespace that lives', async () => {
    const agent = await world.startAgent();
    world.addPod('one');
    world.addPod('two');
    await add(agent, { containerID: 'one' });
    const again = add(agent, { containerID: 'one', netns: '/run/netns/two' });
    expect((await failureOf(again)).message).to.contain('/run/netns/one, which lives');
    await check(agent, 'one');
    expect(await world.linksOf('/run/netns/two')).to.deep.equal([]);
    await del(agent, { containerID: 'one' });
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('frees the attachments whose namespaces are gone, as after a reboot, and no other', async () => {
    const before = await world.startAgent();
    for (const pod of ['one', 'two', 'three']) {
      world.addPod(pod);
      await add(before, { containerID: pod });
    }
    await world.stopAgents();
    world.removePod('one');
    world.removePod('two');
    const agent = await world.startAgent();
    const { freed } = await collect(agent.context);
    expect(freed.map(({ attachment }) => attachment.key.containerID)).to.deep.equal(['one', 'two']);
    await check(agent, 'three');
    await del(agent, { containerID: 'three' });
    expect(await world.leaks()).to.deep.equal([]);
  });
});

/** An agent that ends without another word at a point of its ADD. */
async function cutShort(world: AttachWorld, agent: Agent, at: string): Promise<void> {
  const never = new Promise<never>(() => {});
  const { promise: there, resolve: reached } = Promise.withResolvers<void>();
  const hang = (): Promise<never> => {
    reached();
    return never;
  };
  const { journal } = agent;
  const dying = await world.startAgent({
    journal: {
      probe: () => Promise.resolve(),
      append: (records) =>
        at === 'done' && records.some(({ op }) => op === 'done') ? hang() : journal.append(records),
    },
    ip: ipBut(({ batch, netns }) => {
      const reachedHere =
        (at === 'links' && batch && !netns) || (at === 'addresses' && batch && netns);
      return reachedHere ? hang() : undefined;
    }),
  });
  void add(dying, { containerID: 'one' });
  await there;
}
