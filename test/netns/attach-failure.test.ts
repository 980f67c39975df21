import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { failureOf, knownOf, none, requestOf } from '../node-agent/attach/fixture.ts';
import { add, type AttachWorld, createAttachWorld, ipBut, said, usage } from './attach-world.ts';

describe('attach: ADD that fails', function () {
  this.timeout(60_000);
  let world: AttachWorld;
  before(async () => {
    world = await createAttachWorld();
  });
  after(() => world.destroy());
  afterEach(() => world.reset());

  it('leaves nothing and names the clashing link when a name is taken in the pod', async () => {
    const agent = await world.startAgent();
    const netns = world.addPod('one');
    await world.ip({ netns, args: ['link', 'add', 'net1-5', 'type', 'ifb'] });
    const error = await failureOf(add(agent, { containerID: 'one' }));
    expect(error.code).to.equal(101);
    expect(error.message).to.contain('link net1-5 on at6').and.to.contain('File exists');
    expect((await world.linksOf(netns)).map(({ name }) => name)).to.deep.equal(['net1-5']);
    expect(usage(agent)).to.deep.equal(none);
  });

  it('leaves nothing when the second of eight parents vanished', async () => {
    const agent = await world.startAgent();
    world.addPod('one');
    execFileSync('ip', ['link', 'set', 'at2', 'name', 'gone2']);
    const error = await failureOf(add(agent, { containerID: 'one' }));
    execFileSync('ip', ['link', 'set', 'gone2', 'name', 'at2']);
    expect(error.message).to.contain('link net1-1 on at2').and.to.contain('Cannot find device');
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('keeps the first pool as it is when the second is empty, however often it is tried', async () => {
    const known = knownOf(world.masters);
    const pools = known.pools.map((pool, index) =>
      index === 1 ? { ...pool, spec: { ...pool.spec, excludes: [pool.spec.podCIDR] } } : pool,
    );
    const agent = await world.startAgent({ known: () => ({ ...known, pools }) });
    world.addPod('one');
    for (let tried = 0; tried < 500; tried++) {
      const error = await failureOf(add(agent, { containerID: 'one' }));
      expect(error.code).to.equal(100);
      expect(error.message).to.contain('failed to request ip').and.to.contain('net-at2');
      expect(usage(agent)).to.deep.equal(none);
    }
    expect(await world.leaks()).to.deep.equal([]);
  });

  const broken = [
    {
      name: 'exits 2',
      answer: () => said(2, 'RTNETLINK answers: No buffer space available\nCommand failed -:3'),
      want: 'No buffer space',
    },
    { name: 'prints garbage', answer: () => said(255, '\u0000garbage'), want: 'garbage' },
    {
      name: 'is killed',
      answer: () => Promise.reject(new Error('ip was killed')),
      want: 'ip was killed',
    },
  ];
  for (const { name, answer, want } of broken) {
    it(`leaves nothing when ip ${name} while it configures the pod`, async () => {
      const agent = await world.startAgent({
        ip: ipBut(({ batch, netns }) => (batch && netns ? answer() : undefined)),
      });
      world.addPod('one');
      expect((await failureOf(add(agent, { containerID: 'one' }))).message).to.contain(want);
      expect(await world.leaks()).to.deep.equal([]);
    });
  }

  it('leaves nothing when the namespace is deleted between links and addresses', async () => {
    const agent = await world.startAgent({
      ip: ipBut(({ batch, netns }) => {
        if (batch && netns) world.removePod('one');
        return undefined;
      }),
    });
    world.addPod('one');
    const error = await failureOf(add(agent, { containerID: 'one' }));
    expect(error.message).to.contain('No such file');
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('leaves nothing when the caller gives up between the two batches', async () => {
    const controller = new AbortController();
    const agent = await world.startAgent({
      ip: ipBut(({ batch, netns }) => {
        if (batch && netns) controller.abort();
        return undefined;
      }),
    });
    world.addPod('one');
    const request = requestOf('ADD', { containerID: 'one' });
    const error = await failureOf(agent.verbs['multi-nic'].add(request, controller.signal));
    expect(error.code).to.equal(11);
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('leaves nothing when the journal cannot take the done', async () => {
    const agent = await world.startAgent();
    const { append } = agent.journal;
    const worse = await world.startAgent({
      journal: {
        probe: () => Promise.resolve(),
        append: (records) =>
          records.some(({ op }) => op === 'done')
            ? Promise.reject(new Error('disk full'))
            : append(records),
      },
    });
    world.addPod('one');
    const error = await failureOf(add(worse, { containerID: 'one' }));
    expect(error.message).to.contain('disk full');
    expect(await world.leaks()).to.deep.equal([]);
  });
});
