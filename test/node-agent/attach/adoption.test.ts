import { expect } from 'chai';
import { foreignAllocations } from '../../../node-agent/attach/adopted.ts';
import { createLedger } from '../../../node-agent/journal/ledger.ts';
import { createHost, entry, held, type Started, startOn } from './adoption-world.ts';
import { failureOf, requestOf, signal } from './fixture.ts';
import { call } from './kernel-less-agent.ts';

/** The addresses of the next pod. */
const nextPod = async ({ agent }: Started, name: string, world: ReturnType<typeof createHost>) => {
  world.addNamespace(name, {});
  const { ips } = await agent.add(call('ADD', name), signal);
  return ips.map(({ address }) => address);
};

describe('adoption: an agent without a journal', () => {
  it("holds what multi-nic-cni's pools list for its pods before it gives an address", async () => {
    const world = createHost();
    world.host.pods?.add('default/old');
    world.list('eth1', [entry('old', 1)]);
    world.list('eth2', [entry('old', 1, 1)]);
    const started = startOn(world);
    expect((await failureOf(nextPod(started, 'early', world))).code).to.equal(11);
    await started.adoption.round();
    expect(await nextPod(started, 'new', world)).to.deep.equal(['10.0.0.2/18', '10.1.0.2/18']);
    expect(started.notes.map(({ type, reason }) => [type, reason])).to.deep.equal([
      ['Normal', 'AddressesAdopted'],
    ]);
  });

  it('holds what namespaces have that no pool lists, named or not', async () => {
    const world = createHost();
    world.addNamespace('old', { 'net1-0': '10.0.0.1', 'net1-1': '10.1.0.7', eth0: '10.244.0.9' });
    world.host.namespaces.set('/proc/77/ns/net', {
      identity: 'boot/unnamed',
      links: new Map([['net1-0', '10.0.0.2']]),
    });
    const started = startOn(world);
    await started.adoption.round();
    expect([held(started), held(started, 'net-eth2')]).to.deep.equal([[1, 2], [7]]);
  });

  it('takes the pools of a snapshot, with the API server away', async () => {
    const world = createHost();
    world.host.pods = undefined;
    world.list('eth1', [entry('old', 1)]);
    const started = startOn(world);
    await started.adoption.round();
    expect(await nextPod(started, 'new', world)).to.deep.equal(['10.0.0.2/18', '10.1.0.1/18']);
  });

  it('gives no address, and says why, until the pools are known', async () => {
    const world = createHost();
    const { known } = world.host;
    world.host.known = undefined;
    const started = startOn(world);
    await started.adoption.round();
    const refused = await failureOf(nextPod(started, 'new', world));
    expect(refused.code).to.equal(11);
    expect(refused.message).to.contain('/state/journal').and.to.contain('API server');
    world.host.known = known;
    const status = requestOf('STATUS', { containerID: '', plugin: 'multi-nic-ipam' });
    expect((await failureOf(started.agent.status(status))).code).to.equal(50);
    await started.adoption.round();
    await started.agent.status(status);
    expect(started.adoption.pending()).to.equal(undefined);
  });

  it('gives no address while a namespace that lives cannot be looked into', async () => {
    const world = createHost();
    world.host.broken.add(world.addNamespace('old', { 'net1-0': '10.0.0.1' }));
    const started = startOn(world);
    expect(await failureOf(started.adoption.round())).to.be.an('error');
    const refused = await failureOf(nextPod(started, 'new', world));
    expect([refused.code, refused.message.includes('EIO')]).to.deep.equal([11, true]);
    expect(started.adoption.identity()).to.equal(undefined);
    world.host.broken.clear();
    world.host.now = 2_000;
    await started.adoption.round();
    expect(await nextPod(started, 'next', world)).to.deep.equal(['10.0.0.2/18', '10.1.0.1/18']);
    expect(started.adoption.identity()).to.equal('mine');
  });

  it('looks once for two who ask at the same time', async () => {
    const world = createHost();
    world.addNamespace('old', { 'net1-0': '10.0.0.1' });
    const started = startOn(world);
    await Promise.all([started.adoption.round(), started.adoption.round()]);
    expect([world.host.looks, held(started)]).to.deep.equal([1, [1]]);
    expect(started.notes.map(({ message }) => message.split(' ')[0])).to.deep.equal(['1']);
  });

  it('announces what it holds of several looks', async () => {
    const world = createHost();
    world.list('eth1', [entry('old', 1)]);
    world.host.broken.add(world.addNamespace('other', {}));
    const started = startOn(world);
    await failureOf(started.adoption.round());
    world.host.broken.clear();
    world.host.now = 2_000;
    await started.adoption.round();
    expect(started.notes.map(({ message }) => message.split(' ')[0])).to.deep.equal(['1']);
  });

  it('is quiet on a new node', async () => {
    const world = createHost();
    const started = startOn(world);
    await started.adoption.round();
    expect([started.notes, held(started)]).to.deep.equal([[], []]);
  });

  it('holds one record for an address that two pods have', async () => {
    const world = createHost();
    world.list('eth1', [entry('a', 2), entry('b', 2), entry('b', 2)]);
    const started = startOn(world);
    await started.adoption.round();
    expect(held(started)).to.deep.equal([2]);
  });

  const odd = [
    { name: 'an index that is not the address', list: [{ ...entry('a', 3), index: 9 }], want: [3] },
    { name: 'an address that is none', list: [{ ...entry('a', 3), address: 'x' }], want: [3] },
    {
      name: 'both outside of the pool',
      list: [{ ...entry('a', 3), index: 900, address: '10.9.9.9' }],
      want: [],
    },
    { name: 'no list', list: undefined as never, want: [] },
  ];
  for (const { name, list, want } of odd)
    it(`takes an entry with ${name} for what it holds`, () => {
      const world = createHost();
      world.list('eth1', list);
      const found = foreignAllocations(world.host.known?.pools ?? [], createLedger([]));
      expect(found.map(({ index }) => index)).to.deep.equal(want);
    });
});

