import { expect } from 'chai';
import { failureOf } from '../../node-agent/attach/fixture.ts';
import { createMetaWorld, macvlanConf, type MetaWorld } from './meta-world.ts';
import { addSpyPlugin } from './spy-plugin.ts';

/** What the reference implementation was seen to do, with the reference plugins. */
describe('meta: networks of a pod', function () {
  this.timeout(60_000);
  let world: MetaWorld;
  before(async () => {
    world = await createMetaWorld();
  });
  after(() => world.destroy());
  afterEach(() => world.reset());

  const addMvhl = (): void => {
    world.objects.set('default/mvhl', macvlanConf(world.hostLocal('10.9.0.0/24')));
  };

  it('attaches one network twice, under net1 and the name that was asked for, and undoes all', async () => {
    addMvhl();
    const agent = await world.startAgent();
    world.addPod('a');
    const result = await world.add(agent, 'a', { networks: 'mvhl,mvhl@foo' });
    expect(result.interfaces.map(({ name }) => name)).to.include('eth0');
    expect(await world.addressesIn('a')).to.have.members([
      'eth0 10.1.0.2/24',
      'net1 10.9.0.2/24',
      'foo 10.9.0.3/24',
    ]);
    expect(world.leases()).to.deep.equal(['mvhl/10.9.0.2', 'mvhl/10.9.0.3', 'primary/10.1.0.2']);
    await agent.verbs.check(world.request('CHECK', 'a'));
    await world.del(agent, 'a');
    expect(await world.leaks()).to.deep.equal([]);
    await world.del(agent, 'a');
  });

  it('gives the status that readers of Multus expect', async () => {
    addMvhl();
    const agent = await world.startAgent();
    world.addPod('a');
    await world.add(agent, 'a', { networks: 'mvhl' });
    const [status] = agent.published;
    const brief = status?.map(({ name, interface: link, ips, default: main, gateway }) => ({
      name,
      link,
      ips,
      main,
      gateway,
    }));
    expect(brief).to.deep.equal([
      { name: 'primary', link: 'eth0', ips: ['10.1.0.2'], main: true, gateway: ['10.1.0.1'] },
      {
        name: 'default/mvhl',
        link: 'net1',
        ips: ['10.9.0.2'],
        main: undefined,
        gateway: undefined,
      },
    ]);
  });

  it('gives the addresses of two families, MAC and name that the annotation asks for', async () => {
    world.objects.set(
      'default/mv',
      macvlanConf({ type: 'static' }, { capabilities: { ips: true, mac: true } }),
    );
    const agent = await world.startAgent();
    world.addPod('a');
    const ips = ['10.5.0.7/24', 'fd05::7/64'];
    const element = { name: 'mv', ips, mac: '02:00:00:00:05:07', interface: 'lan0' };
    await world.add(agent, 'a', { networks: JSON.stringify([element]) });
    const lan0 = (await world.linksIn('a')).find(({ name }) => name === 'lan0');
    expect(lan0?.mac).to.equal('02:00:00:00:05:07');
    expect(await world.addressesIn('a')).to.include(`lan0 ${ips.join(' ')}`);
    expect(agent.published[0]?.[1]?.ips).to.deep.equal(['10.5.0.7', 'fd05::7']);
    await world.del(agent, 'a');
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('runs a chain of bridge and tuning, and undoes it', async () => {
    world.objects.set('default/tuned', {
      cniVersion: '1.0.0',
      name: 'tuned',
      plugins: [
        { type: 'bridge', bridge: 'br-tuned', ipam: world.hostLocal('10.55.0.0/24') },
        { type: 'tuning', mac: '02:00:00:00:55:02', mtu: 1400, dataDir: world.folder },
      ],
    });
    const agent = await world.startAgent();
    world.addPod('a');
    await world.add(agent, 'a', { networks: 'tuned' });
    const net1 = (await world.linksIn('a')).find(({ name }) => name === 'net1');
    expect([net1?.mac, net1?.mtu]).to.deep.equal(['02:00:00:00:55:02', 1400]);
    await agent.verbs.check(world.request('CHECK', 'a'));
    await world.del(agent, 'a');
    expect(await world.leaks()).to.deep.equal([]);
  });

  it("keeps the runtime's wishes for the primary network, and hands them over again at DEL", async () => {
    const first = addSpyPlugin(world.folder, 'first');
    const second = addSpyPlugin(world.folder, 'second');
    const capabilities = { portMappings: true };
    world.files.set('10-primary.conflist', {
      cniVersion: '1.0.0',
      name: 'primary',
      plugins: [{ type: 'first', capabilities }],
    });
    world.objects.set('default/second', { cniVersion: '1.0.0', type: 'second', capabilities });
    const agent = await world.startAgent();
    world.addPod('a');
    const portMappings = [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' }];
    const runtimeConfig = { portMappings };
    const element = { name: 'second', 'cni-args': { x: 1 } };
    await world.add(agent, 'a', { runtimeConfig, networks: JSON.stringify([element]) });
    await world.del(agent, 'a');
    const seen = (calls: ReturnType<typeof first>) =>
      calls.map(({ command, conf }) => [command, conf['runtimeConfig']]);
    expect(seen(first())).to.deep.equal([
      ['ADD', { portMappings }],
      ['DEL', { portMappings }],
    ]);
    expect(seen(second())).to.deep.equal([
      ['ADD', undefined],
      ['DEL', undefined],
    ]);
    const [call] = second();
    expect(call?.conf['args']).to.deep.equal({ cni: { x: 1 } });
    expect(call?.args).to.match(/^IgnoreUnknown=true;K8S_POD_NAMESPACE=default;K8S_POD_NAME=a;/);
  });

  it("hands the pod's annotations to each plugin that declares them, at DEL and of an unknown pod too", async () => {
    const key = 'io.kubernetes.cri.pod-annotations';
    const calls = ['first', 'second', 'third'].map((name) => addSpyPlugin(world.folder, name));
    const capabilities = { [key]: true };
    const chain = [{ type: 'first', capabilities }, { type: 'second' }];
    world.files.set('10-aws.conflist', { cniVersion: '0.4.0', name: 'aws-cni', plugins: chain });
    const third = { cniVersion: '1.0.0', type: 'third', capabilities };
    world.objects.set('default/third', third);
    const agent = await world.startAgent();
    world.addPod('a');
    world.addPod('b');
    await world.add(agent, 'a', { networks: 'third', annotations: { team: 'x' } });
    await world.del(agent, 'a');
    await world.del(agent, 'b', { annotations: { team: 'y' } });
    const seen = calls.map((called) =>
      called().map(({ command, conf }) => [command, conf['runtimeConfig']]),
    );
    const given = { [key]: { 'k8s.v1.cni.cncf.io/networks': 'third', team: 'x' } };
    expect(seen).to.deep.equal([
      [
        ['ADD', given],
        ['DEL', given],
        ['DEL', { [key]: { team: 'y' } }],
      ],
      [
        ['ADD', undefined],
        ['DEL', undefined],
        ['DEL', undefined],
      ],
      [
        ['ADD', given],
        ['DEL', given],
      ],
    ]);
  });

  it('sees at CHECK that a secondary link was deleted', async () => {
    addMvhl();
    const agent = await world.startAgent();
    const netns = world.addPod('a');
    await world.add(agent, 'a', { networks: 'mvhl' });
    await world.ip({ netns, args: ['link', 'del', 'net1'] });
    const { code, message } = await failureOf(agent.verbs.check(world.request('CHECK', 'a')));
    expect([code, message]).to.deep.equal([
      103,
      'CHECK of eth0 of a in network multi-nic-meta: link net1 of network default/mvhl is missing; restart the pod',
    ]);
    await world.del(agent, 'a');
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('calls multi-nic in the same process, and frees its addresses with the pod', async () => {
    world.objects.set('default/net', {
      cniVersion: '1.0.0',
      name: 'net',
      type: 'multi-nic',
      plugin: { cniVersion: '1.0.0', type: 'macvlan' },
      ipam: { type: 'multi-nic-ipam' },
      multiNICIPAM: true,
    });
    const agent = await world.startAgent();
    world.addPod('a');
    await world.add(agent, 'a', { networks: 'net' });
    expect((await world.linksIn('a')).map(({ name }) => name)).to.have.members([
      'eth0',
      'net1-0',
      'net1-1',
    ]);
    await agent.verbs.check(world.request('CHECK', 'a'));
    await world.del(agent, 'a');
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('attaches pods side by side, each with its own addresses', async () => {
    addMvhl();
    const agent = await world.startAgent();
    const names = Array.from({ length: 10 }, (_, index) => `p${index}`);
    names.forEach(world.addPod);
    await Promise.all(names.map((name) => world.add(agent, name, { networks: 'mvhl,mvhl' })));
    expect(new Set(world.leases()).size).to.equal(30);
    await Promise.all(names.map((name) => world.del(agent, name)));
    expect(await world.leaks()).to.deep.equal([]);
  });
});
