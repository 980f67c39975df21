import { expect } from 'chai';
import { collect } from '../../../node-agent/attach/collect.ts';
import { createHost, entry, held, startOn } from './adoption-world.ts';
import { requestOf, signal } from './fixture.ts';
import { call } from './kernel-less-agent.ts';

/** A pod of before with the first address of eth1, and an agent that has adopted it. */
async function begin(addresses: Readonly<Record<string, string>>) {
  const world = createHost();
  world.host.pods?.add('default/old');
  world.list('eth1', [entry('old', 1)]);
  world.addNamespace('old', addresses);
  const started = startOn(world);
  await started.adoption.round();
  const later = async (rounds: number): Promise<number[]> => {
    for (let round = 0; round < rounds; round += 1) {
      world.host.now += 10_000;
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await started.adoption.round().catch(() => undefined);
    }
    return held(started);
  };
  return { world, started, later };
}

const args = { IgnoreUnknown: '1', K8S_POD_NAMESPACE: 'default', K8S_POD_NAME: 'old' };
const del = ({ started }: Awaited<ReturnType<typeof begin>>, of: object): Promise<void> =>
  started.agent.all['multi-nic'].del(requestOf('DEL', { containerID: 'old', args, ...of }));

describe('adoption: an adopted address', () => {
  it('is left alone by the collector', async () => {
    const { started, later } = await begin({ 'net1-0': '10.0.0.1' });
    expect((await collect(started.agent.context)).freed).to.deep.equal([]);
    expect(await later(3)).to.deep.equal([1]);
  });

  it('stays while its pod lives, though no namespace has it', async () => {
    const { later } = await begin({});
    expect(await later(5)).to.deep.equal([1]);
  });

  it('stays while a namespace has it, though its pod is gone', async () => {
    const { world, later } = await begin({ 'net1-0': '10.0.0.1' });
    world.host.pods?.clear();
    expect(await later(7)).to.deep.equal([1]);
  });

  it('stays while a namespace has it that is found by another path', async () => {
    const { world, later } = await begin({ 'net1-0': '10.0.0.1' });
    world.host.pods?.clear();
    const found = world.host.namespaces.get('/run/netns/old');
    world.host.namespaces.clear();
    if (found !== undefined) world.host.namespaces.set('/proc/77/ns/net', found);
    expect(await later(7)).to.deep.equal([1]);
  });

  it('goes when both are gone, at the second look', async () => {
    const { world, later } = await begin({ 'net1-0': '10.0.0.1' });
    world.host.pods?.clear();
    world.host.namespaces.clear();
    expect(await later(1)).to.deep.equal([1]);
    expect(await later(1)).to.deep.equal([]);
  });

  it('stays while the API server cannot be asked', async () => {
    const { world, later } = await begin({ 'net1-0': '10.0.0.1' });
    world.host.pods = undefined;
    world.host.namespaces.clear();
    expect(await later(5)).to.deep.equal([1]);
  });

  it('stays while a namespace that lives cannot be looked into', async () => {
    const { world, later } = await begin({});
    world.host.pods?.clear();
    world.host.broken.add('/run/netns/old');
    expect(await later(5)).to.deep.equal([1]);
  });

  it('goes when its pod was attached again', async () => {
    const { world, started, later } = await begin({});
    world.addNamespace('again', {});
    await started.agent.add({ ...call('ADD', 'again'), args }, signal);
    expect(await later(2)).to.deep.equal([2]);
  });

  it('goes with its link at the DEL of its pod, by the arguments of multi-nic-cni', async () => {
    const begun = await begin({ eth0: '10.244.0.9', 'net1-0': '10.0.0.1', 'net1-1': '10.1.0.7' });
    await del(begun, {});
    expect(begun.world.host.deleted).to.deep.equal(['net1-0', 'net1-1']);
    expect([held(begun.started), held(begun.started, 'net-eth2')]).to.deep.equal([[], []]);
    await del(begun, {});
  });

  it('goes at a DEL without a namespace, as after a reboot', async () => {
    const begun = await begin({ 'net1-0': '10.0.0.1' });
    begun.world.host.namespaces.clear();
    await del(begun, { netns: '' });
    expect(held(begun.started)).to.deep.equal([]);
  });

  it('stays at the DEL of another sandbox of its pod', async () => {
    const begun = await begin({ 'net1-0': '10.0.0.1' });
    begun.world.addNamespace('older', {});
    await del(begun, { netns: '/run/netns/older' });
    expect([begun.world.host.deleted, held(begun.started)]).to.deep.equal([[], [1]]);
  });

  it('stays at the DEL of another network or pod', async () => {
    const begun = await begin({ 'net1-0': '10.0.0.1' });
    begun.world.addNamespace('other', {});
    await del(begun, { netns: '/run/netns/other', args: { ...args, K8S_POD_NAME: 'other' } });
    const conf = { ...call('DEL', 'x').config.raw, name: 'elsewhere', type: 'multi-nic' };
    await del(begun, { conf });
    expect(held(begun.started)).to.deep.equal([1]);
  });

  it('stays with a device of the host until its namespace goes', async () => {
    const begun = await begin({ vf0: '10.0.0.1' });
    await del(begun, {});
    expect([begun.world.host.deleted, held(begun.started)]).to.deep.equal([[], [1]]);
    begun.world.host.pods?.clear();
    begun.world.host.namespaces.clear();
    expect(await begun.later(2)).to.deep.equal([]);
  });
});
