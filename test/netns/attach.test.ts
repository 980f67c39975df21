import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { failureOf, macvlanConf, none } from '../node-agent/attach/fixture.ts';
import { add, type AttachWorld, check, createAttachWorld, del, usage } from './attach-world.ts';

describe('attach: ADD, CHECK', function () {
  this.timeout(60_000);
  let world: AttachWorld;
  before(async () => {
    world = await createAttachWorld();
  });
  after(() => world.destroy());
  afterEach(() => world.reset());

  it('makes a link on every NIC, with an address of its pool, in the shape of multi-nic-cni', async () => {
    const agent = await world.startAgent();
    const netns = world.addPod('one');
    const result = await add(agent, { containerID: 'one' });
    expect(result.interfaces.map(({ name, sandbox }) => `${name} ${sandbox}`)).to.deep.equal(
      world.masters.map((_, index) => `net1-${index} ${netns}`),
    );
    expect(result.ips).to.deep.equal(
      world.masters.map((_, index) => ({ address: `10.${index}.0.1/18`, interface: index })),
    );
    const links = await world.linksOf(netns);
    const seen = links.map((link) => ({
      name: link.name,
      mac: link.mac,
      mtu: link.mtu,
      ip: link.addresses.find(({ family }) => family === 'inet')?.address,
      up: link.up,
      mode: link.data['mode'],
    }));
    expect(seen).to.deep.equal(
      result.interfaces.map(({ name, mac }, index) => ({
        name,
        mac,
        mtu: 1500,
        ip: `10.${index}.0.1`,
        up: true,
        mode: 'bridge',
      })),
    );
    await check(agent, 'one');
    await del(agent, { containerID: 'one' });
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('announces an address that another pod had a moment ago', async () => {
    const agent = await world.startAgent();
    const peer = world.addPod('one');
    world.addPod('two');
    world.addPod('three');
    await add(agent, { containerID: 'one' });
    const { ips } = await add(agent, { containerID: 'two' });
    const target = ips[0]?.address.split('/')[0] ?? '';
    execFileSync('nsenter', [`--net=${peer}`, 'ping', '-c1', '-W2', target]);
    await del(agent, { containerID: 'two' });
    const next = await add(agent, { containerID: 'three' });
    expect(next.ips[0]?.address).to.equal(ips[0]?.address);
    const remembered = (): string =>
      execFileSync('nsenter', [`--net=${peer}`, 'ip', 'neigh', 'show', target], {
        encoding: 'utf8',
      });
    for (
      let tries = 0;
      tries < 40 && !remembered().includes(String(next.interfaces[0]?.mac));
      tries += 1
    ) {
      await delay(50);
    }
    expect(remembered()).to.contain(next.interfaces[0]?.mac);
    await del(agent, { containerID: 'one' });
    await del(agent, { containerID: 'three' });
  });

  it('lets two pods reach each other over every NIC', async () => {
    const agent = await world.startAgent();
    const one = world.addPod('one');
    world.addPod('two');
    await add(agent, { containerID: 'one' });
    const { ips } = await add(agent, { containerID: 'two' });
    for (const { address } of ips) {
      const target = address.split('/')[0] ?? '';
      execFileSync('nsenter', [`--net=${one}`, 'ping', '-c1', '-W2', target]);
    }
    await del(agent, { containerID: 'one' });
    await del(agent, { containerID: 'two' });
    expect(await world.leaks()).to.deep.equal([]);
  });

  describe('ADD, repeated', () => {
    it('gives the same result and no second address', async () => {
      const agent = await world.startAgent();
      world.addPod('one');
      const first = await add(agent, { containerID: 'one' });
      const again = await add(agent, { containerID: 'one' });
      expect(again).to.deep.equal(first);
      expect(usage(agent)).to.deep.equal(none.map(() => 1));
      await del(agent, { containerID: 'one' });
      expect(await world.leaks()).to.deep.equal([]);
    });

    it('is refused when the request is another one', async () => {
      const agent = await world.startAgent();
      world.addPod('one');
      await add(agent, { containerID: 'one' });
      const conf = { ...macvlanConf, args: { cni: { nics: 1 } } };
      const error = await failureOf(add(agent, { containerID: 'one', conf }));
      expect(error.message).to.contain('already by a different request');
      await del(agent, { containerID: 'one' });
    });

    it('is refused when a link is gone, and works after DEL', async () => {
      const agent = await world.startAgent();
      const netns = world.addPod('one');
      await add(agent, { containerID: 'one' });
      await world.ip({ netns, args: ['link', 'del', 'net1-3'] });
      const error = await failureOf(add(agent, { containerID: 'one' }));
      expect(error.message).to.contain('link net1-3 is missing');
      await del(agent, { containerID: 'one' });
      await add(agent, { containerID: 'one' });
      await del(agent, { containerID: 'one' });
      expect(await world.leaks()).to.deep.equal([]);
    });

    it('frees the attachment of an earlier namespace under the same key', async () => {
      const agent = await world.startAgent();
      world.addPod('one');
      await add(agent, { containerID: 'one' });
      world.removePod('one');
      world.addPod('one');
      await add(agent, { containerID: 'one' });
      expect(usage(agent)).to.deep.equal(none.map(() => 1));
      await del(agent, { containerID: 'one' });
      expect(await world.leaks()).to.deep.equal([]);
    });
  });

  describe('CHECK', () => {
    const cases = [
      {
        name: 'a link was removed',
        args: ['link', 'del', 'net1-2'],
        want: 'link net1-2 is missing',
      },
      {
        name: 'an address was removed',
        args: ['addr', 'del', '10.4.0.1/18', 'dev', 'net1-4'],
        want: 'address 10.4.0.1/18 of net1-4 is missing',
      },
      {
        name: 'an MTU was changed',
        args: ['link', 'set', 'net1-1', 'mtu', '1400'],
        want: 'mtu of net1-1 is 1400, not 1500',
      },
      {
        name: 'a link was set down',
        args: ['link', 'set', 'net1-6', 'down'],
        want: 'link net1-6 is down',
      },
      {
        name: 'a route was removed',
        args: ['route', 'del', '10.90.0.0/16'],
        want: 'route 10.90.0.0/16 via 10.1.0.9 dev net1-1 is missing',
      },
    ];
    const routes = [
      { dst: '10.90.0.0/16', gw: '10.1.0.9' },
      { dst: '10.91.0.0/16', gw: '10.0.0.9' },
      { dst: '10.91.0.0/16', gw: '10.2.0.9' },
      { dst: '0.0.0.0/0', gw: '10.3.0.9' },
    ];
    const conf = { ...macvlanConf, ipam: { type: 'multi-nic-ipam', routes } };
    for (const { name, args, want } of cases) {
      it(`succeeds after ADD and names the item when ${name}`, async () => {
        const agent = await world.startAgent();
        const netns = world.addPod('one');
        await add(agent, { containerID: 'one', conf });
        await check(agent, 'one');
        expect((await world.ip({ netns, args })).status).to.equal(0);
        const error = await failureOf(check(agent, 'one'));
        expect(error.code).to.equal(103);
        expect(error.message).to.contain(want);
        await del(agent, { containerID: 'one' });
        expect(await world.leaks()).to.deep.equal([]);
      });
    }

    it('makes one multipath route of a destination with two gateways', async () => {
      const agent = await world.startAgent();
      const netns = world.addPod('one');
      await add(agent, { containerID: 'one', conf });
      const { stdout } = await world.ip({ netns, args: ['route', 'show', '10.91.0.0/16'] });
      expect(stdout.replaceAll(/\s+/g, ' ').trim()).to.equal(
        '10.91.0.0/16 nexthop via 10.0.0.9 dev net1-0 weight 1 nexthop via 10.2.0.9 dev net1-2 weight 1',
      );
      await del(agent, { containerID: 'one' });
    });
  });

  it('refuses an unknown network with its name, whatever else is wrong', async () => {
    const agent = await world.startAgent();
    world.addPod('one');
    const error = await failureOf(
      add(agent, { containerID: 'one', conf: { ...macvlanConf, name: 'nope' } }),
    );
    expect(error.code).to.equal(104);
    expect(error.message).to.contain('failed to load netconf').and.to.contain('"nope"');
  });
});
