import { expect } from 'chai';

import type { ClusterNode } from '../../hack/cluster/types.ts';
import { openRoom, type Room } from './pods.ts';
import { until } from './until.ts';

describe('cluster faults', function () {
  this.timeout(120_000);
  let room: Room;
  let node: ClusterNode;
  before(async () => {
    room = await openRoom('cluster-faults');
    node = room.cluster.node(2);
    await room.run({ name: 'stays', node: 2 });
  });
  after(() => room.remove());

  const sandboxes = async (): Promise<string[]> =>
    (await node.exec(['ls', '/run/netns'])).split('\n').filter((name) => name.startsWith('cni-'));

  /** A kubelet that just started does not know its pods at once. */
  const answers = async (): Promise<void> => {
    const said = await until('an answer of the pod', () => room.exec('stays', 'echo', 'alive'));
    expect(said).to.equal('alive\n');
  };

  it('starts and ends a static pod while the API server is away', async () => {
    const { controlPlane } = room.cluster;
    const before = await sandboxes();
    await controlPlane.killApiServer();
    node.addStaticPod('static', await room.manifest({ name: 'static' }));
    try {
      const added = await until('one sandbox more', async () =>
        (await sandboxes()).length === before.length + 1 ? true : undefined,
      );
      expect(added).to.equal(true);
    } finally {
      node.removeStaticPod('static');
      await controlPlane.startApiServer();
    }
    await until('the sandboxes as before', async () =>
      (await sandboxes()).length === before.length ? true : undefined,
    );
    await room.cluster.ready();
  });

  for (const name of ['kubelet', 'containerd'] as const) {
    it(`keeps the sandboxes when ${name} is killed and started again`, async () => {
      const before = await sandboxes();
      await node[name].kill();
      expect(node[name].pid()).to.equal(0);
      await node[name].start();
      await room.cluster.ready();
      expect(await sandboxes()).to.deep.equal(before);
      await answers();
    });
  }

  it('loses sandboxes, /run and the links of the primary network in a reboot, and keeps the disk', async () => {
    const before = await sandboxes();
    await node.exec(['touch', '/run/gone', '/var/lib/multi-nic/kept']);
    await node.reboot();
    expect(await node.exec(['sh', '-c', 'ls /run/gone 2>&1 || true'])).to.include('No such file');
    await node.exec(['rm', '/var/lib/multi-nic/kept']);
    const links = await node.exec(['ls', '/sys/class/net']);
    expect(links).to.include('eth4');
    await room.cluster.ready();
    const anew = await until('the pod in a new sandbox', async () => {
      const now = await sandboxes();
      return now.length === before.length && !now.some((one) => before.includes(one))
        ? now
        : undefined;
    });
    expect(anew).to.have.length(before.length);
    await answers();
  });
});
