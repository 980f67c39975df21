import { expect } from 'chai';
import { writeConf } from '../../../hack/bare-nodes/pods.ts';
import { run } from '../../../hack/node/run.ts';
import type { IPPool } from '../../../lib/api/types.ts';
import { type AgentWorld, macvlanNetwork, within } from './world.ts';

const used = (pools: readonly IPPool[]): number =>
  pools.reduce((sum, { spec }) => sum + spec.allocations.length, 0);

export function attachSuite(world: () => AgentWorld): void {
  describe('attachments', () => {
    before(() => world().addNetwork(macvlanNetwork('fast', '172.30.0.0/16')));
    after(() => world().removeNetwork('fast'));

    it('show in the pools within two seconds, and leave them within two', async () => {
      const { cluster, first, attach, detach, pools } = world();
      const pod = await cluster.fabric.createPod(first, 'copy-pod');
      const { addresses } = await attach('fast', pod);
      await within(
        2_000,
        () => pools('fast'),
        (list) => used(list) === addresses.length,
      );
      const owned = (await pools('fast')).filter(({ spec }) => spec.allocations.length > 0);
      for (const { spec, status } of owned) {
        const [{ pod: name, namespace, address }] = spec.allocations as [
          IPPool['spec']['allocations'][0],
        ];
        expect({ name, namespace }).to.deep.equal({ name: 'copy-pod', namespace: 'default' });
        expect(addresses.map((one) => one.address)).to.include(address);
        expect(status).to.include({ total: 254, used: 1, free: 253 });
      }
      await detach('fast', pod);
      await within(
        2_000,
        () => pools('fast'),
        (list) => used(list) === 0,
      );
      await cluster.fabric.destroyPod(pod);
    });

    it('ask the API server nothing', async () => {
      const { cluster, first, attach, detach } = world();
      const pod = await cluster.fabric.createPod(first, 'quiet-pod');
      const mark = await cluster.controlPlane.auditMark();
      await attach('fast', pod);
      await detach('fast', pod);
      const events = await cluster.controlPlane.auditEvents(mark);
      const asked = events.filter(
        ({ user, resource }) => user === 'node-agent-1' && !resource.startsWith('ippools'),
      );
      expect(asked).to.deep.equal([]);
      await cluster.fabric.destroyPod(pod);
    });

    it('whose namespace went away without DEL are freed within one round of the collector', async () => {
      const { cluster, first, attach, pools } = world();
      const pod = await cluster.fabric.createPod(first, 'lost-pod');
      await attach('fast', pod);
      await within(
        2_000,
        () => pools('fast'),
        (list) => used(list) === 2,
      );
      await cluster.fabric.destroyPod(pod);
      await within(
        8_000,
        () => pools('fast'),
        (list) => used(list) === 0,
      );
    });

    it('hold a network that is being deleted: NADs go at once, blocks when the last pod is gone', async () => {
      const { cluster, first, addNetwork, attach, detach, pools } = world();
      await addNetwork(macvlanNetwork('held', '172.31.0.0/16'));
      const pod = await cluster.fabric.createPod(first, 'held-pod');
      await attach('held', pod);
      await within(
        2_000,
        () => pools('held'),
        (list) => used(list) === 2,
      );
      await cluster.kubectl(['delete', 'mnn', 'held', '--wait=false']);
      await cluster.kubectl(['wait', '--for=delete', 'net-attach-def/held', '--timeout=10s']);
      expect(await pools('held')).to.have.length(4);
      const message = await cluster.kubectl([
        'get',
        'mnn',
        'held',
        '-o',
        'jsonpath={.status.conditions[*].message}',
      ]);
      expect(message).to.contain('default/held-pod');
      await detach('held', pod);
      await cluster.kubectl(['wait', '--for=delete', 'mnn/held', '--timeout=20s']);
      expect(await pools('held')).to.have.length(0);
      await cluster.fabric.destroyPod(pod);
    });

    it('take addresses from another IPAM plugin, one call for each NIC', async () => {
      const { cluster, first, addNetwork, removeNetwork, attach, detach, runtime } = world();
      const ipam = JSON.stringify({
        type: 'host-local',
        subnet: '172.29.0.0/24',
        dataDir: `${runtime.confDir}/host-local`,
      });
      await addNetwork(macvlanNetwork('single', '', { ipam, multiNICIPAM: false }));
      const pod = await cluster.fabric.createPod(first, 'single-pod');
      const { addresses } = await attach('single', pod);
      expect(addresses.map(({ link }) => link)).to.deep.equal(['net1-0', 'net1-1']);
      for (const { link, address } of addresses) {
        expect(await run(['ip', '-n', 'single-pod', 'addr', 'show', 'dev', link])).to.contain(
          `inet ${address}/24`,
        );
      }
      await detach('single', pod);
      expect(await run(['find', `${runtime.confDir}/host-local`, '-name', '172.*'])).to.equal('');
      await cluster.fabric.destroyPod(pod);
      await removeNetwork('single');
    });

    it('of a strategy that is not available are refused with its name, in the network and to the runtime', async () => {
      const { cluster, first, attach, runtime } = world();
      await cluster.kubectl(
        ['apply', '-f', '-'],
        JSON.stringify(
          macvlanNetwork('costly', '172.28.0.0/16', { attachPolicy: { strategy: 'costOpt' } }),
        ),
      );
      await cluster.kubectl(['wait', '--for=condition=Stalled', 'mnn/costly', '--timeout=10s']);
      const message = await cluster.kubectl([
        'get',
        'mnn',
        'costly',
        '-o',
        'jsonpath={.status.conditions[?(@.type=="Stalled")].message}',
      ]);
      expect(message).to.contain('costOpt');
      writeConf(
        runtime.confDir,
        'costly',
        JSON.stringify({
          cniVersion: '0.3.0',
          name: 'costly',
          type: 'multi-nic',
          plugin: { type: 'macvlan' },
          ipam: { type: 'multi-nic-ipam' },
          multiNICIPAM: true,
        }),
      );
      const pod = await cluster.fabric.createPod(first, 'costly-pod');
      const failure = await attach('costly', pod).then(
        () => undefined,
        (error: Error) => error.message,
      );
      expect(failure).to.contain('costOpt').and.to.contain('not available');
      await cluster.fabric.destroyPod(pod);
      await cluster.kubectl(['delete', 'mnn', 'costly', '--timeout=20s']);
    });
  });
}
