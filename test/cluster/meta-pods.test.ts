import { expect } from 'chai';

import {
  type AnnotatedRoom,
  asking,
  hostLocal,
  macvlan,
  networksKey,
  openAnnotatedRoom,
} from './annotated.ts';
import { makeCrowd, readyCrowd, removeCrowd } from './crowd.ts';
import { until } from './until.ts';

describe('networks by annotation', function () {
  this.timeout(240_000);
  let room: AnnotatedRoom;
  before(async () => {
    room = await openAnnotatedRoom('meta-pods');
    await room.addNetworks({
      mv: macvlan(hostLocal('10.9.0.0/24')),
      dense: macvlan(hostLocal('10.12.0.0/24'), { master: 'eth2' }),
      chained: {
        cniVersion: '1.0.0',
        plugins: [
          macvlan({ type: 'static' }, { capabilities: { ips: true } }),
          { type: 'tuning', mtu: 1400 },
        ],
      },
    });
  });
  after(() => room.remove());

  it('give a simple pod its link, and it becomes ready', async () => {
    await room.run({ name: 'simple', node: 1, annotations: { [networksKey]: 'mv' } });
    const podIP = await room.read('simple', '.status.podIP');
    const [eth0, net1 = ''] = await room.linksOf('simple');
    expect(eth0).to.equal(`eth0 ${podIP}/24`);
    // host-local goes on counting when the runtime has to try again.
    const [, address] = /^net1 (10\.9\.0\.\d+)\/24$/.exec(net1) ?? [];
    const status = await room.statusOf('simple');
    expect(status.map((one) => [one.name, one.interface, one.ips, one.default])).to.deep.equal([
      ['primary', 'eth0', [podIP], true],
      ['meta-pods/mv', 'net1', [address], undefined],
    ]);
  });

  it('let two pods with a chain and addresses of their choice ping each other', async () => {
    await room.run(
      { name: 'left', node: 1, annotations: asking({ name: 'chained', ips: ['10.1.1.11/24'] }) },
      { name: 'right', node: 2, annotations: asking({ name: 'chained', ips: ['10.1.1.12/24'] }) },
    );
    expect(await room.linksOf('left')).to.include('net1 10.1.1.11/24');
    expect(await room.exec('left', 'ip', 'link', 'show', 'net1')).to.include('mtu 1400');
    const ping = ['ping', '-c2', '-W2', '-I', 'net1'];
    const there = await room.exec('left', ...ping, '10.1.1.12');
    const back = await room.exec('right', ...ping, '10.1.1.11');
    expect([there, back].map((said) => said.includes('2 packets received'))).to.deep.equal([
      true,
      true,
    ]);
  });

  it('move the default route of the pod that asks for it, and of no other', async () => {
    const element = { name: 'chained', 'default-route': ['10.1.1.254'] };
    await room.run(
      { name: 'moved', node: 1, annotations: asking({ ...element, ips: ['10.1.1.21/24'] }) },
      { name: 'stays', node: 1, annotations: asking({ name: 'chained', ips: ['10.1.1.22/24'] }) },
    );
    expect(await room.defaultRoutes('moved')).to.equal('default via 10.1.1.254 dev net1');
    expect(await room.defaultRoutes('stays')).to.equal('default via 10.244.1.1 dev eth0');
    const [primary, net1] = await room.statusOf('moved');
    expect([primary?.default, net1?.gateway]).to.deep.equal([true, ['10.1.1.254']]);
  });

  it('reach a static pod, which the API server knows under another uid', async () => {
    const node = room.cluster.node(1);
    const manifest = JSON.parse(
      await room.manifest({ name: 'static', annotations: { [networksKey]: 'mv' } }),
    ) as { readonly metadata: object };
    const metadata = { ...manifest.metadata, namespace: room.namespace };
    node.addStaticPod('static', JSON.stringify({ ...manifest, metadata }));
    try {
      const pod = `static-${node.name}`;
      await until('the mirror pod', () => room.read(pod, '.metadata.uid'));
      await room.kubectl(['wait', '--for=condition=Ready', `pod/${pod}`, '--timeout=60s']);
      const mirror = '.metadata.annotations.kubernetes\\.io/config\\.mirror';
      expect(await room.read(pod, '.metadata.uid')).not.to.equal(await room.read(pod, mirror));
      const [, net1] = await room.statusOf(pod);
      expect(await room.linksOf(pod)).to.include(`net1 ${net1?.ips?.[0]}/24`);
    } finally {
      node.removeStaticPod('static');
    }
  });

  it('make many pods of a node ready, each with addresses of its own, and free all of them', async () => {
    const [name, replicas] = ['dense', 60];
    const node = room.cluster.node(2);
    const held = async (): Promise<readonly string[]> =>
      (await node.exec(['ls', '/var/lib/cni/networks/dense']))
        .split('\n')
        .filter((file) => /^\d/.test(file));
    await makeCrowd(room, { name, node: 2, annotations: { [networksKey]: 'dense' } }, replicas);
    const pods = await readyCrowd(room, name, { replicas });
    const addresses = pods.map(({ status }) => status[1]?.ips?.[0] ?? '');
    expect(new Set(addresses).size).to.equal(replicas);
    expect(await held()).to.have.members(addresses);
    expect(new Set(pods.map(({ podIP }) => podIP)).size).to.equal(replicas);
    expect(pods.every(({ podIP, status }) => status[0]?.ips?.[0] === podIP)).to.equal(true);
    await removeCrowd(room, name);
    await until('no address held', async () => ((await held()).length === 0 ? true : undefined));
  });
});
