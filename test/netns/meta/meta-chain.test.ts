import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { createMetaWorld, type MetaWorld } from './meta-world.ts';

const said = (file: string, ...args: string[]): string[] =>
  execFileSync(file, args, { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().replaceAll(/\s+/g, ' '))
    .filter((line) => line !== '');

/** What shapes traffic; every link has a qdisc of its own accord. */
const shapers = (): string[] =>
  said('tc', 'qdisc', 'show').filter((line) => /^qdisc (?:tbf|ingress) /.test(line));

/** Links of the pod, rule and table in the pod, traffic control on the host: one plugin each. */
describe('meta: a chain of bridge, tuning, sbr and bandwidth', function () {
  this.timeout(60_000);
  let world: MetaWorld;
  before(async () => {
    world = await createMetaWorld();
  });
  after(() => world.destroy());
  afterEach(() => world.reset());

  const mac = '02:00:00:00:55:02';
  const addChained = (): void => {
    world.objects.set('default/chained', {
      cniVersion: '1.0.0',
      name: 'chained',
      plugins: [
        {
          type: 'bridge',
          bridge: 'br-chained',
          isGateway: true,
          ipam: world.hostLocal('10.55.0.0/24'),
        },
        { type: 'tuning', mtu: 1400, capabilities: { mac: true }, dataDir: world.folder },
        { type: 'sbr' },
        { type: 'bandwidth', capabilities: { bandwidth: true } },
      ],
    });
  };
  const rate = 8_000_000;
  const limits = { ingressRate: rate, ingressBurst: rate, egressRate: rate, egressBurst: rate };
  const networks = JSON.stringify([{ name: 'chained', mac, bandwidth: limits }]);

  it('has links, rule and qdiscs; DEL takes all', async () => {
    addChained();
    const agent = await world.startAgent();
    world.addPod('a');
    await world.add(agent, 'a', { networks });

    const net1 = (await world.linksIn('a')).find(({ name }) => name === 'net1');
    expect([net1?.mac, net1?.mtu]).to.deep.equal([mac, 1400]);
    expect(agent.published[0]?.[1]).to.deep.include({
      name: 'default/chained',
      interface: 'net1',
      ips: ['10.55.0.2'],
      mac,
    });
    expect(said('ip', '-n', 'a', 'rule', 'show', 'from', '10.55.0.2')).to.deep.equal([
      '32765: from 10.55.0.2 lookup 100',
    ]);
    expect(said('ip', '-n', 'a', 'route', 'show', 'table', '100')).to.deep.equal([
      'default via 10.55.0.1 dev net1',
      '10.55.0.0/24 dev net1 proto kernel scope link src 10.55.0.2',
    ]);
    const shaped = shapers().map((line) =>
      line.replace(/^qdisc (\w+) .* dev (veth|bwp)\S*(?:.* (rate \S+))?.*$/, '$1 on $2 $3'),
    );
    expect(shaped).to.have.members([
      'tbf on veth rate 8Mbit',
      'tbf on bwp rate 8Mbit',
      'ingress on veth ',
    ]);

    await world.del(agent, 'a');
    expect(await world.leaks()).to.deep.equal([]);
    expect(shapers()).to.deep.equal([]);
    expect(said('ip', '-n', 'a', 'rule', 'show', 'from', '10.55.0.2')).to.deep.equal([]);
    await world.del(agent, 'a');
  });

  it('is undone as a whole when its last member fails', async () => {
    addChained();
    const agent = await world.startAgent({
      execute: (real) => (exec) =>
        exec.plugin === 'bandwidth' && exec.command === 'ADD'
          ? real(exec).then(() => Promise.reject(new Error('after all was done')))
          : real(exec),
    });
    world.addPod('a');
    const failure: unknown = await world.add(agent, 'a', { networks }).then(
      () => 'attached',
      (error: unknown) => (error as Error).message,
    );
    expect(failure).to.contain('network default/chained');
    expect(failure).to.contain('after all was done');
    expect(await world.leaks()).to.deep.equal([]);
    expect(shapers()).to.deep.equal([]);
  });
});
