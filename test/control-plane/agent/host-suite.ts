import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { ipBatch } from '../../../hack/node/run.ts';
import type { HostNic } from '../../../lib/api/types.ts';
import { type AgentWorld, within } from './world.ts';

/** What the API server takes in between: kubectl's own start, and a loaded machine. */
const patienceMs = 3_000;

const names = (nics: readonly HostNic[]): string[] =>
  nics.map(({ interfaceName }) => interfaceName);

export function hostSuite(world: () => AgentWorld): void {
  describe('HostInterface', () => {
    it('lists the NICs of the node, without the one that carries the default route', async () => {
      const { hostInterface, first } = world();
      const { spec } = await hostInterface(first);
      expect(spec.hostName).to.equal(first.name);
      expect(
        spec.interfaces.map(({ interfaceName, netAddress, hostIP }) => [
          interfaceName,
          netAddress,
          hostIP,
        ]),
      ).to.deep.equal([
        ['eth1', '10.242.1.0/24', '10.242.1.11'],
        ['eth2', '10.242.2.0/24', '10.242.2.11'],
      ]);
    });

    it('follows a NIC that is added, gets another address, goes down and is pulled', async () => {
      const { hostInterface, first } = world();
      const nics = async (): Promise<readonly HostNic[]> =>
        (await hostInterface(first)).spec.interfaces;
      await ipBatch(
        [
          'link add eth9 type veth peer name eth9p',
          'addr add 10.99.0.1/24 dev eth9',
          'link set eth9p up',
          'link set eth9 up',
        ],
        first.name,
      );
      await within(patienceMs, nics, (list) => names(list).includes('eth9'));
      await ipBatch(
        ['addr add 10.99.1.1/24 dev eth9', 'addr del 10.99.0.1/24 dev eth9'],
        first.name,
      );
      await within(patienceMs, nics, (list) => list.some(({ hostIP }) => hostIP === '10.99.1.1'));
      await ipBatch(['link set eth9 down'], first.name);
      await within(patienceMs, nics, (list) =>
        list.some((nic) => nic.interfaceName === 'eth9' && nic.linkState === 'down'),
      );
      await ipBatch(['link del eth9'], first.name);
      await within(patienceMs, nics, (list) => !names(list).includes('eth9'));
    });

    it('is made again when it goes: by hand, for an owner that is not there, after a finalizer of another', async () => {
      const { cluster, hostInterface, second } = world();
      const { metadata, spec } = await hostInterface(second);
      const finalizers = (change: readonly object[]): Promise<string> =>
        cluster.kubectl(['patch', 'hif', second.name, '--type=json', '-p', JSON.stringify(change)]);
      const path = '/metadata/finalizers';
      await finalizers([
        { op: 'add', path, value: [...(metadata.finalizers ?? []), 'example.com/stay'] },
      ]);
      await cluster.kubectl(['delete', 'hif', second.name, '--wait=false']);
      await finalizers([{ op: 'replace', path, value: [] }]);
      await within(
        patienceMs,
        () => hostInterface(second),
        (made) => made.metadata.uid !== metadata.uid,
      );
      expect((await hostInterface(second)).spec).to.deep.equal(spec);
    });

    it("is the user's own where the label says so: used, never written", async () => {
      const { cluster, hostInterface, second } = world();
      const before = await hostInterface(second);
      await cluster.kubectl(['label', 'hif', second.name, 'multi-nic-unmanaged=true']);
      const patch = JSON.stringify({ spec: { interfaces: [before.spec.interfaces[0]] } });
      await cluster.kubectl(['patch', 'hif', second.name, '--type=merge', '-p', patch]);
      const mark = await cluster.controlPlane.auditMark();
      await ipBatch(['link set eth2 mtu 1400', 'link set eth2 mtu 1500'], second.name);
      await delay(1_500);
      const writes = await cluster.controlPlane.auditCounts(mark);
      expect(
        Object.keys(writes).filter(
          (key) => key.startsWith('node-agent-2 patch hostinterfaces') && !key.endsWith('/status'),
        ),
      ).to.deep.equal([]);
      expect(names((await hostInterface(second)).spec.interfaces)).to.deep.equal(['eth1']);
      await cluster.kubectl(['label', 'hif', second.name, 'multi-nic-unmanaged-']);
      await within(
        patienceMs,
        () => hostInterface(second),
        ({ spec }) => spec.interfaces.length === 2,
      );
    });
  });
}
