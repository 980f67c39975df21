import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { type Adoption, createAdoption } from '../../node-agent/attach/adoption.ts';
import { createNamespaces } from '../../node-agent/host/namespaces.ts';
import { none } from '../node-agent/attach/fixture.ts';
import {
  add,
  type Agent,
  type AttachWorld,
  createAttachWorld,
  del,
  holdPod,
  usage,
} from './attach-world.ts';

const args = (pod: string) => ({
  IgnoreUnknown: '1',
  K8S_POD_NAMESPACE: 'default',
  K8S_POD_NAME: pod,
});

describe('attach: a journal that is lost under pods that live', function () {
  this.timeout(60_000);
  let world: AttachWorld;
  before(async () => {
    world = await createAttachWorld();
  });
  after(() => world.destroy());
  afterEach(() => world.reset());

  /** As the agent starts: it adopts before it answers. `pods` are the names that the API server knows. */
  const start = async (
    pods: ReadonlySet<string>,
  ): Promise<{ agent: Agent; adoption: Adoption }> => {
    const agent = await world.startAgent();
    const { context, journal } = agent;
    const clock = { now: 0 };
    const adoption = createAdoption({
      context,
      journal: { ...journal, path: world.path },
      namespaces: createNamespaces(context),
      podLives: ({ name }) => Promise.resolve(pods.has(name)),
      now: () => (clock.now += 10_000),
    });
    await adoption.round();
    return { agent, adoption };
  };

  const losses = [
    { name: 'removed', lose: (path: string) => rmSync(path) },
    { name: 'empty', lose: (path: string) => truncateSync(path, 0) },
    { name: 'overwritten', lose: (path: string) => writeFileSync(path, 'x'.repeat(4_096)) },
    { name: 'cut to half', lose: (path: string) => truncateSync(path, 6_000) },
  ];
  for (const { name, lose } of losses)
    it(`gives no address of theirs again: ${name}`, async () => {
      const before = await world.startAgent();
      const results = [];
      for (const pod of ['one', 'two']) {
        world.addPod(pod);
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        results.push(await add(before, { containerID: pod, args: args(pod) }));
      }
      await world.stopAgents();
      lose(world.path);
      const { agent, adoption } = await start(new Set(['one', 'two']));
      expect(usage(agent)).to.deep.equal(none.map(() => 2));
      world.addPod('three');
      const third = await add(agent, { containerID: 'three', args: args('three') });
      const addresses = [...results, third].flatMap(({ ips }) => ips.map(({ address }) => address));
      expect(new Set(addresses).size).to.equal(addresses.length);
      // By the arguments that the runtime has; what is not recorded goes by its addresses.
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      for (const pod of ['one', 'two', 'three'])
        await del(agent, { containerID: pod, args: args(pod) });
      await adoption.round();
      expect(await world.leaks()).to.deep.equal([]);
    });

  it('finds a namespace that no name leads to, and lets go when it is gone', async () => {
    const before = await world.startAgent();
    world.addPod('one');
    await add(before, { containerID: 'one', args: args('one') });
    await world.stopAgents();
    const holder = await holdPod('one');
    world.removePod('one');
    rmSync(world.path);
    const { agent, adoption } = await start(new Set());
    expect(usage(agent)).to.deep.equal(none.map(() => 1));
    await holder.end();
    await adoption.round();
    await adoption.round();
    expect(usage(agent)).to.deep.equal(none);
  });
});
