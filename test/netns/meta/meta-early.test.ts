import { expect } from 'chai';
import { failureOf } from '../../node-agent/attach/fixture.ts';
import { createMetaWorld, macvlanConf, type MetaWorld } from './meta-world.ts';

/** Configurations as the first Multus read them. */
describe('meta: the early form', function () {
  this.timeout(60_000);
  let world: MetaWorld;
  before(async () => {
    world = await createMetaWorld();
  });
  after(() => world.destroy());
  afterEach(() => world.reset());

  const { cniVersion: _version, ...macvlan } = macvlanConf({});
  const bridge = { type: 'bridge', bridge: 'br-early' };
  const earlyNames = async (conf: object, annotation?: string) => {
    const agent = await world.startAgent();
    world.addPod('a');
    const annotations = annotation === undefined ? {} : { networks: annotation };
    const result = await world.add(agent, 'a', { conf: conf as never, annotations });
    const names = await world.addressesIn('a');
    await world.del(agent, 'a');
    expect(await world.leaks()).to.deep.equal([]);
    return { names, result };
  };

  it('runs the delegates of a file alone, the master first, the others as net0 and net1', async () => {
    const delegates = [
      { ...macvlan, ipam: world.hostLocal('10.56.217.0/24') },
      { type: 'ptp', ipam: world.hostLocal('10.57.0.0/24') },
      { ...bridge, masterplugin: true, ipam: world.hostLocal('10.58.0.0/24') },
    ];
    const { names, result } = await earlyNames({ delegates });
    expect(names).to.have.members([
      'eth0 10.58.0.2/24',
      'net0 10.56.217.2/24',
      'net1 10.57.0.2/24',
    ]);
    expect(result.ips.map(({ address }) => address)).to.deep.equal(['10.58.0.2/24']);
  });

  const api = { kubeconfig: '/etc/kubernetes/node-kubeconfig.yaml' };

  it('replaces the delegates by what the pod names, and adds it to them when they are always used', async () => {
    world.objects.set('default/blue', macvlanConf(world.hostLocal('10.9.0.0/24')));
    const delegates = [{ ...bridge, ipam: world.hostLocal('10.58.0.0/24') }];
    const early = { ...api, delegates: [{ ...delegates[0], masterplugin: true }] };
    const pod = '[{"name":"blue"}]';
    expect((await earlyNames(early)).names).to.deep.equal(['eth0 10.58.0.2/24']);
    await world.reset();
    world.objects.set('default/blue', macvlanConf(world.hostLocal('10.9.0.0/24')));
    expect((await earlyNames(early, pod)).names).to.deep.equal(['eth0 10.9.0.2/24']);
    await world.reset();
    world.objects.set('default/blue', macvlanConf(world.hostLocal('10.9.0.0/24')));
    const always = { ...early, always_use_default: true };
    expect((await earlyNames(always, pod)).names).to.have.members([
      'eth0 10.58.0.2/24',
      'net0 10.9.0.2/24',
    ]);
  });

  it('refuses two masters', async () => {
    const agent = await world.startAgent();
    world.addPod('a');
    const delegates = [
      { ...bridge, masterplugin: true },
      { ...macvlan, masterplugin: true },
    ];
    const add = world.add(agent, 'a', { conf: { delegates } });
    expect((await failureOf(add)).message).to.contain("only one delegate can have 'masterplugin'");
  });
});
