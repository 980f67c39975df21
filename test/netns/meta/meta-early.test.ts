import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { parseLinks } from '../../../node-agent/iproute2/parse.ts';
import type { JsonObject } from '../../../cni/protocol/types.ts';
import { commands } from '../../../node-agent/iproute2/commands.ts';
import { failureOf } from '../../node-agent/attach/fixture.ts';
import { createMetaWorld, macvlanConf, type MetaWorld } from './meta-world.ts';

/** What ifconfig prints of a pod: links that are up, with their addresses. */
function shownIn(pod: string): string[] {
  const argv = ['-n', pod, ...commands.links];
  const stdout = execFileSync('ip', argv, { encoding: 'utf8' });
  const up = parseLinks(argv, { status: 0, stdout, stderr: '' }).filter((link) => link.up);
  return up.map(({ name, mtu, addresses }) => {
    const shown = addresses.map(({ scope, address }) =>
      scope === 'link' ? 'link-local' : address,
    );
    return [`${name} mtu ${mtu}`, ...shown].join(', ');
  });
}

/** An object of the kind Network. */
const networkOf = (args: JsonObject): JsonObject => ({
  plugin: 'macvlan',
  args: JSON.stringify([{ master: 'mm1', ...args }]),
});

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
    const unnamed = { ...api, delegates };
    expect((await earlyNames(unnamed, pod)).names).to.deep.equal(['eth0 10.9.0.2/24']);
    await world.reset();
    world.objects.set('default/blue', macvlanConf(world.hostLocal('10.9.0.0/24')));
    const always = { ...early, always_use_default: true };
    expect((await earlyNames(always, pod)).names).to.have.members([
      'eth0 10.58.0.2/24',
      'net0 10.9.0.2/24',
    ]);
  });

  it('shows lo, eth0, net0 and north in the pod, as its README does', async () => {
    world.objects.set('default/sriov', networkOf({ ipam: world.hostLocal('10.56.217.0/24') }));
    world.objects.set('default/sriov-l2', networkOf({ if0name: 'north' }));
    const delegates = [
      { ...bridge, masterplugin: true, mtu: 1450, ipam: world.hostLocal('10.58.0.0/24') },
    ];
    const conf = { ...api, delegates, always_use_default: true };
    const agent = await world.startAgent();
    world.addPod('a');
    const networks = '[{"name":"sriov"},{"name":"sriov-l2"}]';
    await world.add(agent, 'a', { conf, annotations: { networks } });
    expect(shownIn('a')).to.have.members([
      'lo mtu 65536, 127.0.0.1, ::1',
      'eth0 mtu 1450, 10.58.0.2, link-local',
      'net0 mtu 1500, 10.56.217.2, link-local',
      'north mtu 1500, link-local',
    ]);
    await world.del(agent, 'a');
    expect(await world.leaks()).to.deep.equal([]);
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