describe('adoption: how a start is announced', () => {
  const cases = [
    { name: 'a lost journal', of: {}, journal: 'other', want: [['Warning', 'JournalLost']] },
    {
      name: 'another journal than the pools name',
      of: { records: [], adopted: true },
      journal: 'other',
      want: [['Warning', 'JournalLost']],
    },
    {
      name: 'the journal that the pools name',
      of: { records: [], adopted: true },
      journal: 'mine',
      want: [],
    },
    {
      name: 'a damaged journal',
      of: {
        origin: { kind: 'damaged', reason: 'line 2 is damaged', aside: '/state/journal.damaged' },
      },
      journal: 'other',
      want: [['Warning', 'JournalDamaged']],
    },
  ] as const;
  for (const { name, of, journal, want } of cases)
    it(`${want.length === 0 ? 'says nothing of' : 'makes one Event of'} ${name}`, async () => {
      const world = createHost();
      world.list('eth1', [], journal);
      const started = startOn(world, of);
      await started.adoption.round();
      await started.adoption.round();
      expect(started.notes.map(({ type, reason }) => [type, reason])).to.deep.equal(want);
      for (const { message } of started.notes) expect(message).to.contain('/state/journal');
    });
});

describe('adoption: an agent with its journal', () => {
  it('holds what another program writes into a pool, at once and for good', async () => {
    const world = createHost();
    const started = startOn(world, { records: [], adopted: true });
    await started.adoption.round();
    world.list('eth1', [entry('old', 1)]);
    expect(await nextPod(started, 'new', world)).to.deep.equal(['10.0.0.2/18', '10.1.0.1/18']);
    await started.adoption.round();
    expect(held(started)).to.deep.equal([2, 1]);
  });

  it('looks into the namespaces once, and again for a pool that is new', async () => {
    const world = createHost();
    world.addNamespace('old', { 'net1-0': '10.0.0.1' });
    const { known } = world.host;
    world.host.known = known && { ...known, pools: [] };
    const started = startOn(world, { records: [], adopted: true });
    await started.adoption.round();
    await started.adoption.round();
    expect([world.host.looks, held(started)]).to.deep.equal([1, []]);
    world.host.known = known;
    await started.adoption.round();
    await started.adoption.round();
    expect([world.host.looks, held(started)]).to.deep.equal([2, [1]]);
  });

  it('takes an entry of its own that lags for what it is', async () => {
    const world = createHost();
    const started = startOn(world, { records: [], adopted: true });
    await started.adoption.round();
    world.addNamespace('a', {});
    const pod = { K8S_POD_NAMESPACE: 'default', K8S_POD_NAME: 'pod' };
    await started.agent.add({ ...call('ADD', 'a'), args: pod }, signal);
    await started.agent.del(call('DEL', 'a'));
    world.list('eth1', [entry('pod', 1)]);
    expect(await nextPod(started, 'next', world)).to.deep.equal(['10.0.0.1/18', '10.1.0.1/18']);
  });
});
